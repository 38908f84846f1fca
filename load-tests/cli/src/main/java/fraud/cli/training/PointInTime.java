package fraud.cli.training;

import fraud.cli.input.PublicationClock;
import fraud.cli.input.lines.InputRecord;
import fraud.cli.topics.Topics;
import fraud.config.DetectorParameters;
import fraud.features.CardProfile;
import fraud.features.EnrichedTransaction;
import fraud.features.Features;
import fraud.features.Flags;
import fraud.features.MerchantHistory;
import fraud.features.MerchantUses;
import fraud.model.Origin;
import fraud.model.Transaction;
import fraud.parse.ParseResult;
import fraud.parse.Partitioner;
import fraud.parse.SourceRecord;
import fraud.parse.TransactionCodec;
import fraud.score.FeatureVector;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The features of transactions as a detector would see them: the same classes, fed in the same order, so that a model
 * is trained with what it will be asked with. Labels count from their publication on. Memory goes with cards and
 * merchants, as a detector's does.
 */
public final class PointInTime {

    private final DetectorParameters parameters;
    private final TransactionCodec codec;
    private final PublicationClock clock;
    private final LabelFeed labels;
    private final Sink sink;
    private final Map<String, CardProfile> profiles = new HashMap<>();
    private final Map<String, MerchantHistory> merchants = new HashMap<>();
    private final Map<String, MerchantUses> uses = new HashMap<>();
    private long offset;
    private long transactions;
    private long duplicates;
    private long rejected;
    private long late;

    /** Takes what comes out. */
    public interface Sink {

        /**
         * A transaction that is no duplicate.
         *
         * @param enriched with all that the rules see of it, and those of its flags that are about its card
         * @param features what the model sees of it
         */
        void transaction(EnrichedTransaction enriched, double[] features);

        /** What became of a transaction. */
        void label(PublishedLabel published);
    }

    PointInTime(DetectorParameters parameters, PublicationClock clock, LabelFeed labels, Sink sink) {
        this.parameters = parameters;
        this.codec = new TransactionCodec(parameters.partitions());
        this.clock = clock;
        this.labels = labels;
        this.sink = sink;
    }

    /** Takes the next record of {@code transactions}. */
    void take(InputRecord record) {
        int partition = record.key() == null
                ? Math.toIntExact(record.line() % parameters.partitions())
                : Partitioner.partition(record.key(), parameters.partitions());
        long timestamp = clock.next(record.publishedAtMillis());
        Origin origin = new Origin(Topics.TRANSACTIONS, partition, offset++, timestamp, Origin.UNKNOWN);
        settle(timestamp);
        ParseResult parsed = codec.parse(new SourceRecord(origin, record.key(), record.value()));
        switch (parsed.kind()) {
            case TRANSACTION -> {
                late += PublicationClock.isLateByOrder(
                                parsed.transaction().eventTimeMillis(),
                                timestamp,
                                record.publishedAtMillis(),
                                parameters.maxOutOfOrdernessMillis())
                        ? 1
                        : 0;
                transaction(parsed.transaction(), origin);
            }
            case CONTROL ->
                profiles.compute(
                        parsed.cardId(),
                        (card, before) -> (before == null ? CardProfile.EMPTY : before)
                                .after(parsed.control().action()));
            case DEAD_LETTER -> rejected++;
            default -> {
                // A signal: only its timestamp counts.
            }
        }
    }

    /** Takes the labels that are published after the last transaction. */
    void finish() {
        settle(Long.MAX_VALUE);
    }

    /** A label published later than a transaction says nothing to it (SEMANTICS 14.3), so later ones can wait. */
    private void settle(long throughMillis) {
        for (Optional<PublishedLabel> next = labels.next(throughMillis);
                next.isPresent();
                next = labels.next(throughMillis)) {
            PublishedLabel published = next.get();
            sink.label(published);
            MerchantHistory before = merchants.getOrDefault(published.label().merchantId(), MerchantHistory.EMPTY);
            MerchantHistory kept = throughMillis == Long.MAX_VALUE ? before : before.forget(throughMillis);
            merchants.put(
                    published.label().merchantId(),
                    kept.with(published.label(), published.origin(), parameters.merchantDailyLimit()));
        }
    }

    private void transaction(Transaction transaction, Origin origin) {
        CardProfile before = profiles.getOrDefault(transaction.cardId(), CardProfile.EMPTY);
        if (before.originalOffset(transaction, origin).isPresent()) {
            duplicates++;
            return;
        }
        transactions++;
        Features features = withMerchant(before.featuresOf(transaction, origin), transaction, origin);
        sink.transaction(
                new EnrichedTransaction(
                        transaction,
                        origin,
                        features,
                        Flags.of(transaction, origin, before, parameters),
                        before.blocked()),
                FeatureVector.of(transaction, features));
        profiles.put(
                transaction.cardId(),
                before.with(transaction, origin, parameters.skewMillis(), parameters.historyLimit()));
    }

    private Features withMerchant(Features ofCard, Transaction transaction, Origin origin) {
        String merchantId = transaction.merchantId();
        // What it adds counts an hour later at the earliest.
        MerchantUses known = uses.getOrDefault(merchantId, MerchantUses.EMPTY)
                .forget(origin.publishedAtMillis())
                .with(origin.publishedAtMillis(), ofCard.newMerchant());
        uses.put(merchantId, known);
        return Flags.knowsMerchant(transaction, origin)
                ? ofCard.withMerchant(
                        merchants
                                .getOrDefault(merchantId, MerchantHistory.EMPTY)
                                .featuresOf(transaction.eventTimeMillis()),
                        known.before(transaction.eventTimeMillis()))
                : ofCard;
    }

    /** How many transactions had features. */
    long transactions() {
        return transactions;
    }

    /** How many repeated one. */
    long duplicates() {
        return duplicates;
    }

    /** How many transactions lie so far before one above them that they are late. */
    long late() {
        return late;
    }

    /** How many records were not valid. */
    long rejected() {
        return rejected;
    }
}
