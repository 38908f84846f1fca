package fraud.reference;

import fraud.config.DetectorParameters;
import fraud.decide.AssessedTransaction;
import fraud.decide.Decision;
import fraud.features.CardProfile;
import fraud.features.EnrichedTransaction;
import fraud.features.Features;
import fraud.features.Flags;
import fraud.model.Duplicate;
import fraud.model.Flag;
import fraud.model.LateTransaction;
import fraud.model.Origin;
import fraud.model.Transaction;
import fraud.parse.LabelCodec;
import fraud.parse.ParseResult;
import fraud.parse.SourceRecord;
import fraud.parse.TransactionCodec;
import fraud.parse.VersionCodec;
import fraud.ruleset.RuleSet;
import fraud.score.Scores;
import fraud.score.StartingModels;
import fraud.sequences.Alert;
import fraud.sequences.SequenceEvent;
import fraud.sequences.SequenceSubject;
import fraud.sink.OutputCodec;
import fraud.sink.OutputRecord;
import fraud.topics.InputTopics;
import fraud.versions.ModelCheck;
import fraud.versions.VersionHistory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/**
 * The contract as plain Java over a finite list of records: no engine, no Kafka, no state that is ever cleared. It is
 * the oracle that both engines are compared with; no engine may depend on it.
 */
public final class ReferenceDetector {

    private final DetectorParameters parameters;
    private final InputTopics topics;
    private final TransactionCodec codec;
    private final Map<String, CardProfile> profiles = new HashMap<>();
    private final Map<Integer, Long> clocks = new HashMap<>();
    private final Map<SequenceSubject, Map<String, List<SequenceEvent>>> events = new EnumMap<>(SequenceSubject.class);
    private final List<OutputRecord> outputs = new ArrayList<>();
    /** The transactions to decide, with what is known of their cards. */
    private final List<EnrichedTransaction> ofCards = new ArrayList<>();

    private final ReferenceModels models;
    private final ModelCheck modelCheck;
    private VersionHistory versions;
    private ReferenceMerchants merchants;

    /** A detector for one list of records of the topics of usual names. */
    public ReferenceDetector(DetectorParameters parameters, RuleSet rules) {
        this(parameters, rules, StartingModels.NONE, InputTopics.DEFAULT);
    }

    /**
     * A detector for one list of records.
     *
     * @param rules the rule set that is in force before any published one
     * @param models those that are in force before any published one
     * @param topics by whose names the records are distinguished
     */
    public ReferenceDetector(DetectorParameters parameters, RuleSet rules, StartingModels models, InputTopics topics) {
        this.parameters = parameters;
        this.topics = topics;
        this.versions = VersionHistory.startingWith(rules, models);
        this.modelCheck = ModelCheck.ofFiles(models);
        this.models = new ReferenceModels(models);
        this.codec = new TransactionCodec(parameters.partitions());
    }

    /**
     * All outputs but the completions, in no particular order.
     *
     * @param records of all input topics, whole, in any order: a record's place is its topic, partition and offset
     */
    public List<OutputRecord> detect(List<SourceRecord> records) {
        return detect(records, handled -> {});
    }

    /**
     * The same, for those who watch.
     *
     * @param progress told after each record of transactions how many of these are done
     */
    public List<OutputRecord> detect(List<SourceRecord> records, LongConsumer progress) {
        readVersions(inOffsetOrder(records, topics.versions()));
        readLabels(inOffsetOrder(records, topics.labels()));
        long handled = 0;
        for (SourceRecord record : inOffsetOrder(records, topics.transactions())) {
            Origin origin = record.origin();
            clocks.merge(origin.partition(), origin.publishedAtMillis(), Math::max);
            if (!handle(codec.parse(record))) {
                progress.accept(++handled);
            }
        }
        ReferenceUses uses = new ReferenceUses(ofCards);
        for (EnrichedTransaction ofCard : ofCards) {
            decide(ofCard, uses);
            progress.accept(++handled);
        }
        long now = clockMillis();
        events.forEach((subject, byId) ->
                byId.values().forEach(some -> raise(new ReferenceSequences(some, now).alerts(subject))));
        return outputs;
    }

    private static List<SourceRecord> inOffsetOrder(List<SourceRecord> records, String topic) {
        return records.stream()
                .filter(record -> record.origin().topic().equals(topic))
                .sorted(Comparator.comparingInt(
                                (SourceRecord record) -> record.origin().partition())
                        .thenComparingLong(record -> record.origin().offset()))
                .toList();
    }

    private void readVersions(List<SourceRecord> records) {
        VersionCodec codecOfVersions = new VersionCodec();
        for (SourceRecord record : records) {
            ParseResult parsed = codecOfVersions.parse(record);
            switch (parsed.kind()) {
                case RULE_SET, MODEL -> accept(parsed);
                case DEAD_LETTER -> outputs.add(OutputCodec.encode(parsed.deadLetter()));
                case SIGNAL -> {
                    // Nothing waits for its clock here.
                }
                case TRANSACTION, CONTROL, LABEL -> throw new IllegalStateException("not of rules: " + parsed.kind());
            }
        }
    }

