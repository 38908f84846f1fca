package fraud.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.cli.topics.InputPublisher.Published;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndWatchTest {

    private static final List<Integer> ALL_ECHOED = List.of();

    private long nanos = 17;

    @Test
    void theEndIsWhenEveryPartitionIsCompleted() {
        EndWatch watch = watch(0);

        assertThat(watch.isEnd(100, List.of(2))).isFalse();
        assertThat(watch.isEnd(99, ALL_ECHOED)).isTrue();
    }

    /** A completion may then be that of a signal in the middle of the file. */
    @Test
    void afterEndSignalsInTheFileTheEndIsWhenAllIsAnsweredAndNothingMoreComes() {
        EndWatch watch = watch(1);
        watch.reached(99, ALL_ECHOED);
        pass(Duration.ofSeconds(30));
        assertThat(watch.isEnd(99, ALL_ECHOED)).isFalse();

        watch.reached(100, ALL_ECHOED);
        assertThat(watch.isEnd(100, ALL_ECHOED)).isFalse();

        pass(Duration.ofSeconds(61));
        watch.reached(100, ALL_ECHOED);
        assertThat(watch.isEnd(100, ALL_ECHOED)).isTrue();
    }

    @Test
    void asksForAnotherEndSignalEveryHalfSecond() {
        EndWatch watch = watch(0);
        assertThat(watch.isSignalDue()).isFalse();

        pass(Duration.ofMillis(500));
        assertThat(watch.isSignalDue()).isTrue();
        assertThat(watch.isSignalDue()).isFalse();
    }

    /** A slow engine's batches are further apart than the usual quiet. */
    @Test
    void theQuietIsLongerThanThePausesSeenBefore() {
        EndWatch watch = watch(1);
        watch.reached(50, ALL_ECHOED);
        pass(Duration.ofSeconds(25));
        watch.reached(100, ALL_ECHOED);
        pass(Duration.ofSeconds(49));
        assertThat(watch.isEnd(100, ALL_ECHOED)).isFalse();

        pass(Duration.ofSeconds(2));
        assertThat(watch.isEnd(100, ALL_ECHOED)).isTrue();
    }

    /** Starting takes long, and says nothing of the pauses. */
    @Test
    void theTimeBeforeTheFirstOutputIsNoPause() {
        EndWatch watch = watch(1);
        pass(Duration.ofMinutes(5));
        watch.reached(100, ALL_ECHOED);
        pass(Duration.ofSeconds(11));

        assertThat(watch.isEnd(100, ALL_ECHOED)).isTrue();
    }

    private EndWatch watch(long endSignalsInFile) {
        return new EndWatch(new Published(100, 0, 0, 100, endSignalsInFile, 0, 0, 0, 0), () -> nanos);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }
}
