package fraud.spark.sequences;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.ruleset.RuleSet;
import fraud.sequences.AccountTakeover;
import fraud.sequences.SequenceRule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The boundaries of SEMANTICS 8.4. */
class AccountTakeoverMachineTest {

    private static final RuleSet RULES = RuleSet.defaults();
    private static final long HIGH = RULES.get(AccountTakeover.HIGH_ABOVE) + 1;
    private static final long WITHIN = SequenceRule.ACCOUNT_TAKEOVER.within().toMillis();
    private static final long END = 10 * WITHIN;

    private final SequenceExample card = new SequenceExample(SequenceRule.ACCOUNT_TAKEOVER);

    @Test
    void alertsOnTheFirstTwoHighAmountsOnTheNewDevice() {
        card.buyOnNew("n", 0, 1, "new").buy("a", 1, HIGH, "new").buy("b", WITHIN - 1, HIGH, "new");
        card.buy("c", WITHIN - 1, HIGH, "new");

        assertMatches(List.of(List.of("n", "a", "b")));
    }

    @Test
    void staysSilentWhenTheSecondComesTooLate() {
        card.buyOnNew("n", 0, 1, "new").buy("a", 1, HIGH, "new").buy("b", WITHIN, HIGH, "new");

        assertMatches(List.of());
    }

    @Test
    void staysSilentAfterOneAndBeforeTheNewDevice() {
        card.buy("a", 0, HIGH, "new").buyOnNew("n", 1, HIGH, "new").buy("b", 2, HIGH, "new");

        assertMatches(List.of());
    }

    @Test
    void staysSilentWhenAnAmountIsNotHigh() {
        card.buyOnNew("n", 0, 1, "new").buy("a", 1, HIGH, "new").buy("b", 2, HIGH - 1, "new");

        assertMatches(List.of());
    }

    @Test
    void passesOverHighAmountsOnOtherDevices() {
        card.buyOnNew("n", 0, 1, "new")
                .buy("a", 1, HIGH, "known")
                .buy("b", 2, HIGH, "new")
                .buy("c", 3, HIGH, "new");

        assertMatches(List.of(List.of("n", "b", "c")));
    }

    @Test
    void beginsAnewWithAnotherNewDeviceWhereverTheAttemptStands() {
        card.buyOnNew("n", 0, 1, "new")
                .buyOnNew("o", 1, 1, "newer")
                .buy("a", 2, HIGH, "newer")
                .buy("b", 3, HIGH, "new");
        card.buyOnNew("p", 4, 1, "newest")
                .buy("c", 5, HIGH, "newer")
                .buy("d", 6, HIGH, "newest")
                .buy("e", 7, HIGH, "newest");

        assertMatches(List.of(List.of("p", "d", "e")));
    }

    @Test
    void breaksTiesByIdentifierWhateverTheOrderOfArrival() {
        card.buy("c", 0, HIGH, "new").buy("b", 0, HIGH, "new").buyOnNew("a", 0, 1, "new");

        assertMatches(List.of(List.of("a", "b", "c")));
    }

    @Test
    void forgetsAnAttemptWhenItsTimeIsOver() {
        card.buyOnNew("n", 0, 1, "new").buy("a", 1, HIGH, "new");

        assertThat(card.at(WITHIN).state().attempt(SequenceRule.ACCOUNT_TAKEOVER))
                .hasSize(2);
        assertThat(card.at(WITHIN + 1).state().isEmpty()).isFalse();
        assertThat(card.at(WITHIN + 1).state().attempt(SequenceRule.ACCOUNT_TAKEOVER))
                .isEmpty();
    }

    /** Whether the sequence clock passes at once or step by step makes no difference. */
    private void assertMatches(List<List<String>> expected) {
        assertThat(card.matches(END)).isEqualTo(expected);
        assertThat(card.matchesStepByStep(END)).isEqualTo(expected);
    }
}
