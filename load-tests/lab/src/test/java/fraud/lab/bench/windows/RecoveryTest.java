package fraud.lab.bench.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fraud.generator.stream.RateSchedule;
import fraud.lab.bench.measure.LatencyLog;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Made-up windows of 60 s, 30 s after the traffic began, with a burst of ten times 100 a second from 25 to 30 s. */
class RecoveryTest {

    private static final long SECOND = 1_000_000;
    private static final long BEGIN = 1_767_225_600L * SECOND;
    private static final RateSchedule SCHEDULE = new RateSchedule(100, 10, 60, 5);
    private static final int STEADY = 20_000;

    /** A window from some second of the traffic to another; latency in µs by when a transaction is due, in µs. */
    private static Recovery recovery(int fromSeconds, int toSeconds, LongUnaryOperator latency) {
        LatencyLog log = new LatencyLog();
        for (long n = 0; SCHEDULE.offsetMicros(n) < 150 * SECOND; n++) {
            long due = SCHEDULE.offsetMicros(n);
            log.add(BEGIN + due, 0, BEGIN + due + latency.applyAsLong(due));
        }
        int[] indexes = IntStream.range(0, log.size())
                .filter(i -> log.intendedMicros(i) >= BEGIN + fromSeconds * SECOND
                        && log.intendedMicros(i) < BEGIN + toSeconds * SECOND)
                .toArray();
        return Recovery.of(log, indexes, SCHEDULE, BEGIN, BEGIN + fromSeconds * SECOND, BEGIN + toSeconds * SECOND);
    }

    /** Slow from the burst's beginning, in second 55, for so many seconds after its end, in second 60. */
    private static LongUnaryOperator slowFor(double seconds) {
        return due -> due >= 55 * SECOND && due < (60 + seconds) * SECOND ? 40 * STEADY : STEADY;
    }

    @Test
    void takesAsLongAsDecisionsAreSlow() {
        // Of the two seconds behind, 2 % may be slow: 4 of 200, 0.04 s.
        assertThat(recovery(30, 90, slowFor(7)).seconds()).isEqualTo(7 - 0.04, within(0.011));
    }

    @Test
    void isNothingIfTheyNeverWere() {
        assertThat(recovery(30, 90, due -> STEADY)).isEqualTo(new Recovery(0.0, null));
        assertThat(recovery(30, 90, slowFor(0)).seconds()).isZero();
    }

    /** One in a hundred is slow at any time, which is what the 99th percentile leaves out. */
    @Test
    void looksOverASingleSlowOne() {
        assertThat(recovery(30, 90, due -> due / 10_000 % 100 == 7 ? 50 * STEADY : STEADY)
                        .seconds())
                .isZero();
    }

    /** A lull of a second in the middle of what is slow is no recovery. */
    @Test
    void isNotFooledByALull() {
        LongUnaryOperator lull = due ->
                due >= 62 * SECOND && due < 63 * SECOND ? STEADY : slowFor(9).applyAsLong(due);

        assertThat(recovery(30, 90, lull).seconds()).isEqualTo(9, within(0.1));
    }

    @Test
    void isVoidIfTheWindowEndsBefore() {
        assertThat(recovery(30, 90, slowFor(29)))
                .isEqualTo(new Recovery(null, "after its burst it was not back inside the steady 99th percentile"));
        assertThat(recovery(55, 90, due -> STEADY))
                .isEqualTo(new Recovery(null, "no decision was due in it before its burst"));
    }

    /** A burst counts where it begins, of two the one that took longer. */
    @Test
    void takesTheLongestOfSeveral() {
        assertThat(recovery(0, 50, slowFor(7))).isEqualTo(new Recovery(null, null));
        assertThat(recovery(30, 150, slowFor(7)).seconds()).isEqualTo(7 - 0.04, within(0.011));
    }
}
