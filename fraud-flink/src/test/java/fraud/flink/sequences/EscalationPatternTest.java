package fraud.flink.sequences;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.ruleset.RuleSet;
import fraud.sequences.Escalation;
import fraud.sequences.SequenceRule;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The examples of SEMANTICS 8.5 as CEP gives it; what is below the least amount never comes here. */
class EscalationPatternTest {

    private static final RuleSet RULES = RuleSet.defaults();
    private static final long T = 1_770_000_000_000L;
    private static final long WITHIN = SequenceRule.ESCALATION.within().toMillis();
    private static final long MIN = RULES.get(Escalation.MIN_AMOUNT);

    private PatternHarness card;

    @BeforeEach
    void start() throws Exception {
        card = new PatternHarness(new EscalationPattern());
    }

    @AfterEach
    void stop() throws Exception {
        card.close();
    }

    @Test
    void alertsOnFourAmountsThatDouble() throws Exception {
        row(MIN, 2 * MIN, 4 * MIN, 8 * MIN);

        assertThat(card.matches()).containsExactly(List.of("a0", "a1", "a2", "a3"));
    }

    @Test
    void alertsWhenTheWatermarkReachesTheFourthAndNotBefore() throws Exception {
        card.pay("a", T, MIN);
        card.pay("b", T + 1, 2 * MIN);
        card.pay("c", T + 2, 4 * MIN);
        card.pay("d", T + 3, 8 * MIN);

        card.watermark(T + 2);
        assertThat(card.matches()).isEmpty();
        card.watermark(T + 3);
        assertThat(card.matches()).containsExactly(List.of("a", "b", "c", "d"));
    }

    @Test
    void staysSilentWhenAStepIsOneShort() throws Exception {
        row(MIN, 2 * MIN, 4 * MIN, 8 * MIN - 1);

        assertThat(card.matches()).isEmpty();
    }

    @Test
    void staysSilentWhenAnotherAmountLiesBetween() throws Exception {
        row(MIN, 2 * MIN, MIN, 4 * MIN, 8 * MIN);

        assertThat(card.matches()).isEmpty();
    }

    @Test
    void spendsWhatAMatchHolds() throws Exception {
        row(MIN, 2 * MIN, 4 * MIN, 8 * MIN, 16 * MIN, 32 * MIN, 64 * MIN);

        assertThat(card.matches()).containsExactly(List.of("a0", "a1", "a2", "a3"));
    }

    @Test
    void matchesAgainBehindAMatch() throws Exception {
        row(MIN, 2 * MIN, 4 * MIN, 8 * MIN, 16 * MIN, 32 * MIN, 64 * MIN, 128 * MIN);

        assertThat(card.matches()).containsExactly(List.of("a0", "a1", "a2", "a3"), List.of("a4", "a5", "a6", "a7"));
    }

    @Test
    void beginsAnewAfterAnAmountThatDoesNotDouble() throws Exception {
        row(MIN, MIN, 2 * MIN, 4 * MIN, 8 * MIN);

        assertThat(card.matches()).containsExactly(List.of("a1", "a2", "a3", "a4"));
    }

    @Test
    void alertsInTheLastMillisecond() throws Exception {
        timed(WITHIN - 1);

        assertThat(card.matches()).containsExactly(List.of("a", "b", "c", "d"));
    }

    @Test
    void losesTheFirstOfARowThatIsTooOld() throws Exception {
        timed(WITHIN);
        assertThat(card.matches()).containsExactly(List.of("b", "c", "d", "e"));
    }

    @Test
    void staysSilentWhenTheSecondIsTooOldAsWell() throws Exception {
        timed(WITHIN + 1);

        assertThat(card.matches()).isEmpty();
    }

    @Test
    void breaksTiesByIdentifierWhateverTheOrderOfArrival() throws Exception {
        card.pay("d", T, 8 * MIN);
        card.pay("c", T, 4 * MIN);
        card.pay("b", T, 2 * MIN);
        card.pay("a", T, MIN);
        card.watermark(T + 2 * WITHIN);

        assertThat(card.matches()).containsExactly(List.of("a", "b", "c", "d"));
    }

    @Test
    void forgetsARowWhenItsTimeIsOver() throws Exception {
        card.pay("a", T, MIN);
        card.pay("b", T + 1, 2 * MIN);
        card.watermark(T + WITHIN);
        assertThat(card.remembersSomething()).isTrue();

        card.watermark(T + 1 + WITHIN);
        card.assertNothingIsLeft();
    }

    @Test
    void forgetsAMatch() throws Exception {
        row(MIN, 2 * MIN, 4 * MIN, 8 * MIN);

        card.assertNothingIsLeft();
    }

    @Test
    void goesOnAfterARestart() throws Exception {
        card.pay("a", T, MIN);
        card.pay("b", T + 1, 2 * MIN);
        card.watermark(T + 1);
        card.restart();
        card.pay("c", T + 2, 4 * MIN);
        card.pay("d", T + 3, 8 * MIN);
        card.watermark(T + 2 * WITHIN);

        assertThat(card.matches()).containsExactly(List.of("a", "b", "c", "d"));
    }

    /** A row whose fourth and fifth amounts come at this time. */
    private void timed(long fourth) throws Exception {
        card.pay("a", T, MIN);
        card.pay("b", T + 1, 2 * MIN);
        card.pay("c", T + 2, 4 * MIN);
        card.pay("d", T + fourth, 8 * MIN);
        card.pay("e", T + fourth, 16 * MIN);
        card.watermark(T + 2 * WITHIN);
    }

    private void row(long... amounts) throws Exception {
        for (int i = 0; i < amounts.length; i++) {
            card.pay("a" + i, T + i, amounts[i]);
        }
        card.watermark(T + 2 * WITHIN);
    }
}
