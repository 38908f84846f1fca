package fraud.flink.rules;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.features.MerchantFeatures;
import fraud.features.MerchantWindows;
import fraud.flink.features.EnrichedTransaction;
import fraud.model.Reason;
import fraud.rules.MerchantLists;
import fraud.rules.RuleParameter;
import fraud.rules.RuleSet;
import fraud.score.Scores;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What a rule set decides about rules as such (SEMANTICS 5.2, 5.3); the rules' own boundaries are walked by the seeded
 * streams.
 */
class EvaluateRulesTest {

    private static final long T = 1_770_000_000_000L;
    private static final RuleSet DEFAULTS = RuleSet.defaults();
    private static final MerchantFeatures BAD = new MerchantWindows(1, 1, 10, 3, 10, 3).features();
    private static final EnrichedTransaction SUSPECT = Merchants.with(
            BAD, Merchants.paid("t-1", "m-1", T, T, DEFAULTS.amountLimit().maxAmountMinor() + 1, true));

    @Test
    void listsReasonsInTheirOrder() {
        assertThat(EvaluateRules.of(SUSPECT, Scores.NONE, blocking("m-1")))
                .containsExactly(
                        Reason.CARD_BLOCKED, Reason.MERCHANT_BLOCKED, Reason.AMOUNT_LIMIT, Reason.MERCHANT_RISK);
    }

    @Test
    void blocksTheMerchantsOfTheListOnly() {
        assertThat(EvaluateRules.of(SUSPECT, Scores.NONE, blocking("m-2"))).doesNotContain(Reason.MERCHANT_BLOCKED);
    }

    @Test
    void leavesOnlyTheBlockOfTheCardWhereTheMerchantIsAllowed() {
        RuleSet rules = DEFAULTS.with(new MerchantLists(Set.of(), Set.of("m-1")));

        assertThat(EvaluateRules.of(SUSPECT, Scores.NONE, rules)).containsExactly(Reason.CARD_BLOCKED);
    }

    @Test
    void staysSilentAboutRulesThatAreDisabled() {
        RuleSet rules = blocking("m-1").withDisabled(Set.of("amountLimit", "merchantRisk"));

        assertThat(EvaluateRules.of(SUSPECT, Scores.NONE, rules))
                .containsExactly(Reason.CARD_BLOCKED, Reason.MERCHANT_BLOCKED);
    }

    @Test
    void takesAScoreForHighFromTheThresholdOn() {
        RuleSet stricter = DEFAULTS.with(RuleParameter.MODEL_SCORE_MIN, 800_001);

        assertThat(EvaluateRules.of(SUSPECT, scored(0.8, 0.8), DEFAULTS)).contains(Reason.MODEL_SCORE);
        assertThat(EvaluateRules.of(SUSPECT, scored(Math.nextDown(0.8), 0.8), DEFAULTS))
                .doesNotContain(Reason.MODEL_SCORE);
        assertThat(EvaluateRules.of(SUSPECT, scored(0.8, 0.8), stricter)).doesNotContain(Reason.MODEL_SCORE);
        assertThat(EvaluateRules.of(SUSPECT, scored(0.800001, 0.9), stricter)).contains(Reason.MODEL_SCORE);
        assertThat(EvaluateRules.of(SUSPECT, Scores.NONE, DEFAULTS.with(RuleParameter.MODEL_SCORE_MIN, 1)))
                .doesNotContain(Reason.MODEL_SCORE);
    }

    private static Scores scored(double score, double threshold) {
        return new Scores(score, "1", threshold, List.of(), null, null);
    }

    private static RuleSet blocking(String merchant) {
        return DEFAULTS.with(new MerchantLists(Set.of(merchant), Set.of()));
    }
}
