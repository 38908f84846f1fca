package fraud.spark.sequences;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.ruleset.RuleSet;
import fraud.sequences.Escalation;
import fraud.sequences.SequenceRule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The boundaries of SEMANTICS 8.5. */
class EscalationMachineTest {

    private static final RuleSet RULES = RuleSet.defaults();
    private static final long MIN = RULES.get(Escalation.MIN_AMOUNT);
    private static final long WITHIN = SequenceRule.ESCALATION.within().toMillis();
    private static final long END = 10 * WITHIN;

    private final SequenceExample card = new SequenceExample(SequenceRule.ESCALATION);

    @Test
    void alertsOnFourAmountsThatDouble() {
        row(MIN, 2 * MIN, 4 * MIN, 8 * MIN);

        assertMatches(List.of(List.of("a0", "a1", "a2", "a3")));
    }

    @Test
    void staysSilentWhenAStepIsOneShort() {
        row(MIN, 2 * MIN, 4 * MIN, 8 * MIN - 1);

        assertMatches(List.of());
    }

    @Test
    void staysSilentWhenTheFirstIsTooLow() {
        row(MIN - 1, 2 * MIN, 4 * MIN, 8 * MIN);

        assertMatches(List.of());
    }

    @Test
    void passesOverLowAmounts() {
        row(MIN, 2 * MIN, MIN - 1, 4 * MIN, 8 * MIN);

        assertMatches(List.of(List.of("a0", "a1", "a3", "a4")));
    }

    @Test
    void staysSilentWhenAnotherAmountLiesBetween() {
        row(MIN, 2 * MIN, MIN, 4 * MIN, 8 * MIN);

        assertMatches(List.of());
    }

    @Test
    void spendsWhatAMatchHolds() {
        row(MIN, 2 * MIN, 4 * MIN, 8 * MIN, 16 * MIN, 32 * MIN, 64 * MIN);

        assertMatches(List.of(List.of("a0", "a1", "a2", "a3")));
    }

    @Test
    void matchesAgainBehindAMatch() {
        row(MIN, 2 * MIN, 4 * MIN, 8 * MIN, 16 * MIN, 32 * MIN, 64 * MIN, 128 * MIN);

        assertMatches(List.of(List.of("a0", "a1", "a2", "a3"), List.of("a4", "a5", "a6", "a7")));
    }

    @Test
    void beginsAnewAfterAnAmountThatDoesNotDouble() {
        row(MIN, MIN, 2 * MIN, 4 * MIN, 8 * MIN);

        assertMatches(List.of(List.of("a1", "a2", "a3", "a4")));
    }

    @Test
    void alertsInTheLastMillisecond() {
        timed(WITHIN - 1);

        assertMatches(List.of(List.of("a", "b", "c", "d")));
    }

    @Test
    void losesTheFirstOfARowThatIsTooOld() {
        timed(WITHIN);

        assertMatches(List.of(List.of("b", "c", "d", "e")));
    }

    @Test
    void staysSilentWhenTheSecondIsTooOldAsWell() {
        timed(WITHIN + 1);

        assertMatches(List.of());
    }

    @Test
    void forgetsARowWhenItsTimeIsOver() {
        card.pay("a", 0, MIN).pay("b", 1, 2 * MIN);

        assertThat(card.at(WITHIN).state().attempt(SequenceRule.ESCALATION)).hasSize(2);
        assertThat(card.at(WITHIN + 1).state().attempt(SequenceRule.ESCALATION)).hasSize(1);
        assertThat(card.at(WITHIN + 2).state().isEmpty()).isTrue();
    }

    /** A row whose fourth and fifth amounts come at this time. */
    private void timed(long fourth) {
        card.pay("a", 0, MIN).pay("b", 1, 2 * MIN).pay("c", 2, 4 * MIN).pay("d", fourth, 8 * MIN);
        card.pay("e", fourth, 16 * MIN);
    }

    private void row(long... amounts) {
        for (int i = 0; i < amounts.length; i++) {
            card.pay("a" + i, i, amounts[i]);
        }
    }

    /** Whether the sequence clock passes at once or step by step makes no difference. */
    private void assertMatches(List<List<String>> expected) {
        assertThat(card.matches(END)).isEqualTo(expected);
        assertThat(card.matchesStepByStep(END)).isEqualTo(expected);
    }
}
