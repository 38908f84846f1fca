package fraud.flink.sequences;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.config.DetectorParameters;
import fraud.ruleset.RuleSet;
import fraud.sequences.Alert;
import fraud.sequences.CardTesting;
import fraud.sequences.SequenceEvent;
import fraud.sequences.SequenceRule;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The examples of SEMANTICS 8.2 as CEP gives it, with the watermark in the test's hand. */
class CardTestingPatternTest {

    private static final RuleSet RULES = RuleSet.defaults();
    private static final long SMALL = RULES.get(CardTesting.SMALL_MAX);
    private static final long LARGE = RULES.get(CardTesting.LARGE_ABOVE) + 1;
    private static final long WITHIN = SequenceRule.CARD_TESTING.within().toMillis();
    private static final long T = 1_770_000_000_000L;
    private static final long FAR = T + DetectorParameters.GREATEST_MAX_OUT_OF_ORDERNESS_MILLIS;

    private KeyedOneInputStreamOperatorTestHarness<String, SequenceEvent, Alert> sequence;
    private long nextOffset;

    @BeforeEach
    void start() throws Exception {
        sequence = harness();
        sequence.open();
    }

    @AfterEach
    void stop() throws Exception {
        sequence.close();
    }

    @Test
    void alertsOnceWhenLargeFollowsThreeSmall() throws Exception {
        see("a", T, SMALL);
        see("b", T + 1, 0);
        see("c", T + 2, SMALL);
        see("d", T + 3, LARGE);
        sequence.processWatermark(FAR);

        Alert alert = onlyAlert();
        assertThat(alert.rule()).isEqualTo(SequenceRule.CARD_TESTING);
        assertThat(alert.transactionIds()).containsExactly("a", "b", "c", "d");
        assertThat(alert.firstEventTimeMillis()).isEqualTo(T);
        assertThat(alert.lastEventTimeMillis()).isEqualTo(T + 3);
        assertThat(alert.subjectId()).isEqualTo("c-1");
    }

    @Test
    void alertsWhenTheWatermarkReachesTheLargeAmountAndNotBefore() throws Exception {
        see("a", T, SMALL);
        see("b", T + 1, SMALL);
        see("c", T + 2, SMALL);
        see("d", T + 3, LARGE);

        sequence.processWatermark(T + 2);
        assertThat(sequence.extractOutputValues()).isEmpty();
        sequence.processWatermark(T + 3);
        assertThat(sequence.extractOutputValues()).hasSize(1);
    }

    @Test
    void staysSilentWhenLargeFollowsTwoSmall() throws Exception {
        see("a", T, SMALL);
        see("b", T + 1, SMALL);
        see("c", T + 2, LARGE);
        sequence.processWatermark(FAR);

        assertThat(sequence.extractOutputValues()).isEmpty();
    }

