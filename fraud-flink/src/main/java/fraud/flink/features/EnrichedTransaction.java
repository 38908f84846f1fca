package fraud.flink.features;

import fraud.features.Features;
import fraud.model.Flag;
import fraud.model.Origin;
import fraud.model.Transaction;
import java.util.List;

/**
 * A transaction with what is known of its card at its offset, and later of its merchant: all that rules may look at.
 *
 * @param transaction the transaction
 * @param origin where it was read
 * @param features of the card, this transaction included, and of the merchant once they are known
 * @param flags how they were come by
 * @param cardBlocked whether the card is blocked
 */
public record EnrichedTransaction(
        Transaction transaction, Origin origin, Features features, List<Flag> flags, boolean cardBlocked) {}
