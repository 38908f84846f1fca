package fraud.rules;

import fraud.features.EnrichedTransaction;
import fraud.features.Features;
import fraud.model.Outcome;
import fraud.ruleset.RuleParameter;
import fraud.ruleset.RuleSet;
import fraud.score.Scores;
import java.time.Duration;

/** {@code COUNTRY_FLIP}: the card is in another country than just before. */
public final class CountryFlip extends Rule {

    /** Longest time between the two uses that does not pass. */
    public static final RuleParameter WITHIN = RuleParameter.time(
            "countryFlip",
            "withinMillis",
            Duration.ofMinutes(2),
            Duration.ofSeconds(1),
            Duration.ofHours(24),
            "a known typology: a flip of country within 2 minutes");

    CountryFlip() {
        super(Outcome.REVIEW, WITHIN);
    }

    @Override
    public boolean holds(EnrichedTransaction enriched, Scores scores, RuleSet rules) {
        Features features = enriched.features();
        return Boolean.TRUE.equals(features.countryChanged()) && features.countryElapsedMillis() <= rules.get(WITHIN);
    }
}
