package fraud.spark;

import fraud.config.DetectorParameters;
import fraud.features.CardProfile;
import fraud.model.CardControl;
import fraud.model.Mark;
import fraud.model.Origin;
import fraud.parse.SourceRecord;
import fraud.parse.TransactionCodec;
import fraud.rules.RuleSet;
import fraud.sink.OutputKind;
import fraud.sink.OutputRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What tests send after a seeded stream, and the ways in which they break rules. */
final class Streams {

    private static final Pattern LAST_EVENT = Pattern.compile("\"lastEventTimeMillis\":(\\d+)");

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

    /** A further copy of each partition's end mark. */
    static List<SourceRecord> endMarksAgain(List<SourceRecord> stream) {
        byte[] end = TransactionCodec.toJson(Mark.END);
        return partitions(stream)
                .mapToObj(partition -> last(stream, partition))
                .map(origin -> new SourceRecord(next(origin, 1, origin.publishedAtMillis()), null, end))
                .toList();
    }

    /** Progress marks after which no record can see anything of the stream. */
    static List<SourceRecord> marksAfterTheHorizon(List<SourceRecord> stream, DetectorParameters parameters) {
        byte[] progress = TransactionCodec.toJson(Mark.PROGRESS);
        long after = 2 * CardProfile.HORIZON.toMillis() + parameters.lagMillis();
        return partitions(stream)
                .mapToObj(partition -> last(stream, partition))
                .map(origin ->
                        new SourceRecord(next(origin, 1_000_000, origin.publishedAtMillis() + after), null, progress))
                .toList();
    }

    /** A release of each card with a key in the stream: a block stays until then. */
    static List<SourceRecord> releaseOfAllBlocked(List<SourceRecord> stream, DetectorParameters parameters) {
        TransactionCodec codec = new TransactionCodec(parameters.partitions());
        List<SourceRecord> releases = new ArrayList<>();
        stream.stream()
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

    /** The default rules with one parameter a little off. */
    static RuleSet broken(String rule) {
        RuleSet rules = RuleSet.defaults();
        return new RuleSet(
                rules.version(),
                rule.equals("AMOUNT_LIMIT")
                        ? new RuleSet.AmountLimit(rules.amountLimit().maxAmountMinor() + 1)
                        : rules.amountLimit(),
                rule.equals("VELOCITY_COUNT")
                        ? new RuleSet.VelocityCount(rules.velocityCount().maxCount() + 1)
                        : rules.velocityCount(),
                rule.equals("VELOCITY_SUM")
                        ? new RuleSet.VelocitySum(rules.velocitySum().maxSumMinor() + 1)
                        : rules.velocitySum(),
                rule.equals("IMPOSSIBLE_TRAVEL")
                        ? new RuleSet.ImpossibleTravel(
                                rules.impossibleTravel().maxMetresPerHour(),
                                rules.impossibleTravel().minDistanceMetres() * 2)
                        : rules.impossibleTravel(),
                rule.equals("UNUSUAL_AMOUNT")
                        ? new RuleSet.UnusualAmount(
                                rules.unusualAmount().minHistory() + 1,
                                rules.unusualAmount().minAmountMinor(),
                                rules.unusualAmount().meanMultiple(),
                                rules.unusualAmount().deviationMultiple())
                        : rules.unusualAmount(),
                rule.equals("COUNTRY_FLIP")
                        ? new RuleSet.CountryFlip(rules.countryFlip().withinMillis() + 1)
                        : rules.countryFlip(),
                rule.equals("NEW_DEVICE")
                        ? new RuleSet.NewDevice(rules.newDevice().minAmountMinor() + 1)
                        : rules.newDevice(),
                rule.equals("DORMANT_CARD")
                        ? new RuleSet.DormantCard(
                                rules.dormantCard().idleMillis() + 1,
                                rules.dormantCard().minAmountMinor())
                        : rules.dormantCard(),
                rule.equals("CARD_TESTING")
                        ? new RuleSet.CardTesting(
                                rules.cardTesting().smallMaxMinor(),
                                rules.cardTesting().largeAboveMinor(),
                                rules.cardTesting().withinMillis() - 1)
                        : rules.cardTesting(),
                rule.equals("ACCOUNT_TAKEOVER")
                        ? new RuleSet.AccountTakeover(
                                rules.accountTakeover().highAboveMinor(),
                                rules.accountTakeover().withinMillis() - 1)
                        : rules.accountTakeover(),
                rule.equals("ESCALATION")
                        ? new RuleSet.Escalation(
                                rules.escalation().minAmountMinor(),
                                rules.escalation().withinMillis() - 1)
                        : rules.escalation(),
                rule.equals("UNCONFIRMED_DEVICE")
                        ? new RuleSet.UnconfirmedDevice(
                                rules.unconfirmedDevice().highAboveMinor(),
                                rules.unconfirmedDevice().withinMillis() + 1)
                        : rules.unconfirmedDevice());
    }

    private static IntStream partitions(List<SourceRecord> stream) {
        return stream.stream()
                .mapToInt(record -> record.origin().partition())
                .distinct()
                .sorted();
    }

    private static Origin last(List<SourceRecord> stream, int partition) {
        return stream.stream()
                .map(SourceRecord::origin)
                .filter(origin -> origin.partition() == partition)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private static Origin next(Origin origin, int later, long publishedAtMillis) {
        Objects.requireNonNull(origin);
        return new Origin(
                origin.topic(), origin.partition(), origin.offset() + later, publishedAtMillis, Origin.UNKNOWN);
    }
}
