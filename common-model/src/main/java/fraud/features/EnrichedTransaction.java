package fraud.features;

import fraud.config.DetectorParameters;
import fraud.model.Flag;
import fraud.model.Origin;
import fraud.model.Transaction;
import fraud.ruleset.RuleSet;
import java.util.List;

/**
 * A transaction, no duplicate, with what is known of its card at its offset, and later of its merchant: all that rules
 * and models may look at.
 *
 * @param transaction the transaction
 * @param origin where it was read
 * @param features of the card, this transaction included, and of the merchant once they are known
 * @param flags how they were come by
 * @param cardBlocked whether the card is blocked at this transaction
 */
public record EnrichedTransaction(
        Transaction transaction, Origin origin, Features features, List<Flag> flags, boolean cardBlocked) {

    /** When it happened, UTC epoch in ms. */
    public long eventTimeMillis() {
        return transaction.eventTimeMillis();
    }

    /** Whether it comes too late for the sequences (SEMANTICS 7.1). */
    public boolean isLate(DetectorParameters parameters) {
        return parameters.isLate(transaction.eventTimeMillis(), origin.publishedAtMillis());
    }

    /**
     * The same with what is known of its merchant (SEMANTICS 14).
     *
     * @param merchant which has every label that counts for it
     * @param uses which has every use that counts for it
     * @param rules the version at its event time
     */
    public EnrichedTransaction withMerchant(MerchantHistory merchant, MerchantUses uses, RuleSet rules) {
        Features nowKnown = Flags.knowsMerchant(transaction, origin)
                ? features.withMerchant(merchant.featuresOf(eventTimeMillis()), uses.before(eventTimeMillis()))
                : features;
        List<Flag> nowFlags =
                Flags.withMerchant(flags, transaction, origin, merchant.isTruncatedFor(eventTimeMillis()), rules);
        return new EnrichedTransaction(transaction, origin, nowKnown, nowFlags, cardBlocked);
    }
}
