package fraud.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Goal: a JVM that only collects garbage is distinguished from one that is busy. Method: looks every second, of made-up
 * collectors.
 */
class HeapWatchTest {

    /** The second in which memory is said to be out, or -1. */
    private static int outAt(LongUnaryOperator collectingMillisBySecond) {
        HeapWatch watch = new HeapWatch();
        for (int second = 0; second < 100; second++) {
            if (watch.isOut(second * 1_000_000_000L, collectingMillisBySecond.applyAsLong(second))) {
                return second;
            }
        }
        return -1;
    }

    @Test
    void collectingForNineTenthsOfTwentySecondsIsTheEnd() {
        assertThat(outAt(second -> 950 * second)).isEqualTo(20);
        assertThat(outAt(second -> 950 * Math.max(0, second - 50))).isBetween(69, 71);
    }

    @Test
    void lessThanThatIsWork() {
        assertThat(outAt(second -> 850 * second)).isEqualTo(-1);
        assertThat(outAt(second -> 1_000 * Math.min(15, second))).isEqualTo(-1);
    }
}
