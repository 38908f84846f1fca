package fraud.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Goal: a slow machine never ends a wait, a process that does nothing or goes round in circles always does. Method: a
 * clock by hand.
 */
class PatienceTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private long nanos = 17;
    private final Patience patience = new Patience(LIMIT, () -> nanos);

    @Test
    void endsAfterTheLimitWithoutAnySign() {
        pass(120);
        assertThat(patience.isOver()).isFalse();

        pass(1);
        assertThat(patience.isOver()).isTrue();
        assertThat(patience.describe()).isEqualTo("no progress for 120 s, last seen: its start");
    }

    @Test
    void anOutputBeginsItAnew() {
        pass(120);
        patience.results(1);
        pass(120);
        assertThat(patience.isOver()).isFalse();

        pass(1);
        assertThat(patience.isOver()).isTrue();
        assertThat(patience.describe()).endsWith("last seen: an output");
    }

    @Test
    void theSameOutputsAreNoProgress() {
        patience.results(5);
        pass(121);
        patience.results(5);

        assertThat(patience.isOver()).isTrue();
    }

    /** The sum is none: a machine ten times slower starts for ten times as long. */
    @Test
    void waitsForAStartThatLogsNowAndThenForAnyTime() {
        for (int kib = 1; kib <= 50; kib++) {
            pass(110);
            patience.log(kib * 1_024L);
            assertThat(patience.isOver()).isFalse();
        }
    }

    @Test
    void aLogThatGrowsForEverIsARestartLoopAndEnds() {
        long bytes = 0;
        for (int restart = 0; restart < 100 && !patience.isOver(); restart++) {
            pass(60);
            bytes += 20_000;
            patience.log(bytes);
        }

        assertThat(patience.isOver()).isTrue();
        assertThat(bytes).isGreaterThan(256 * 1_024L);
    }

    @Test
    void afterTheFirstOutputTheLogIsNoProgress() {
        patience.results(1);
        pass(110);
        patience.log(10_000);
        pass(11);

        assertThat(patience.isOver()).isTrue();
    }

    @Test
    void waitsForAProcessThatGetsATenthOfACore() {
        for (int second = 1; second <= 3_000; second++) {
            pass(1);
            patience.cpu(Duration.ofMillis(100L * second));
            assertThat(patience.isOver()).isFalse();
        }
    }

    @Test
    void doesNotWaitForAnIdleProcess() {
        int second = 0;
        while (!patience.isOver() && second < 1_000) {
            second++;
            pass(1);
            patience.cpu(Duration.ofMillis(40L * second));
        }

        assertThat(second).isEqualTo(121);
    }

    @Test
    void aLivelockEndsWhenItHasUsedTheCpuThatCounts() {
        int second = 0;
        while (!patience.isOver() && second < 10_000) {
            second++;
            pass(1);
            patience.cpu(Duration.ofSeconds(2L * second));
        }

        // 5 · 120 s of CPU on two cores, and then the patience.
        assertThat(second).isBetween(300 + 120, 300 + 122);
        assertThat(patience.describe()).contains(" s of CPU since the last result, of which 600 count");
    }

    @Test
    void anOutputRenewsTheCpuThatCounts() {
        for (int second = 1; second <= 3_000; second++) {
            pass(1);
            patience.cpu(Duration.ofSeconds(2L * second));
            if (second % 250 == 0) {
                patience.results(second);
            }
            assertThat(patience.isOver()).isFalse();
        }
    }

    @Test
    void takingInputIsProgressAndTakingItAgainIsNot() {
        for (long records = 1_000; records <= 10_000; records += 1_000) {
            pass(110);
            patience.taken(records);
            assertThat(patience.isOver()).isFalse();
        }
        // It began anew from a checkpoint.
        pass(110);
        patience.taken(2_000);
        pass(11);
        patience.taken(10_000);

        assertThat(patience.isOver()).isTrue();
    }

    @Test
    void silenceOfAProcessThatOwesNothingDoesNotCount() {
        patience.results(1);
        for (int minute = 0; minute < 10; minute++) {
            pass(60);
            patience.owesNothing();
        }
        pass(120);
        assertThat(patience.isOver()).isFalse();

        pass(1);
        assertThat(patience.isOver()).isTrue();
    }

    /** Ctrl-Z and fg, or a laptop that slept. */
    @Test
    void aPauseOfWhoeverLooksIsNotTheProcesss() {
        pass(100);
        nanos += Duration.ofHours(2).toNanos();
        assertThat(patience.isOver()).isFalse();

        pass(16);
        assertThat(patience.isOver()).isTrue();
    }

    /** A look every second. */
    private void pass(int seconds) {
        for (int second = 0; second < seconds; second++) {
            nanos += Duration.ofSeconds(1).toNanos();
            patience.isOver();
        }
    }
}
