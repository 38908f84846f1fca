package fraud.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.ops.topics.InputPublisher.Published;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndWatchTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<Integer> ALL_ECHOED = List.of();

    private long nanos = 17;

    @Test
    void theEndIsWhenEveryPartitionIsEchoed() {
        EndWatch watch = watch(0);

        assertThat(watch.isEnd(100, List.of(2))).isFalse();
        assertThat(watch.isEnd(99, ALL_ECHOED)).isTrue();
    }

    /** An echo may then be that of a mark in the middle of the file. */
    @Test
    void afterEndMarksInTheFileTheEndIsWhenAllIsAnsweredAndNothingMoreComes() {
        EndWatch watch = watch(1);
        watch.reached(99, ALL_ECHOED);
        pass(Duration.ofSeconds(30));
        assertThat(watch.isEnd(99, ALL_ECHOED)).isFalse();

        watch.reached(100, ALL_ECHOED);
        assertThat(watch.isEnd(100, ALL_ECHOED)).isFalse();

        pass(Duration.ofSeconds(11));
        watch.reached(100, ALL_ECHOED);
        assertThat(watch.isEnd(100, ALL_ECHOED)).isTrue();
    }

    @Test
    void asksForAnotherEndMarkEveryHalfSecond() {
        EndWatch watch = watch(0);
        assertThat(watch.isMarkDue()).isFalse();

        pass(Duration.ofMillis(500));
        assertThat(watch.isMarkDue()).isTrue();
        assertThat(watch.isMarkDue()).isFalse();
    }

    @Test
    void saysWhatIsMissingWhenNothingComesAnyMore() {
        EndWatch watch = watch(0);
        pass(PATIENCE.plusMillis(1));

        assertThatThrownBy(() -> watch.requireProgress(Engine.SPARK, 98, List.of(0, 3)))
                .isInstanceOf(OperationFailedException.class)
                .hasMessage(
                        "spark has put out nothing for 60 s: 98 of 100 records answered, no echo of partition 0, 3; raise"
                                + " --patience if it needs longer");
    }

    @Test
    void isPatientWithWhatStillComes() {
        EndWatch watch = watch(0);
        pass(PATIENCE);
        watch.reached(1, List.of(0));
        pass(PATIENCE);

        assertThatCode(() -> watch.requireProgress(Engine.SPARK, 1, List.of(0))).doesNotThrowAnyException();
    }

    private EndWatch watch(long endMarksInFile) {
        return new EndWatch(new Published(100, 0, 0, 100, endMarksInFile, 0, 0), PATIENCE, () -> nanos);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }
}
