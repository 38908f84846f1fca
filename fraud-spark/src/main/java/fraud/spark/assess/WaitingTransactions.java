package fraud.spark.assess;

import fraud.features.EnrichedTransaction;
import java.util.List;

/**
 * A card's transactions that wait for labels or rule sets: one value, since a batch of a backfill brings a dozen of a
 * card, and what state costs in Spark it costs by the value more than by the byte.
 *
 * @param transactions in the order in which they came
 */
public record WaitingTransactions(List<EnrichedTransaction> transactions) {

    public static final WaitingTransactions NONE = new WaitingTransactions(List.of());

    public boolean isEmpty() {
        return transactions.isEmpty();
    }
}