    private void accept(ParseResult version) {
        VersionHistory.Offer offer = versions.offer(version, parameters.leadMillis(), modelCheck);
        versions = offer.history();
        offer.rejection().ifPresent(rejection -> outputs.add(OutputCodec.encode(rejection)));
    }

    private void readLabels(List<SourceRecord> records) {
        LabelCodec labels = new LabelCodec(parameters.labelPartitions());
        List<ReferenceMerchants.PublishedLabel> settled = new ArrayList<>();
        for (SourceRecord record : records) {
            ParseResult parsed = labels.parse(record);
            switch (parsed.kind()) {
                case LABEL -> settled.add(new ReferenceMerchants.PublishedLabel(parsed.label(), parsed.origin()));
                case DEAD_LETTER -> outputs.add(OutputCodec.encode(parsed.deadLetter()));
                case SIGNAL -> {
                    // Nothing waits for its clock here.
                }
                case TRANSACTION, CONTROL, RULE_SET, MODEL ->
                    throw new IllegalStateException("not of labels: " + parsed.kind());
            }
        }
        merchants = new ReferenceMerchants(settled, parameters.merchantDailyLimit());
    }

    /** Whether there is a decision to come. */
    private boolean handle(ParseResult parsed) {
        switch (parsed.kind()) {
            case TRANSACTION -> {
                return remember(parsed.transaction(), parsed.origin());
            }
            case CONTROL ->
                profiles.put(
                        parsed.cardId(),
                        profile(parsed.cardId()).after(parsed.control().action()));
            case DEAD_LETTER -> outputs.add(OutputCodec.encode(parsed.deadLetter()));
            case SIGNAL -> {
                // Only its timestamp counts.
            }
            case LABEL, RULE_SET, MODEL -> throw new IllegalStateException("not of transactions: " + parsed.kind());
        }
        return false;
    }

    private boolean remember(Transaction transaction, Origin origin) {
        CardProfile before = profile(transaction.cardId());
        OptionalLong original = before.originalOffset(transaction, origin);
        if (original.isPresent()) {
            outputs.add(OutputCodec.encode(new Duplicate(
                    transaction.transactionId(),
                    transaction.cardId(),
                    transaction.eventTimeMillis(),
                    original.getAsLong(),
                    origin)));
            return false;
        }
        ofCards.add(new EnrichedTransaction(
                transaction,
                origin,
                before.featuresOf(transaction, origin),
                Flags.of(transaction, origin, before, parameters),
                before.blocked()));
        profiles.put(
                transaction.cardId(),
                before.with(transaction, origin, parameters.skewMillis(), parameters.historyLimit()));
        return true;
    }

    private void decide(EnrichedTransaction ofCard, ReferenceUses uses) {
        Transaction transaction = ofCard.transaction();
        Origin origin = ofCard.origin();
        long eventTimeMillis = transaction.eventTimeMillis();
        RuleSet rules = versions.rulesAt(eventTimeMillis);
        Features features = Flags.knowsMerchant(transaction, origin)
                ? ofCard.features()
                        .withMerchant(
                                merchants.features(transaction.merchantId(), eventTimeMillis),
                                uses.activity(transaction.merchantId(), eventTimeMillis))
                : ofCard.features();
        List<Flag> flags = Flags.withMerchant(
                ofCard.flags(),
                transaction,
                origin,
                merchants.isTruncated(transaction.merchantId(), eventTimeMillis),
                rules);
        EnrichedTransaction enriched =
                new EnrichedTransaction(transaction, origin, features, flags, ofCard.cardBlocked());
        Scores scores = models.scores(enriched, versions, parameters.withFeatures());
        ReferenceRules evaluated = new ReferenceRules(enriched, scores, rules);
        outputs.add(OutputCodec.encode(Decision.of(
                new AssessedTransaction(enriched, scores, evaluated.reasons(), evaluated.outcome(), rules.version()),
                parameters.withFeatures())));
        if (parameters.isLate(transaction.eventTimeMillis(), origin.publishedAtMillis())) {
            outputs.add(OutputCodec.encode(new LateTransaction(
                    transaction.transactionId(), transaction.cardId(), transaction.eventTimeMillis(), origin)));
            return;
        }
        SequenceEvent event = SequenceEvent.of(enriched, rules);
        if (event.roles() != 0) {
            for (SequenceSubject subject : SequenceSubject.values()) {
                if (subject.idOf(event) != null) {
                    events.computeIfAbsent(subject, any -> new HashMap<>())
                            .computeIfAbsent(subject.idOf(event), any -> new ArrayList<>())
                            .add(event);
                }
            }
        }
    }

    private void raise(List<Alert> alerts) {
        alerts.forEach(alert -> outputs.add(OutputCodec.encode(alert)));
    }

    private CardProfile profile(String cardId) {
        return profiles.getOrDefault(cardId, CardProfile.EMPTY);
    }

    /** The sequence clock (SEMANTICS 1.4) once all records are read. */
    private long clockMillis() {
        if (clocks.size() < parameters.partitions()) {
            return Long.MIN_VALUE;
        }
        return clocks.values().stream().mapToLong(Long::longValue).min().orElseThrow() - parameters.lagMillis();
    }
}
