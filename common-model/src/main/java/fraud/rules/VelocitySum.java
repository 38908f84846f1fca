package fraud.rules;

import fraud.features.EnrichedTransaction;
import fraud.model.Outcome;
import fraud.ruleset.RuleParameter;
import fraud.ruleset.RuleSet;
import fraud.score.Scores;

/** {@code VELOCITY_SUM}: the card spends too much within ten minutes. */
public final class VelocitySum extends Rule {

    /** Greatest sum that passes. */
    public static final RuleParameter MAX_SUM = RuleParameter.of(
            "velocitySum",
            "maxSumMinor",
            "minor units in 10 minutes",
            500_000,
            0,
            100 * RuleParameter.MAX_AMOUNT,
            "> 5,000 per 10 minutes, a common velocity rule");

    VelocitySum() {
        super(Outcome.REVIEW, MAX_SUM);
    }

    @Override
    public boolean holds(EnrichedTransaction enriched, Scores scores, RuleSet rules) {
        return enriched.features().sumMinor10Minutes() > rules.get(MAX_SUM);
    }
}
