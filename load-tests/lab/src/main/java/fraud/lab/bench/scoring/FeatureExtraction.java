package fraud.lab.bench.scoring;

import static java.nio.charset.StandardCharsets.US_ASCII;

import fraud.config.DetectorParameters;
import fraud.features.CardProfile;
import fraud.features.CardUpdate;
import fraud.features.EnrichedTransaction;
import fraud.features.MerchantHistory;
import fraud.features.MerchantUses;
import fraud.generator.stream.GeneratedRecord;
import fraud.generator.stream.LabelRecord;
import fraud.generator.stream.TransactionStream;
import fraud.model.Label;
import fraud.model.Origin;
import fraud.parse.ParseResult;
import fraud.parse.Partitioner;
import fraud.parse.SourceRecord;
import fraud.parse.TransactionCodec;
import fraud.ruleset.RuleSet;
import fraud.topics.InputTopics;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * Gives the transactions of a generated stream their features, one event after the other, without topics: as a detector
 * does that has read every label published before a transaction. What is no transaction, or comes again, has none.
 */
final class FeatureExtraction {

    private final DetectorParameters parameters;
    private final TransactionCodec codec;
    private final RuleSet rules = RuleSet.defaults();
    private final Map<String, CardProfile> cards = new HashMap<>();
    private final Map<String, MerchantHistory> labelled = new HashMap<>();
    private final Map<String, MerchantUses> used = new HashMap<>();
    private final long[] offsets;
    private final long[] labelOffsets;
    private final Iterator<LabelRecord> labels;
    private LabelRecord nextLabel;

    /**
     * Of a stream, whose events are to come from the first on.
     *
     * @param parameters of the contract
     */
    FeatureExtraction(TransactionStream stream, DetectorParameters parameters) {
        this.parameters = parameters;
        this.codec = new TransactionCodec(parameters.partitions());
        this.offsets = new long[parameters.partitions()];
        this.labelOffsets = new long[parameters.labelPartitions()];
        this.labels = stream.labels().iterator();
        this.nextLabel = labels.hasNext() ? labels.next() : null;
    }

    /** What the next event is decided by, if it gets a decision. */
    Optional<EnrichedTransaction> next(GeneratedRecord event) {
        takeLabelsUpTo(event.publishedAtMillis());
        int partition = partition(event);
        Origin origin = new Origin(
                InputTopics.DEFAULT.transactions(),
                partition,
                offsets[partition]++,
                event.publishedAtMillis(),
                Origin.UNKNOWN);
        ParseResult parsed = codec.parse(new SourceRecord(origin, event.key(), event.value()));
        return switch (parsed.kind()) {
            case TRANSACTION -> enriched(parsed, origin);
            case CONTROL -> {
                cards.put(
                        parsed.cardId(),
                        card(parsed.cardId()).after(parsed.control().action()));
                yield Optional.empty();
            }
            case SIGNAL, DEAD_LETTER, LABEL, RULE_SET, MODEL -> Optional.empty();
        };
    }

    private int partition(GeneratedRecord event) {
        if (event.partition() != GeneratedRecord.BY_KEY) {
            return event.partition();
        }
        return event.key() == null ? 0 : Partitioner.partition(event.key(), parameters.partitions());
    }

    private Optional<EnrichedTransaction> enriched(ParseResult parsed, Origin origin) {
        String cardId = parsed.cardId();
        String merchantId = parsed.transaction().merchantId();
        CardUpdate update = CardUpdate.of(card(cardId), parsed.transaction(), origin, parameters);
        if (update.enriched().isEmpty()) {
            return Optional.empty();
        }
        cards.put(cardId, update.profile());
        EnrichedTransaction ofCard = update.enriched().get();
        MerchantUses uses = used.getOrDefault(merchantId, MerchantUses.EMPTY)
                .with(origin.publishedAtMillis(), ofCard.features().newMerchant());
        used.put(merchantId, uses);
        return Optional.of(ofCard.withMerchant(labelled.getOrDefault(merchantId, MerchantHistory.EMPTY), uses, rules));
    }

    private void takeLabelsUpTo(long publishedAtMillis) {
        while (nextLabel != null && nextLabel.publishedAtMillis() <= publishedAtMillis) {
            Label label = nextLabel.label();
            int partition = Partitioner.partition(label.merchantId().getBytes(US_ASCII), parameters.labelPartitions());
            Origin origin = new Origin(
                    InputTopics.DEFAULT.labels(),
                    partition,
                    labelOffsets[partition]++,
                    nextLabel.publishedAtMillis(),
                    Origin.UNKNOWN);
            MerchantHistory known = labelled.getOrDefault(label.merchantId(), MerchantHistory.EMPTY);
            labelled.put(label.merchantId(), known.with(label, origin, parameters.merchantDailyLimit()));
            nextLabel = labels.hasNext() ? labels.next() : null;
        }
    }

    private CardProfile card(String cardId) {
        return cards.getOrDefault(cardId, CardProfile.EMPTY);
    }
}
