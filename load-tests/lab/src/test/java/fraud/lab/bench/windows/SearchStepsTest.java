package fraud.lab.bench.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fraud.lab.bench.measure.Samples;
import fraud.report.bench.Sample;
import fraud.report.bench.SearchStep;
import fraud.report.bench.SearchStep.Outcome;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Made-up steps of 20 s at 1,000 a second, with a lag in records by the second. */
class SearchStepsTest {

    private static final int RATE = 1_000;

    private static SearchStep step(DoubleUnaryOperator lag, boolean hasSent) {
        Samples samples = new Samples();
        for (double at = 0; at <= 30; at += 0.5) {
            long sent = Math.round(at * RATE);
            long answers = sent - Math.round(lag.applyAsDouble(at));
            samples.add(new Sample(at, Map.of(), Map.of(), Map.of(), 0.0, answers, sent, 0));
        }
        return SearchSteps.of(samples, 5, 25, RATE, hasSent);
    }

    private static Outcome outcome(DoubleUnaryOperator lag) {
        return step(lag, true).outcome();
    }

    @Test
    void aLagThatStaysIsSustained() {
        assertThat(outcome(at -> 0)).isEqualTo(Outcome.SUSTAINED);
        assertThat(outcome(at -> 700)).isEqualTo(Outcome.SUSTAINED);
        assertThat(outcome(at -> 9 * at)).isEqualTo(Outcome.SUSTAINED);
    }

    @Test
    void oneThatGrowsIsNot() {
        SearchStep step = step(at -> 12 * at, true);

        assertThat(step.outcome()).isEqualTo(Outcome.FELL_BEHIND);
        assertThat(step.lagPerSecond()).isEqualTo(12, within(0.5));
        assertThat(step.ratePerSecond()).isEqualTo(RATE);
    }

    /** The first half is for the system to take the step. */
    @Test
    void looksAtTheSecondHalf() {
        assertThat(outcome(at -> at < 15 ? 100 * at : 1_500)).isEqualTo(Outcome.SUSTAINED);
        assertThat(outcome(at -> at < 15 ? 0 : 100 * (at - 15))).isEqualTo(Outcome.FELL_BEHIND);
    }

    /** Batches of 1.7 s: the lag rises to two of them, and falls back to one. */
    @Test
    void theBeatOfBatchesIsNoGrowth() {
        for (double phase = 0; phase < 1.7; phase += 0.1) {
            double shift = phase;
            DoubleUnaryOperator beat = at -> RATE * (1.7 + (at + shift) % 1.7);

            assertThat(outcome(beat)).as("phase %s", phase).isEqualTo(Outcome.SUSTAINED);
            assertThat(outcome(at -> beat.applyAsDouble(at) + 0.3 * RATE * at))
                    .as("phase %s", phase)
                    .isEqualTo(Outcome.FELL_BEHIND);
        }
    }

    @Test
    void whatWasNotSentSaysNothing() {
        assertThat(step(at -> 0, false).outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(step(at -> 50 * at, false).outcome()).isEqualTo(Outcome.NOT_SENT);
    }
}
