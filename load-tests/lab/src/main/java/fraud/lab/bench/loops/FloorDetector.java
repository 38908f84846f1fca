package fraud.lab.bench.loops;

import fraud.config.DetectorParameters;
import fraud.decide.AssessedTransaction;
import fraud.decide.Decision;
import fraud.features.CardProfile;
import fraud.features.CardUpdate;
import fraud.features.EnrichedTransaction;
import fraud.features.MerchantHistory;
import fraud.features.MerchantUses;
import fraud.model.Origin;
import fraud.model.Signal;
import fraud.model.Transaction;
import fraud.parse.LabelCodec;
import fraud.parse.ParseResult;
import fraud.parse.SourceRecord;
import fraud.parse.TransactionCodec;
import fraud.parse.VersionCodec;
import fraud.reference.ReferenceModels;
import fraud.ruleset.RuleSet;
import fraud.score.StartingModels;
import fraud.sequences.SequenceEvent;
import fraud.sink.OutputCodec;
import fraud.sink.OutputRecord;
import fraud.topics.InputTopics;
import fraud.versions.ModelCheck;
import fraud.versions.VersionHistory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * The contract as one loop over the records as they come: maps instead of state, a queue instead of timers, one thread,
 * nothing that would survive its end. It is what the domain costs by itself, so that what an engine adds can be told.
 * Its output is held against the reference like any detector's.
 */
final class FloorDetector {

    private final DetectorParameters parameters;
    private final InputTopics topics;
    private final Consumer<OutputRecord> output;
    private final TransactionCodec transactions;
    private final LabelCodec labels;
    private final VersionCodec versions = new VersionCodec();
    private final FloorClocks clocks;
    private final FloorSequences sequences = new FloorSequences();
    private final ReferenceModels models;
    private final ModelCheck modelCheck;
    private final Map<String, CardProfile> cards = new HashMap<>();
    private final Map<String, Merchant> merchants = new HashMap<>();
    private final PriorityQueue<EnrichedTransaction> waiting =
            new PriorityQueue<>(Comparator.comparingLong(EnrichedTransaction::eventTimeMillis));
    private final List<Origin> endsOfInput = new ArrayList<>();
    private VersionHistory history;

    /** What is known of a merchant. */
    private static final class Merchant {
        private MerchantHistory labels = MerchantHistory.EMPTY;
        private MerchantUses uses = MerchantUses.EMPTY;
    }

    /**
     * A loop's detector.
     *
     * @param parameters with the numbers of partitions of the topics
     * @param models of version 0, and where others are
     * @param topics by whose names the records are distinguished
     * @param output gets each output, but the completions
     */
    FloorDetector(
            DetectorParameters parameters, StartingModels models, InputTopics topics, Consumer<OutputRecord> output) {
        this.parameters = parameters;
        this.topics = topics;
        this.output = output;
        this.transactions = new TransactionCodec(parameters.partitions());
        this.labels = new LabelCodec(parameters.labelPartitions());
        this.clocks = new FloorClocks(parameters, topics);
        this.models = new ReferenceModels(models);
        this.modelCheck = ModelCheck.ofFiles(models);
        this.history = VersionHistory.startingWith(RuleSet.defaults(), models);
    }

    /** Takes the next record of a partition. */
    void accept(SourceRecord source) {
        Origin origin = source.origin();
        clocks.passed(origin);
        ParseResult record;
        if (origin.topic().equals(topics.transactions())) {
            record = transactions.parse(source);
        } else if (origin.topic().equals(topics.labels())) {
            record = labels.parse(source);
        } else {
            record = versions.parse(source);
        }
        switch (record.kind()) {
            case TRANSACTION -> update(record.transaction(), origin);
            case CONTROL ->
                cards.put(
                        record.cardId(),
                        card(record.cardId()).after(record.control().action()));
            case LABEL -> {
                Merchant merchant = merchant(record.label().merchantId());
                merchant.labels = merchant.labels
                        .forget(clocks.readinessMillis())
                        .with(record.label(), origin, parameters.merchantDailyLimit());
            }
            case RULE_SET, MODEL -> {
                VersionHistory.Offer offer = history.offer(record, parameters.leadMillis(), modelCheck);
                history = offer.history();
                offer.rejection().ifPresent(rejection -> output.accept(OutputCodec.encode(rejection)));
            }
            case DEAD_LETTER -> output.accept(OutputCodec.encode(record.deadLetter()));
            case SIGNAL -> {
                boolean isAnswered =
                        record.signal() == Signal.END_OF_INPUT && origin.topic().equals(topics.transactions());
                if (isAnswered) {
                    endsOfInput.add(origin);
                }
            }
        }
    }

    private void update(Transaction transaction, Origin origin) {
        CardUpdate update = CardUpdate.of(card(transaction.cardId()), transaction, origin, parameters);
        update.duplicate().ifPresent(duplicate -> output.accept(OutputCodec.encode(duplicate)));
        if (update.enriched().isEmpty()) {
            return;
        }
        cards.put(transaction.cardId(), update.profile());
        update.late().ifPresent(late -> output.accept(OutputCodec.encode(late)));
        EnrichedTransaction enriched = update.enriched().get();
        Merchant merchant = merchant(transaction.merchantId());
        merchant.uses = merchant.uses
                .forget(clocks.readinessMillis())
                .with(origin.publishedAtMillis(), enriched.features().newMerchant());
        if (isReady(enriched)) {
            decide(enriched);
        } else {
            waiting.add(enriched);
        }
    }

    /**
     * Does what is due once some records have been taken: to be called after each poll.
     *
     * @return the partitions of transactions whose end has come since the last call (SEMANTICS 10.4)
     */
    List<Integer> advance() {
        clocks.advance();
        while (!waiting.isEmpty() && isReady(waiting.peek())) {
            decide(waiting.poll());
        }
        sequences.advance(clocks.sequenceMillis()).forEach(alert -> output.accept(OutputCodec.encode(alert)));
        List<Integer> ended = new ArrayList<>();
        for (Iterator<Origin> ends = endsOfInput.iterator(); ends.hasNext(); ) {
            Origin end = ends.next();
            if (clocks.readinessMillis() >= end.publishedAtMillis() - parameters.skewMillis()) {
                ended.add(end.partition());
                ends.remove();
            }
        }
        return ended;
    }

    /** Whether all labels, rule sets and models that count for it have been read (SEMANTICS 5.1). */
    private boolean isReady(EnrichedTransaction enriched) {
        return clocks.readinessMillis() > enriched.eventTimeMillis() - parameters.leadMillis();
    }

    private void decide(EnrichedTransaction ofCard) {
        RuleSet rules = history.rulesAt(ofCard.eventTimeMillis());
        Merchant merchant = merchant(ofCard.transaction().merchantId());
        EnrichedTransaction enriched = ofCard.withMerchant(merchant.labels, merchant.uses, rules);
        AssessedTransaction assessed =
                AssessedTransaction.of(enriched, models.scores(enriched, history, parameters.withFeatures()), rules);
        output.accept(OutputCodec.encode(Decision.of(assessed, parameters.withFeatures())));
        SequenceEvent.ofTimely(enriched, rules, parameters).ifPresent(sequences::observe);
    }

    private CardProfile card(String cardId) {
        return cards.getOrDefault(cardId, CardProfile.EMPTY);
    }

    private Merchant merchant(String merchantId) {
        return merchants.computeIfAbsent(merchantId, unknown -> new Merchant());
    }
}
