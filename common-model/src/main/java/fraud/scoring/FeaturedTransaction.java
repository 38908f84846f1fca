package fraud.scoring;

import fraud.features.EnrichedTransaction;
import fraud.features.Features;
import fraud.model.Flag;
import fraud.model.Origin;
import fraud.model.Transaction;
import java.util.List;

/**
 * A transaction on its way to those who score it without any state: with all that rules and models look at, as one JSON
 * object. Its members are named as the components of these records; one whose value is null is left out.
 *
 * @param transaction as in {@code transactions} (SEMANTICS 3.3)
 * @param features of its card and, in the objects {@code merchant} and {@code activity}, of its merchant
 * @param flags by name, in the order of {@link Flag}
 * @param cardBlocked whether the card is blocked at this transaction
 */
record FeaturedTransaction(Transaction transaction, Features features, List<Flag> flags, boolean cardBlocked) {

    static FeaturedTransaction of(EnrichedTransaction enriched) {
        return new FeaturedTransaction(
                enriched.transaction(), enriched.features(), enriched.flags(), enriched.cardBlocked());
    }

    EnrichedTransaction at(Origin origin) {
        return new EnrichedTransaction(transaction, origin, features, flags, cardBlocked);
    }
}
