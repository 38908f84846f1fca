package fraud.rules;

import fraud.features.EnrichedTransaction;
import fraud.model.Outcome;
import fraud.ruleset.RuleSet;
import fraud.score.Scores;

/** {@code MERCHANT_BLOCKED}: the merchant is one to which nothing is paid, by the list {@code merchantBlock}. */
public final class MerchantBlocked extends Rule {

    MerchantBlocked() {
        super(Outcome.DECLINE);
    }

    @Override
    public boolean holds(EnrichedTransaction enriched, Scores scores, RuleSet rules) {
        return rules.merchantLists().blocks(enriched.transaction().merchantId());
    }
}
