package fraud.reference;

import fraud.config.DetectorParameters;
import fraud.decide.DecisionPolicy;
import fraud.decide.Flags;
import fraud.features.CardProfile;
import fraud.features.Features;
import fraud.model.Decision;
import fraud.model.Duplicate;
import fraud.model.Flag;
import fraud.model.LateTransaction;
import fraud.model.Origin;
import fraud.model.Reason;
import fraud.model.Transaction;
import fraud.parse.ParseResult;
import fraud.parse.SourceRecord;
import fraud.parse.TransactionCodec;
import fraud.rules.RuleSet;
import fraud.rules.Rules;
import fraud.sequences.SequenceEvent;
import fraud.sink.OutputCodec;
import fraud.sink.OutputRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The contract as plain Java over a finite list of records: no engine, no Kafka, no state that is ever cleared. It is the oracle that
 * both engines are compared with; no engine may depend on it.
 */
public final class ReferenceDetector {

    private final DetectorParameters parameters;
    private final RuleSet rules;
    private final TransactionCodec codec;
    private final Map<String, CardProfile> profiles = new HashMap<>();
    private final Map<Integer, Long> clocks = new HashMap<>();
    private final Map<String, List<SequenceEvent>> candidates = new HashMap<>();
    private final List<OutputRecord> outputs = new ArrayList<>();

    /** A detector for one list of records. */
    public ReferenceDetector(DetectorParameters parameters, RuleSet rules) {
        this.parameters = parameters;
        this.rules = rules;
        this.codec = new TransactionCodec(parameters.partitions());
    }

    /**
     * All outputs but the echoes, in no particular order.
     *
     * @param records of {@code transactions}, whole, in any order: a record's place is its partition and offset
     */
    public List<OutputRecord> detect(List<SourceRecord> records) {
        List<SourceRecord> inOffsetOrder = new ArrayList<>(records);
        inOffsetOrder.sort(
                Comparator.comparingInt((SourceRecord record) -> record.origin().partition())
                        .thenComparingLong(record -> record.origin().offset()));
        for (SourceRecord record : inOffsetOrder) {
            Origin origin = record.origin();
            clocks.merge(origin.partition(), origin.publishedAtMillis(), Math::max);
            handle(codec.parse(record));
        }
        long now = clockMillis();
        for (List<SequenceEvent> ofCard : candidates.values()) {
            new ReferenceSequences(rules, ofCard, now)
                    .alerts()
                    .forEach(alert -> outputs.add(OutputCodec.encode(alert)));
        }
        return outputs;
    }

    private void handle(ParseResult parsed) {
        switch (parsed.kind()) {
            case TRANSACTION -> decide(parsed.transaction(), parsed.origin());
            case CONTROL ->
                profiles.put(
                        parsed.cardId(),
                        profile(parsed.cardId()).after(parsed.control().action()));
            case DEAD_LETTER -> outputs.add(OutputCodec.encode(parsed.deadLetter()));
            case MARK -> {
                // Only its timestamp counts.
            }
        }
    }

    private void decide(Transaction transaction, Origin origin) {
        CardProfile before = profile(transaction.cardId());
        OptionalLong original = before.originalOffset(transaction, origin);
        if (original.isPresent()) {
            outputs.add(OutputCodec.encode(new Duplicate(
                    transaction.transactionId(),
                    transaction.cardId(),
                    transaction.eventTimeMillis(),
                    original.getAsLong(),
                    origin)));
            return;
        }
        Features features = before.featuresOf(transaction, origin);
        List<Flag> flags = Flags.of(transaction, origin, before, parameters);
        List<Reason> reasons = reasons(transaction, features, before.blocked());
        outputs.add(OutputCodec.encode(new Decision(
                transaction.transactionId(),
                transaction.cardId(),
                transaction.eventTimeMillis(),
                DecisionPolicy.outcome(reasons),
                0,
                reasons,
                flags,
                rules.version(),
                Decision.NO_MODEL,
                parameters.withFeatures() ? features : null,
                origin)));
        profiles.put(
                transaction.cardId(),
                before.with(transaction, origin, parameters.skewMillis(), parameters.historyLimit()));
        if (parameters.isLate(transaction.eventTimeMillis(), origin.publishedAtMillis())) {
            outputs.add(OutputCodec.encode(new LateTransaction(
                    transaction.transactionId(), transaction.cardId(), transaction.eventTimeMillis(), origin)));
            return;
        }
        SequenceEvent event = SequenceEvent.of(transaction, origin, features);
        if (ReferenceSequences.isCandidate(event, rules)) {
            candidates
                    .computeIfAbsent(transaction.cardId(), card -> new ArrayList<>())
                    .add(event);
        }
    }

    private CardProfile profile(String cardId) {
        return profiles.getOrDefault(cardId, CardProfile.EMPTY);
    }

    private List<Reason> reasons(Transaction transaction, Features features, boolean blocked) {
        List<Reason> reasons = new ArrayList<>();
        for (Reason reason : Reason.values()) {
            boolean holds = switch (reason) {
                case CARD_BLOCKED -> blocked;
                case AMOUNT_LIMIT -> Rules.isAboveAmountLimit(transaction, rules);
                case VELOCITY_COUNT -> Rules.isUsedTooOften(features, rules);
                case VELOCITY_SUM -> Rules.isSpendingTooFast(features, rules);
                case IMPOSSIBLE_TRAVEL -> Rules.isImpossibleTravel(features, rules);
                case UNUSUAL_AMOUNT -> Rules.isUnusualAmount(transaction, features, rules);
                case COUNTRY_FLIP -> Rules.isCountryFlip(features, rules);
                case NEW_DEVICE -> Rules.isNewDeviceSpending(transaction, features, rules);
                case DORMANT_CARD -> Rules.isDormantCardSpending(transaction, features, rules);
            };
            if (holds) {
                reasons.add(reason);
            }
        }
        return reasons;
    }

    /** W (SEMANTICS 1.4) once all records are read. */
    private long clockMillis() {
        if (clocks.size() < parameters.partitions()) {
            return Long.MIN_VALUE;
        }
        return clocks.values().stream().mapToLong(Long::longValue).min().orElseThrow() - parameters.lagMillis();
    }
}
