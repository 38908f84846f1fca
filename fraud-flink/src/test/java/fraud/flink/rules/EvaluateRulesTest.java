package fraud.flink.rules;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.features.MerchantFeatures;
import fraud.features.MerchantWindows;
import fraud.flink.features.EnrichedTransaction;
import fraud.model.Reason;
import fraud.rules.MerchantLists;
import fraud.rules.RuleSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a rule set decides about rules as such (SEMANTICS 5.2, 5.3); the rules' own boundaries are walked by the seeded streams. */
class EvaluateRulesTest {

    private static final long T = 1_770_000_000_000L;
    private static final RuleSet DEFAULTS = RuleSet.defaults();
    private static final MerchantFeatures BAD = new MerchantWindows(1, 1, 10, 3, 10, 3).features();
    private static final EnrichedTransaction SUSPECT = Merchants.with(
            BAD, Merchants.paid("t-1", "m-1", T, T, DEFAULTS.amountLimit().maxAmountMinor() + 1, true));

    @Test
    void listsReasonsInTheirOrder() {
        assertThat(EvaluateRules.of(SUSPECT, blocking("m-1")))
                .containsExactly(
                        Reason.CARD_BLOCKED, Reason.MERCHANT_BLOCKED, Reason.AMOUNT_LIMIT, Reason.MERCHANT_RISK);
    }

    @Test
    void blocksTheMerchantsOfTheListOnly() {
        assertThat(EvaluateRules.of(SUSPECT, blocking("m-2"))).doesNotContain(Reason.MERCHANT_BLOCKED);
    }

    @Test
    void leavesOnlyTheBlockOfTheCardWhereTheMerchantIsAllowed() {
        RuleSet rules = DEFAULTS.with(new MerchantLists(Set.of(), Set.of("m-1")));

        assertThat(EvaluateRules.of(SUSPECT, rules)).containsExactly(Reason.CARD_BLOCKED);
    }

    @Test
    void staysSilentAboutRulesThatAreDisabled() {
        RuleSet rules = blocking("m-1").withDisabled(Set.of("amountLimit", "merchantRisk"));

        assertThat(EvaluateRules.of(SUSPECT, rules)).containsExactly(Reason.CARD_BLOCKED, Reason.MERCHANT_BLOCKED);
    }

    private static RuleSet blocking(String merchant) {
        return DEFAULTS.with(new MerchantLists(Set.of(merchant), Set.of()));
    }
}
