package fraud.rules;

import fraud.features.EnrichedTransaction;
import fraud.model.Outcome;
import fraud.ruleset.RuleParameter;
import fraud.ruleset.RuleSet;
import fraud.score.Scores;

/** {@code MODEL_SCORE}: the model takes the transaction for fraud (SEMANTICS 15). */
public final class ModelScore extends Rule {

    /** Least score, in millionths; 0 for the model's own threshold. */
    public static final RuleParameter MIN_MILLIONTHS = RuleParameter.of(
            "modelScore",
            "minMillionths",
            "millionths of a score; 0 for the model's own threshold",
            0,
            0,
            1_000_000,
            "0 is the model's own threshold, which comes from its costs or a budget of reviews");

    /** Least score to decline, in millionths; 0 for the model's own threshold. */
    public static final RuleParameter DECLINE_MILLIONTHS = RuleParameter.of(
            "modelScore",
            "declineMillionths",
            "millionths of a score; 0 for the model's own threshold",
            0,
            0,
            1_000_000,
            "0 is the model's own threshold, which comes from its costs");

    private static final double MILLION = 1e6;

    ModelScore() {
        super(Outcome.REVIEW, MIN_MILLIONTHS, DECLINE_MILLIONTHS);
    }

    /** To decline from a second threshold on. */
    @Override
    public Outcome outcome(Scores scores, RuleSet rules) {
        return isAtLeast(scores, rules.get(DECLINE_MILLIONTHS), scores.declineThreshold())
                ? Outcome.DECLINE
                : severity();
    }

    @Override
    public boolean holds(EnrichedTransaction enriched, Scores scores, RuleSet rules) {
        return isHigh(scores, rules);
    }

    /** Whether the champion's score is one that the rule goes by. */
    public static boolean isHigh(Scores scores, RuleSet rules) {
        return isAtLeast(scores, rules.get(MIN_MILLIONTHS), scores.threshold());
    }

    private static boolean isAtLeast(Scores scores, long millionths, double ofModel) {
        return scores.score() >= (millionths == 0 ? ofModel : millionths / MILLION);
    }
}
