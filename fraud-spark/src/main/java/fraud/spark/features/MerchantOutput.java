package fraud.spark.features;

import fraud.features.EnrichedTransaction;
import fraud.sink.OutputRecord;

/**
 * What leaves the merchants' stage: exactly one of the two, the other is null.
 *
 * @param transaction with all that is known of its card and merchant, and yet to be decided
 * @param output final as it is
 */
public record MerchantOutput(EnrichedTransaction transaction, OutputRecord output) {

    static MerchantOutput of(EnrichedTransaction transaction) {
        return new MerchantOutput(transaction, null);
    }

    static MerchantOutput of(OutputRecord output) {
        return new MerchantOutput(null, output);
    }
}
