package fraud.spark.features;

import fraud.features.EnrichedTransaction;
import fraud.parse.ParseResult;
import fraud.sink.OutputCodec;
import fraud.sink.OutputRecord;
import fraud.spark.parse.ParsedRecord;

/**
 * What goes to the merchants' stage: exactly one of the three, the others are null. One stream of tagged rows rather
 * than several, since Spark would run the stage before once for each.
 *
 * @param key the merchant, or for what passes by a name that no merchant can have
 * @param transaction with what is known of its card, and yet to be decided
 * @param label a valid label
 * @param output final as it is
 */
public record MerchantRecord(String key, EnrichedTransaction transaction, PublishedLabel label, OutputRecord output) {

    static MerchantRecord of(EnrichedTransaction enriched) {
        return new MerchantRecord(enriched.transaction().merchantId(), enriched, null, null);
    }

    static MerchantRecord of(OutputRecord output) {
        // Spread as they were.
        return new MerchantRecord(ParsedRecord.NO_IDENTIFIER + output.key(), null, null, output);
    }

    /** What a record of {@code labels} is. */
    public static MerchantRecord ofLabels(ParsedRecord parsed) {
        ParseResult result = parsed.result();
        return switch (result.kind()) {
            case LABEL ->
                new MerchantRecord(parsed.key(), null, new PublishedLabel(result.label(), result.origin()), null);
            case DEAD_LETTER -> of(OutputCodec.encode(result.deadLetter()));
            case TRANSACTION, CONTROL, RULE_SET, MODEL, SIGNAL ->
                throw new IllegalStateException("not of labels: " + result.origin());
        };
    }
}