    @Test
    void alertsWhenLargeComesInTheLastMillisecond() throws Exception {
        see("a", T, SMALL);
        see("b", T + 1, SMALL);
        see("c", T + 2, SMALL);
        see("d", T + WITHIN - 1, LARGE);
        sequence.processWatermark(FAR);

        assertThat(onlyAlert().transactionIds()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void staysSilentWhenLargeComesAMillisecondTooLate() throws Exception {
        see("a", T, SMALL);
        see("b", T + 1, SMALL);
        see("c", T + 2, SMALL);
        see("d", T + WITHIN, LARGE);
        sequence.processWatermark(FAR);

        assertThat(sequence.extractOutputValues()).isEmpty();
    }

    @Test
    void matchesTheLastThreeOfFourSmall() throws Exception {
        see("a", T, SMALL);
        see("b", T + 1_000, SMALL);
        see("c", T + 2_000, SMALL);
        see("d", T + 3_000, SMALL);
        see("e", T + 1_000 + WITHIN - 1, LARGE);
        sequence.processWatermark(FAR);

        assertThat(onlyAlert().transactionIds()).containsExactly("b", "c", "d", "e");
    }

    @Test
    void staysSilentWhenALargeLiesBetween() throws Exception {
        see("a", T, SMALL);
        see("b", T + 1, SMALL);
        see("c", T + 2, LARGE);
        see("d", T + 3, SMALL);
        see("e", T + 4, LARGE);
        sequence.processWatermark(FAR);

        assertThat(sequence.extractOutputValues()).isEmpty();
    }

    @Test
    void alertsForTheFirstLargeOnly() throws Exception {
        see("a", T, SMALL);
        see("b", T + 1, SMALL);
        see("c", T + 2, SMALL);
        see("d", T + 3, LARGE);
        see("e", T + 4, LARGE);
        sequence.processWatermark(FAR);

        assertThat(onlyAlert().transactionIds()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void goesByEventTimeWhateverTheOrderOfArrival() throws Exception {
        see("d", T + 3, LARGE);
        see("b", T + 1, SMALL);
        see("c", T + 2, SMALL);
        see("a", T, SMALL);
        sequence.processWatermark(FAR);

        assertThat(onlyAlert().transactionIds()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void breaksTiesByIdentifierWhateverTheOrderOfArrival() throws Exception {
        see("d", T, LARGE);
        see("c", T, SMALL);
        see("b", T, SMALL);
        see("a", T, SMALL);
        sequence.processWatermark(FAR);

        assertThat(onlyAlert().transactionIds()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void staysSilentWhenTheTieBreakPutsTheLargeFirst() throws Exception {
        see("b", T, SMALL);
        see("c", T, SMALL);
        see("d", T, SMALL);
        see("a", T, LARGE);
        sequence.processWatermark(FAR);

        assertThat(sequence.extractOutputValues()).isEmpty();
    }

    @Test
    void keepsCardsApart() throws Exception {
        see("a", T, SMALL);
        see("b", T + 1, SMALL);
        see("c", T + 2, SMALL);
        sequence.processElement(event("d", "c-2", T + 3, LARGE), T + 3);
        sequence.processWatermark(FAR);

        assertThat(sequence.extractOutputValues()).isEmpty();
    }

    @Test
    void takesWhatLiesAMillisecondAfterTheWatermarkAndReportsWhatDoesNot() throws Exception {
        sequence.processWatermark(T - 1);
        see("a", T, SMALL);
        assertThat(sequence.getSideOutput(PatternHarness.BEHIND_WATERMARK)).isNull();

        sequence.processWatermark(T);
        see("b", T, SMALL);
        assertThat(sequence.getSideOutput(PatternHarness.BEHIND_WATERMARK)).hasSize(1);
    }

    @Test
    void forgetsAnOpenAttemptWhenItsTimeIsOver() throws Exception {
        see("a", T, SMALL);
        see("b", T + 1, SMALL);
        see("c", T + 2, SMALL);
        sequence.processWatermark(T + WITHIN + 1);
        assertThat(sequence.numKeyedStateEntries()).isPositive();

        sequence.processWatermark(T + 2 + WITHIN);

        assertThat(sequence.numKeyedStateEntries()).isZero();
        assertThat(sequence.numEventTimeTimers()).isZero();
    }

    @Test
    void forgetsAMatchAndALoneLarge() throws Exception {
        see("a", T, SMALL);
        see("b", T + 1, SMALL);
        see("c", T + 2, SMALL);
        see("d", T + 3, LARGE);
        sequence.processElement(event("x", "c-2", T, LARGE), T);
        sequence.processWatermark(T + 3 + WITHIN);

        assertThat(sequence.extractOutputValues()).hasSize(1);
        assertThat(sequence.numKeyedStateEntries()).isZero();
        assertThat(sequence.numEventTimeTimers()).isZero();
    }

    @Test
    void goesOnWithAnOpenAttemptAfterARestart() throws Exception {
        see("a", T, SMALL);
        see("b", T + 1, SMALL);
        sequence.processWatermark(T + 1);
        see("c", T + 2, SMALL);
        OperatorSubtaskState snapshot = sequence.snapshot(1, 1);
        sequence.close();

        sequence = harness();
        sequence.initializeState(snapshot);
        sequence.open();
        see("d", T + 3, LARGE);
        sequence.processWatermark(FAR);

        assertThat(onlyAlert().transactionIds()).containsExactly("a", "b", "c", "d");
    }

    private void see(String transactionId, long atMillis, long amountMinor) throws Exception {
        sequence.processElement(event(transactionId, "c-1", atMillis, amountMinor), atMillis);
    }

    private SequenceEvent event(String transactionId, String cardId, long atMillis, long amountMinor) {
        return PatternHarness.event(transactionId, cardId, atMillis, amountMinor, null, null, null, nextOffset++);
    }

    private Alert onlyAlert() {
        List<Alert> alerts = sequence.extractOutputValues();
        assertThat(alerts).hasSize(1);
        return alerts.get(0);
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, SequenceEvent, Alert> harness() throws Exception {
        return PatternHarness.operator(new CardTestingPattern());
    }
}
