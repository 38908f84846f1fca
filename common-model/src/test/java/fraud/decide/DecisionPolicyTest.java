package fraud.decide;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.model.Outcome;
import fraud.rules.ModelScore;
import fraud.rules.Reason;
import fraud.ruleset.RuleSet;
import fraud.score.ModelManifest;
import fraud.score.Scores;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** SEMANTICS 5.3. */
class DecisionPolicyTest {

    private static final RuleSet RULES = RuleSet.defaults();

    @Test
    void approvesWithoutAReason() {
        assertThat(outcome(score(0.99), RULES)).isEqualTo(Outcome.APPROVE);
    }

    @ParameterizedTest
    @EnumSource
    void declinesWhatIsBlockedAndReviewsAllElse(Reason reason) {
        boolean isBlock =
                EnumSet.of(Reason.CARD_BLOCKED, Reason.MERCHANT_BLOCKED).contains(reason);

        assertThat(outcome(Scores.NONE, RULES, reason)).isEqualTo(isBlock ? Outcome.DECLINE : Outcome.REVIEW);
    }

    @Test
    void takesTheGravestAndMakesNoMoreOfSeveral() {
        assertThat(outcome(Scores.NONE, RULES, Reason.AMOUNT_LIMIT, Reason.UNUSUAL_AMOUNT, Reason.MODEL_SCORE))
                .isEqualTo(Outcome.REVIEW);
        assertThat(outcome(Scores.NONE, RULES, Reason.CARD_BLOCKED, Reason.AMOUNT_LIMIT))
                .isEqualTo(Outcome.DECLINE);
    }

    @Test
    void declinesFromTheModelsSecondThresholdOnUnlessTheRuleSetHasOne() {
        assertThat(outcome(score(0.9), RULES, Reason.MODEL_SCORE)).isEqualTo(Outcome.DECLINE);
        assertThat(outcome(score(Math.nextDown(0.9)), RULES, Reason.MODEL_SCORE))
                .isEqualTo(Outcome.REVIEW);
        RuleSet own = RULES.with(ModelScore.DECLINE_MILLIONTHS, 950_000);
        assertThat(outcome(score(0.9), own, Reason.MODEL_SCORE)).isEqualTo(Outcome.REVIEW);
        assertThat(outcome(score(0.95), own, Reason.MODEL_SCORE)).isEqualTo(Outcome.DECLINE);
        RuleSet lower = RULES.with(ModelScore.DECLINE_MILLIONTHS, 600_000);
        assertThat(outcome(score(0.6), lower, Reason.MODEL_SCORE)).isEqualTo(Outcome.DECLINE);
        Scores never = new Scores(1, "1", 0.5, ModelManifest.NEVER, List.of(), null, null);
        assertThat(outcome(never, RULES, Reason.MODEL_SCORE)).isEqualTo(Outcome.REVIEW);
    }

    /** A high score counts as its rule does: not where that is disabled, or the merchant allowed. */
    @Test
    void aHighScoreIsNoReasonByItself() {
        assertThat(outcome(score(1), RULES, Reason.AMOUNT_LIMIT)).isEqualTo(Outcome.REVIEW);
    }

    private static Scores score(double score) {
        return new Scores(score, "1", 0.5, 0.9, List.of(), null, null);
    }

    private static Outcome outcome(Scores scores, RuleSet rules, Reason... reasons) {
        return DecisionPolicy.outcome(List.of(reasons), scores, rules);
    }
}
