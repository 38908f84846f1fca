package fraud.spark.features;

import fraud.features.Features;
import fraud.model.Flag;
import fraud.model.Origin;
import fraud.model.Transaction;
import java.util.List;

/**
 * A transaction with all that its card's past has to say: what rules and models see. From here on nothing is remembered.
 *
 * @param transaction the transaction, no duplicate
 * @param origin where it came from
 * @param features of the card at this transaction
 * @param cardBlocked whether the card is blocked at this transaction
 * @param flags of the decision
 */
public record EnrichedTransaction(
        Transaction transaction, Origin origin, Features features, boolean cardBlocked, List<Flag> flags) {}
