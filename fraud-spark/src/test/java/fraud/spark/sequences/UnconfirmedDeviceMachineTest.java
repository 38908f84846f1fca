package fraud.spark.sequences;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.ruleset.RuleSet;
import fraud.sequences.SequenceRule;
import fraud.sequences.UnconfirmedDevice;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The boundaries of SEMANTICS 8.6: what does not happen, by when. */
class UnconfirmedDeviceMachineTest {

    private static final RuleSet RULES = RuleSet.defaults();
    private static final long HIGH = RULES.get(UnconfirmedDevice.HIGH_ABOVE) + 1;
    private static final long WITHIN = SequenceRule.UNCONFIRMED_DEVICE.within().toMillis();
    private static final long END = 10 * WITHIN;

    private final SequenceExample card = new SequenceExample(SequenceRule.UNCONFIRMED_DEVICE);

    @Test
    void alertsOnceTheDeadlineIsBehindAndNotBefore() {
        card.buyOnNew("n", 0, HIGH, "new");

        assertThat(card.matches(WITHIN)).isEmpty();
        assertThat(card.matches(WITHIN + 1)).containsExactly(List.of("n"));
        assertMatches(List.of(List.of("n")));
    }

    @Test
    void staysSilentWhenTheChipComesInTheLastMillisecond() {
        card.buyOnNew("n", 0, HIGH, "new").chip("c", WITHIN - 1);

        assertMatches(List.of());
    }

    @Test
    void alertsWhenTheChipComesAtTheDeadline() {
        card.buyOnNew("n", 0, HIGH, "new").chip("c", WITHIN);

        assertMatches(List.of(List.of("n")));
    }

    @Test
    void alertsWhenTheChipCameBefore() {
        card.chip("c", 0).buyOnNew("n", 1, HIGH, "new");

        assertMatches(List.of(List.of("n")));
    }

    @Test
    void staysSilentWithoutAHighAmountOnANewDevice() {
        card.buyOnNew("n", 0, HIGH - 1, "new").buy("b", 1, HIGH, "new").pay("c", 2, HIGH);

        assertMatches(List.of());
    }

    @Test
    void reportsTheLatestOfSeveralNewDevices() {
        card.buyOnNew("n", 0, HIGH, "new").buyOnNew("o", WITHIN - 1, HIGH, "newer");

        assertMatches(List.of(List.of("o")));
    }

    @Test
    void reportsEachOfTwoNewDevicesThatAreFarEnoughApart() {
        card.buyOnNew("n", 0, HIGH, "new").buyOnNew("o", WITHIN, HIGH, "newer");

        assertMatches(List.of(List.of("n"), List.of("o")));
    }

    @Test
    void takesTheChipOfTheSameInstantByIdentifier() {
        card.chip("b", 0).buyOnNew("a", 0, HIGH, "new");

        assertMatches(List.of());
    }

    @Test
    void doesNotTakeTheChipThatTheTieBreakPutsFirst() {
        card.buyOnNew("b", 0, HIGH, "new").chip("a", 0);

        assertMatches(List.of(List.of("b")));
    }

    @Test
    void forgetsAConfirmedOneAndAnIdleChip() {
        card.buyOnNew("n", 0, HIGH, "new").chip("a", 1).chip("b", 2);

        assertThat(card.at(3).state().attempt(SequenceRule.UNCONFIRMED_DEVICE)).isEmpty();
        assertThat(card.at(3).state().pending()).isEmpty();
    }

    /** Whether the sequence clock passes at once or step by step makes no difference. */
    private void assertMatches(List<List<String>> expected) {
        assertThat(card.matches(END)).isEqualTo(expected);
        assertThat(card.matchesStepByStep(END)).isEqualTo(expected);
    }
}
