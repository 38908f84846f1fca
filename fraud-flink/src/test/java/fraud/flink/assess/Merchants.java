package fraud.flink.assess;

import fraud.features.EnrichedTransaction;
import fraud.features.TestTransaction;
import fraud.model.Channel;
import fraud.model.Origin;

/** Transactions at merchants, as the card's stage hands them on. */
final class Merchants {

    private Merchants() {}

    /** A withdrawal at this merchant that nothing is to be said of. */
    static EnrichedTransaction paid(String transactionId, String merchantId, long atMillis, long publishedAtMillis) {
        EnrichedTransaction enriched = TestTransaction.of(1_000)
                .id(transactionId)
                .merchant(merchantId)
                .at(atMillis)
                .channel(Channel.ATM)
                .enriched(atMillis);
        Origin origin = new Origin("transactions", 0, atMillis, publishedAtMillis, Origin.UNKNOWN);
        return new EnrichedTransaction(
                enriched.transaction(), origin, enriched.features(), enriched.flags(), enriched.cardBlocked());
    }
}
