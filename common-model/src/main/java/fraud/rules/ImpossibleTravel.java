package fraud.rules;

import fraud.features.EnrichedTransaction;
import fraud.model.Outcome;
import fraud.ruleset.RuleParameter;
import fraud.ruleset.RuleSet;
import fraud.score.Scores;

/** {@code IMPOSSIBLE_TRAVEL}: the card would have had to travel faster than an airliner since its previous use. */
public final class ImpossibleTravel extends Rule {

    /** Greatest speed that passes. */
    public static final RuleParameter MAX_SPEED = RuleParameter.of(
            "impossibleTravel", "maxMetresPerHour", "metres an hour", 900_000, 1, 10_000_000, "speed of an airliner");

    /** Distances below this pass at any speed. */
    public static final RuleParameter MIN_DISTANCE = RuleParameter.of(
            "impossibleTravel",
            "minDistanceMetres",
            "metres",
            100_000,
            0,
            20_100_000,
            "spares positions of a terminal's head office");

    private static final long MILLIS_PER_HOUR = 3_600_000;

    ImpossibleTravel() {
        super(Outcome.REVIEW, MAX_SPEED, MIN_DISTANCE);
    }

    @Override
    public boolean holds(EnrichedTransaction enriched, Scores scores, RuleSet rules) {
        Long metres = enriched.features().travelDistanceMetres();
        Long millis = enriched.features().travelElapsedMillis();
        // 2.1e7 m * 3.6e6 ms and 1e7 m/h * 2.7e9 ms (31 days) both stay below 2^63.
        return metres != null
                && millis != null
                && metres >= rules.get(MIN_DISTANCE)
                && metres * MILLIS_PER_HOUR > rules.get(MAX_SPEED) * millis;
    }
}
