package fraud.rules;

import fraud.features.EnrichedTransaction;
import fraud.model.Outcome;
import fraud.ruleset.RuleParameter;
import fraud.ruleset.RuleSet;
import fraud.score.Scores;

/** {@code VELOCITY_COUNT}: the card is used too often within the hour. */
public final class VelocityCount extends Rule {

    /** Greatest count that passes. */
    public static final RuleParameter MAX_COUNT = RuleParameter.of(
            "velocityCount",
            "maxCount",
            "transactions an hour",
            6,
            1,
            RuleParameter.MAX_HISTORY,
            "> 3 per card and hour is the textbook's start; 6 spares shopping trips");

    VelocityCount() {
        super(Outcome.REVIEW, MAX_COUNT);
    }

    @Override
    public boolean holds(EnrichedTransaction enriched, Scores scores, RuleSet rules) {
        return enriched.features().count1Hour() > rules.get(MAX_COUNT);
    }
}
