package fraud.rules;

import fraud.features.EnrichedTransaction;
import fraud.model.Outcome;
import fraud.ruleset.RuleSet;
import fraud.score.Scores;

/** {@code CARD_BLOCKED}: the card is blocked (SEMANTICS 6). */
public final class CardBlocked extends Rule {

    CardBlocked() {
        super(Outcome.DECLINE);
    }

    @Override
    public boolean holds(EnrichedTransaction enriched, Scores scores, RuleSet rules) {
        return enriched.cardBlocked();
    }

    @Override
    public boolean countsAtAllowedMerchants() {
        return true;
    }
}
