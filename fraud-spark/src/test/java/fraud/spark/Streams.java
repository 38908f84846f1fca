package fraud.spark;

import fraud.config.DetectorParameters;
import fraud.features.CardProfile;
import fraud.features.MerchantHistory;
import fraud.model.CardControl;
import fraud.model.Origin;
import fraud.model.Signal;
import fraud.parse.SourceRecord;
import fraud.parse.TransactionCodec;
import fraud.rules.AmountLimit;
import fraud.rules.CountryFlip;
import fraud.rules.DormantCard;
import fraud.rules.ImpossibleTravel;
import fraud.rules.MerchantRisk;
import fraud.rules.ModelScore;
import fraud.rules.NewDevice;
import fraud.rules.UnusualAmount;
import fraud.rules.VelocityCount;
import fraud.rules.VelocitySum;
import fraud.ruleset.RuleParameter;
import fraud.ruleset.RuleSet;
import fraud.sequences.AccountTakeover;
import fraud.sequences.BinEnumeration;
import fraud.sequences.CardTesting;
import fraud.sequences.Escalation;
import fraud.sequences.MuleCashOut;
import fraud.sequences.UnconfirmedDevice;
import fraud.sink.OutputKind;
import fraud.sink.OutputRecord;
import fraud.topics.InputTopics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What tests send after a seeded stream, and the ways in which they break rules. */
final class Streams {

    private static final Pattern LAST_EVENT = Pattern.compile("\"lastEventTimeMillis\":(\\d+)");

    private static final Pattern EVENT_TIME = Pattern.compile("\"eventTimeMillis\":(\\d+)");

    /** One of each rule and sequence, where a step shows. */
    static final Set<RuleParameter> ONE_MORE = Set.of(
            AmountLimit.MAX_AMOUNT,
            VelocityCount.MAX_COUNT,
            VelocitySum.MAX_SUM,
            ImpossibleTravel.MAX_SPEED,
            UnusualAmount.MIN_HISTORY,
            CountryFlip.WITHIN,
            NewDevice.MIN_AMOUNT,
            DormantCard.IDLE,
            ModelScore.MIN_MILLIONTHS,
            MerchantRisk.MIN_FRAUDS,
            CardTesting.LARGE_ABOVE,
            AccountTakeover.HIGH_ABOVE,
            Escalation.MIN_AMOUNT,
            UnconfirmedDevice.HIGH_ABOVE,
            MuleCashOut.MIN_AMOUNT,
            BinEnumeration.SMALL_MAX);

    private Streams() {}

    /** When the last event of each sequence happened. */
    static List<Long> lastEventTimesOfAlerts(List<OutputRecord> outputs) {
        return outputs.stream()
                .filter(output -> output.kind() == OutputKind.ALERT)
                .map(output -> LAST_EVENT.matcher(new String(output.value(), StandardCharsets.UTF_8)))
                .filter(Matcher::find)
                .map(found -> Long.parseLong(found.group(1)))
                .distinct()
                .toList();
    }

    /** The event time of each decision. */
    static List<Long> eventTimesOfDecisions(List<OutputRecord> outputs) {
        return outputs.stream()
                .filter(output -> output.kind() == OutputKind.DECISION)
                .map(output -> EVENT_TIME.matcher(new String(output.value(), StandardCharsets.UTF_8)))
                .filter(Matcher::find)
                .map(found -> Long.parseLong(found.group(1)))
                .toList();
    }

    /** A further copy of the end of input of each partition of every topic. */
    static List<SourceRecord> endSignalsAgain(List<SourceRecord> stream) {
        return afterLast(stream, 1, 0, Signal.END_OF_INPUT);
    }

    /** Heartbeats on every partition of every topic, after which no record can see anything of the stream. */
    static List<SourceRecord> signalsAfterTheHorizon(List<SourceRecord> stream, DetectorParameters parameters) {
        Duration longest = CardProfile.HORIZON.compareTo(MerchantHistory.HORIZON) > 0
                ? CardProfile.HORIZON
                : MerchantHistory.HORIZON;
        return afterLast(stream, 1_000_000, 2 * longest.toMillis() + parameters.lagMillis(), Signal.HEARTBEAT);
    }

    private static List<SourceRecord> afterLast(List<SourceRecord> stream, int later, long laterMillis, Signal signal) {
        Map<String, Origin> last = new LinkedHashMap<>();
        for (SourceRecord record : stream) {
            Origin origin = record.origin();
            last.put(origin.topic() + origin.partition(), origin);
        }
        return last.values().stream()
                .map(origin -> next(origin, later, origin.publishedAtMillis() + laterMillis))
                .map(origin -> new SourceRecord(origin, null, TransactionCodec.toJson(signal)))
                .toList();
    }

    /** A release of each card with a key in the stream: a block stays until then. */
    static List<SourceRecord> releaseOfAllBlocked(List<SourceRecord> stream, DetectorParameters parameters) {
        TransactionCodec codec = new TransactionCodec(parameters.partitions());
        List<SourceRecord> releases = new ArrayList<>();
        stream.stream()
                .filter(record -> record.origin().topic().equals(InputTopics.DEFAULT.transactions()))
                .map(codec::parse)
                .filter(parsed -> parsed.control() != null)
                .map(parsed -> List.of(parsed.cardId(), parsed.origin().partition()))
                .distinct()
                .forEach(card -> {
                    Origin last = last(stream, (int) card.get(1));
                    CardControl release = new CardControl(CardControl.Action.RELEASE, (String) card.get(0));
                    releases.add(new SourceRecord(
                            next(last, 2 + releases.size(), last.publishedAtMillis()),
                            release.cardId().getBytes(StandardCharsets.UTF_8),
                            TransactionCodec.toJson(release)));
                });
        return releases;
    }

    /** The default rules, each a little off. */
    static RuleSet broken() {
        RuleSet rules = RuleSet.defaults();
        for (RuleParameter parameter : ONE_MORE) {
            rules = rules.with(parameter, rules.get(parameter) + 1);
        }
        return rules;
    }

    private static Origin last(List<SourceRecord> stream, int partition) {
        return stream.stream()
                .map(SourceRecord::origin)
                .filter(origin -> isOf(origin, partition))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private static boolean isOf(Origin origin, int partitionOfTransactions) {
        return origin.topic().equals(InputTopics.DEFAULT.transactions())
                && origin.partition() == partitionOfTransactions;
    }

    private static Origin next(Origin origin, int later, long publishedAtMillis) {
        Objects.requireNonNull(origin);
        return new Origin(
                origin.topic(), origin.partition(), origin.offset() + later, publishedAtMillis, Origin.UNKNOWN);
    }
}
