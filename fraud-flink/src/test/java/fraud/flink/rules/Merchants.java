package fraud.flink.rules;

import fraud.features.Features;
import fraud.features.MerchantFeatures;
import fraud.flink.features.EnrichedTransaction;
import fraud.model.Channel;
import fraud.model.Origin;
import fraud.model.Transaction;
import java.util.List;

/** Transactions at merchants, as the card's stage hands them on. */
final class Merchants {

    private Merchants() {}

    /** A withdrawal at this merchant that nothing is to be said of. */
    static EnrichedTransaction paid(String transactionId, String merchantId, long atMillis, long publishedAtMillis) {
        return paid(transactionId, merchantId, atMillis, publishedAtMillis, 1_000, false);
    }

    static EnrichedTransaction paid(
            String transactionId,
            String merchantId,
            long atMillis,
            long publishedAtMillis,
            long amountMinor,
            boolean cardBlocked) {
        Transaction transaction = new Transaction(
                transactionId,
                "c-1",
                merchantId,
                atMillis,
                amountMinor,
                "EUR",
                null,
                Channel.ATM,
                null,
                null,
                null,
                null);
        Origin origin = new Origin("transactions", 0, atMillis, publishedAtMillis, Origin.UNKNOWN);
        Features features = new Features(
                amountMinor,
                false,
                false,
                1,
                1,
                1,
                1,
                amountMinor,
                amountMinor,
                amountMinor,
                amountMinor,
                0,
                0,
                0,
                0,
                0,
                null,
                null,
                null,
                null,
                null,
                null,
                MerchantFeatures.NONE);
        return new EnrichedTransaction(transaction, origin, features, List.of(), cardBlocked);
    }

    /** The same with the past of its merchant. */
    static EnrichedTransaction with(MerchantFeatures merchant, EnrichedTransaction enriched) {
        return new EnrichedTransaction(
                enriched.transaction(),
                enriched.origin(),
                enriched.features().withMerchant(merchant),
                enriched.flags(),
                enriched.cardBlocked());
    }
}
