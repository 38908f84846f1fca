package fraud.rules;

import fraud.features.EnrichedTransaction;
import fraud.model.Outcome;
import fraud.ruleset.RuleParameter;
import fraud.ruleset.RuleSet;
import fraud.score.Scores;

/** {@code AMOUNT_LIMIT}: the amount is above what the issuer lets pass unseen. */
public final class AmountLimit extends Rule {

    /** Greatest amount that passes. */
    public static final RuleParameter MAX_AMOUNT =
            RuleParameter.amount("amountLimit", "maxAmountMinor", 100_000, "issuer's limit; a placeholder of ours");

    AmountLimit() {
        super(Outcome.REVIEW, MAX_AMOUNT);
    }

    @Override
    public boolean holds(EnrichedTransaction enriched, Scores scores, RuleSet rules) {
        return enriched.transaction().amountMinor() > rules.get(MAX_AMOUNT);
    }
}
