package fraud.flink.sequences;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.ruleset.RuleSet;
import fraud.sequences.SequenceRule;
import fraud.sequences.UnconfirmedDevice;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The examples of SEMANTICS 8.6 as CEP gives it: what does not happen, by when. */
class UnconfirmedDevicePatternTest {

    private static final RuleSet RULES = RuleSet.defaults();
    private static final long T = 1_770_000_000_000L;
    private static final long WITHIN = SequenceRule.UNCONFIRMED_DEVICE.within().toMillis();
    private static final long HIGH = RULES.get(UnconfirmedDevice.HIGH_ABOVE) + 1;

    private PatternHarness card;

    @BeforeEach
    void start() throws Exception {
        card = new PatternHarness(new UnconfirmedDevicePattern());
    }

    @AfterEach
    void stop() throws Exception {
        card.close();
    }

    @Test
    void alertsWhenTheWatermarkReachesTheDeadlineAndNotBefore() throws Exception {
        card.buyOnNew("n", T, HIGH, "new");

        card.watermark(T + WITHIN - 1);
        assertThat(card.matches()).isEmpty();
        card.watermark(T + WITHIN);
        assertThat(card.matches()).containsExactly(List.of("n"));
    }

    @Test
    void staysSilentWhenTheChipComesInTheLastMillisecond() throws Exception {
        card.buyOnNew("n", T, HIGH, "new");
        card.chip("c", T + WITHIN - 1);
        card.watermark(T + 2 * WITHIN);

        assertThat(card.matches()).isEmpty();
    }

    @Test
    void alertsWhenTheChipComesAtTheDeadline() throws Exception {
        card.buyOnNew("n", T, HIGH, "new");
        card.chip("c", T + WITHIN);
        card.watermark(T + 2 * WITHIN);

        assertThat(card.matches()).containsExactly(List.of("n"));
    }

    @Test
    void alertsWhenTheChipCameBefore() throws Exception {
        card.chip("c", T - 1);
        card.buyOnNew("n", T, HIGH, "new");
        card.watermark(T + 2 * WITHIN);

        assertThat(card.matches()).containsExactly(List.of("n"));
    }

    @Test
    void staysSilentWithoutAHighAmountOnANewDevice() throws Exception {
        card.chip("a", T);
        card.chip("b", T + WITHIN);
        card.watermark(T + 2 * WITHIN);

        assertThat(card.matches()).isEmpty();
    }

    @Test
    void reportsTheLatestOfSeveralNewDevices() throws Exception {
        card.buyOnNew("n", T, HIGH, "new");
        card.buyOnNew("o", T + WITHIN - 1, HIGH, "newer");
        card.watermark(T + 3 * WITHIN);

        assertThat(card.matches()).containsExactly(List.of("o"));
    }

    @Test
    void reportsEachOfTwoNewDevicesThatAreFarEnoughApart() throws Exception {
        card.buyOnNew("n", T, HIGH, "new");
        card.buyOnNew("o", T + WITHIN, HIGH, "newer");
        card.watermark(T + 3 * WITHIN);

        assertThat(card.matches()).containsExactly(List.of("n"), List.of("o"));
    }

    @Test
    void takesTheChipOfTheSameInstantByIdentifier() throws Exception {
        card.chip("b", T);
        card.buyOnNew("a", T, HIGH, "new");
        card.watermark(T + 2 * WITHIN);

        assertThat(card.matches()).isEmpty();
    }

    @Test
    void doesNotTakeTheChipThatTheTieBreakPutsFirst() throws Exception {
        card.buyOnNew("b", T, HIGH, "new");
        card.chip("a", T);
        card.watermark(T + 2 * WITHIN);

        assertThat(card.matches()).containsExactly(List.of("b"));
    }

    @Test
    void forgetsAnAttemptThatIsOver() throws Exception {
        card.buyOnNew("n", T, HIGH, "new");
        card.watermark(T + WITHIN - 1);
        assertThat(card.remembersSomething()).isTrue();

        card.watermark(T + WITHIN);
        card.assertNothingIsLeft();
    }

    @Test
    void forgetsAConfirmedOneAndAnIdleChip() throws Exception {
        card.buyOnNew("n", T, HIGH, "new");
        card.chip("a", T + 1);
        card.chip("b", T + 2);
        card.watermark(T + 2 * WITHIN);

        card.assertNothingIsLeft();
    }

    @Test
    void goesOnAfterARestart() throws Exception {
        card.buyOnNew("n", T, HIGH, "new");
        card.watermark(T);
        card.restart();
        card.watermark(T + 2 * WITHIN);

        assertThat(card.matches()).containsExactly(List.of("n"));
    }
}
