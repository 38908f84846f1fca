package fraud.spark.sequences;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.model.Alert;
import fraud.model.Origin;
import fraud.rules.RuleSet;
import fraud.sequences.SequenceEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The boundaries of SEMANTICS 8.2, with small amounts s and large ones L. */
class CardTestingMachineTest {

    private static final RuleSet RULES = RuleSet.defaults();
    private static final long SMALL = RULES.cardTesting().smallMaxMinor();
    private static final long LARGE = RULES.cardTesting().largeAboveMinor() + 1;
    private static final long WITHIN = RULES.cardTesting().withinMillis();
    private static final long END = 10 * WITHIN;

    private final CardTestingMachine machine = new CardTestingMachine(RULES);

    @Test
    void alertsOnceWhenLargeFollowsThreeSmall() {
        assertThat(alerts(s(0), s(1), s(2), large(3), large(4)))
                .singleElement()
                .satisfies(alert -> assertThat(alert.transactionIds()).containsExactly("t0", "t1", "t2", "t3"));
    }

    @Test
    void alertsWithTheLastThreeOfFourSmall() {
        assertThat(alerts(s(0), s(1), s(2), s(3), large(4)))
                .singleElement()
                .satisfies(alert -> assertThat(alert.transactionIds()).containsExactly("t1", "t2", "t3", "t4"));
    }

    @Test
    void alertsWhenLargeComesJustInTime() {
        assertThat(alerts(s(0), s(1), s(2), large(WITHIN - 1))).hasSize(1);
    }

    @Test
    void staysSilentWhenLargeComesTooLate() {
        assertThat(alerts(s(0), s(1), s(2), large(WITHIN))).isEmpty();
    }

    @Test
    void staysSilentAfterTwoSmall() {
        assertThat(alerts(s(0), s(1), large(2))).isEmpty();
    }

    @Test
    void staysSilentWhenALargeLiesBetween() {
        assertThat(alerts(s(0), s(1), large(2), s(3), large(4))).isEmpty();
    }

    @Test
    void alertsAgainAfterANewRow() {
        assertThat(alerts(s(0), s(1), s(2), large(3), s(4), s(5), s(6), large(7)))
                .hasSize(2);
    }

    @Test
    void goesByEventTimeThenTransactionWhateverTheOrderOfArrival() {
        assertThat(alerts(large(3), s(2), s(0), s(1))).hasSize(1);
        // Equal times: t1 before t1b.
        assertThat(alerts(s(0), s(1), event("t1b", 1, LARGE), s(0))).hasSize(1);
    }

    @Test
    void seesNeitherMediumAmountsNorTheLimitsOnTheirWrongSide() {
        assertThat(machine.isCandidate(event("a", 0, SMALL))).isTrue();
        assertThat(machine.isCandidate(event("a", 0, SMALL + 1))).isFalse();
        assertThat(machine.isCandidate(event("a", 0, LARGE - 1))).isFalse();
        assertThat(machine.isCandidate(event("a", 0, LARGE))).isTrue();
    }

    @Test
    void handlesAnEventOnceTheClockIsPastIt() {
        CardTestingState state = observe(s(0), s(1), s(2), large(3));

        CardTestingMachine.Progress at = machine.advance(state, 3);
        assertThat(at.alerts()).isEmpty();
        assertThat(at.state().pending()).hasSize(1);
        assertThat(machine.advance(at.state(), 4).alerts()).hasSize(1);
    }

    @Test
    void isTheSameInOneStepOrInMany() {
        CardTestingState state = observe(s(0), s(2), s(3), s(WITHIN), large(WITHIN + 1), s(WITHIN + 2));
        List<Alert> stepwise = new ArrayList<>();
        CardTestingState current = state;
        for (long now = 0; now < WITHIN + 10; now++) {
            CardTestingMachine.Progress progress = machine.advance(current, now);
            stepwise.addAll(progress.alerts());
            current = progress.state();
        }
        assertThat(stepwise)
                .isNotEmpty()
                .isEqualTo(machine.advance(state, WITHIN + 10).alerts());
    }

    @Test
    void keepsASmallUntilItsTimeIsOver() {
        CardTestingState state = machine.advance(observe(s(0)), 1).state();

        assertThat(machine.nextMillis(state)).hasValue(WITHIN + 1);
        assertThat(machine.advance(state, WITHIN).state().isEmpty()).isFalse();
        assertThat(machine.advance(state, WITHIN + 1).state().isEmpty()).isTrue();
    }

    @Test
    void wakesFirstForWhatIsPending() {
        CardTestingState state = machine.advance(observe(s(0)), 1).state();
        state = machine.observe(state, s(50));

        assertThat(machine.nextMillis(state)).hasValue(51);
        assertThat(machine.nextMillis(CardTestingState.EMPTY)).isEmpty();
    }

    private List<Alert> alerts(SequenceEvent... events) {
        return machine.advance(observe(events), END).alerts();
    }

    private CardTestingState observe(SequenceEvent... events) {
        CardTestingState state = CardTestingState.EMPTY;
        for (SequenceEvent event : events) {
            state = machine.observe(state, event);
        }
        return state;
    }

    private static SequenceEvent s(long eventTimeMillis) {
        return event("t" + eventTimeMillis, eventTimeMillis, SMALL);
    }

    private static SequenceEvent large(long eventTimeMillis) {
        return event("t" + eventTimeMillis, eventTimeMillis, LARGE);
    }

    private static SequenceEvent event(String id, long eventTimeMillis, long amountMinor) {
        return new SequenceEvent("card", id, eventTimeMillis, amountMinor, 0, eventTimeMillis, Origin.UNKNOWN);
    }
}
