package fraud.flink.features;

import fraud.features.EnrichedTransaction;
import fraud.parse.ParseResult;

/**
 * What concerns a merchant: a transaction or a label, the other is null. One type for both, so that they reach their
 * merchant as one stream.
 *
 * @param merchantId the merchant that it concerns
 * @param transaction a transaction with what is known of its card
 * @param label a valid label, with its origin
 */
public record MerchantRecord(String merchantId, EnrichedTransaction transaction, ParseResult label) {

    /** Of a transaction. */
    public static MerchantRecord ofTransaction(EnrichedTransaction enriched) {
        return new MerchantRecord(enriched.transaction().merchantId(), enriched, null);
    }

    /** Of a label. */
    public static MerchantRecord ofLabel(ParseResult label) {
        return new MerchantRecord(label.label().merchantId(), null, label);
    }
}
