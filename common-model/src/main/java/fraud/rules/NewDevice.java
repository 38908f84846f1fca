package fraud.rules;

import fraud.features.EnrichedTransaction;
import fraud.model.Channel;
import fraud.model.Outcome;
import fraud.model.Transaction;
import fraud.ruleset.RuleParameter;
import fraud.ruleset.RuleSet;
import fraud.score.Scores;

/** {@code NEW_DEVICE}: a device that the card was never used with buys for much. */
public final class NewDevice extends Rule {

    /** Amounts below this pass. */
    public static final RuleParameter MIN_AMOUNT = RuleParameter.amount(
            "newDevice", "minAmountMinor", 30_000, "ours: what a customer expects to be asked about");

    NewDevice() {
        super(Outcome.REVIEW, MIN_AMOUNT);
    }

    @Override
    public boolean holds(EnrichedTransaction enriched, Scores scores, RuleSet rules) {
        Transaction transaction = enriched.transaction();
        return transaction.channel() == Channel.ECOMMERCE
                && Boolean.TRUE.equals(enriched.features().newDevice())
                && transaction.amountMinor() >= rules.get(MIN_AMOUNT);
    }
}
