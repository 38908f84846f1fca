package fraud.spark.features;

import fraud.features.EnrichedTransaction;
import fraud.parse.ParseResult;
import fraud.sequences.SequenceEvent;
import fraud.sink.OutputCodec;
import fraud.sink.OutputRecord;
import fraud.spark.parse.ParsedRecord;

/**
 * What goes to the merchants' stage: exactly one of the four, the others are null. One stream of tagged rows rather
 * than several, since Spark would run the stage before once for each.
 *
 * @param key the merchant, or for an issuer range and for what passes by a name that no merchant can have
 * @param transaction with what is known of its card, and yet to be decided
 * @param label a valid label
 * @param candidate what the sequences of its issuer range are to see of a transaction
 * @param output final as it is
 */
public record MerchantRecord(
        String key, EnrichedTransaction transaction, ParseResult label, SequenceEvent candidate, OutputRecord output) {

    private static final String ISSUER_RANGE = ParsedRecord.NO_IDENTIFIER + "issuer-range-";

    static MerchantRecord of(EnrichedTransaction enriched) {
        return new MerchantRecord(enriched.transaction().merchantId(), enriched, null, null, null);
    }

    static MerchantRecord of(OutputRecord output) {
        // Spread as they were.
        return new MerchantRecord(ParsedRecord.NO_IDENTIFIER + output.key(), null, null, null, output);
    }

    static MerchantRecord ofIssuerRange(SequenceEvent candidate) {
        return new MerchantRecord(ISSUER_RANGE + candidate.issuerRange(), null, null, candidate, null);
    }

    /** Whether a key of the stage is that of an issuer range. */
    static boolean isOfIssuerRange(String key) {
        return key.startsWith(ISSUER_RANGE);
    }

    /** What a record of {@code labels} is. */
    public static MerchantRecord ofLabels(ParsedRecord parsed) {
        ParseResult result = parsed.result();
        return switch (result.kind()) {
            case LABEL -> new MerchantRecord(parsed.key(), null, result, null, null);
            case DEAD_LETTER -> of(OutputCodec.encode(result.deadLetter()));
            case TRANSACTION, CONTROL, RULE_SET, MODEL, SIGNAL ->
                throw new IllegalStateException("not of labels: " + result.origin());
        };
    }
}
