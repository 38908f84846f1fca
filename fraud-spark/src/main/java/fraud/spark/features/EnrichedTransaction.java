package fraud.spark.features;

import fraud.features.Features;
import fraud.model.Flag;
import fraud.model.Origin;
import fraud.model.Transaction;
import java.util.List;

/**
 * A transaction with what its card's past has to say, and behind the merchants' stage its merchant's as well: all that
 * rules and models see.
 *
 * @param transaction the transaction, no duplicate
 * @param origin where it came from
 * @param features of the transaction
 * @param cardBlocked whether the card is blocked at this transaction
 * @param flags of the decision
 */
public record EnrichedTransaction(
        Transaction transaction, Origin origin, Features features, boolean cardBlocked, List<Flag> flags) {

    /** The same with what is known of its merchant. */
    EnrichedTransaction with(Features nowKnown, List<Flag> nowFlags) {
        return new EnrichedTransaction(transaction, origin, nowKnown, cardBlocked, nowFlags);
    }
}
