package fraud.flink.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.recovery.JobFailedException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.util.FlinkException;
import org.junit.jupiter.api.Test;

/**
 * Goal: who submits a job learns that it failed at once. Method: a cluster that answers by a clock which only resting
 * moves.
 */
class ClusterRunTest {

    private long nanos;

    /** The second in which the watch ends. */
    private long endOf(LongFunction<CompletableFuture<JobStatus>> bySecond, CompletableFuture<?> result)
            throws InterruptedException {
        new ClusterRun(
                        () -> bySecond.apply(Duration.ofNanos(nanos).toSeconds()),
                        () -> result,
                        () -> nanos,
                        rested -> nanos += rested)
                .awaitStart();
        return Duration.ofNanos(nanos).toSeconds();
    }

    private long endOf(LongFunction<JobStatus> bySecond) throws InterruptedException {
        return endOf(
                second -> CompletableFuture.completedFuture(bySecond.apply(second)),
                CompletableFuture.failedFuture(
                        new FlinkException("outer", new JobFailedException("topic labels was deleted"))));
    }

    @Test
    void aJobThatFailsAtOnceIsReportedInItsOwnWords() {
        assertThatThrownBy(() -> endOf(second -> second < 1 ? JobStatus.RUNNING : JobStatus.FAILED))
                .isInstanceOf(JobFailedException.class)
                .hasMessage("topic labels was deleted");
        assertThatThrownBy(() -> endOf(second -> second < 30 ? JobStatus.CREATED : JobStatus.FAILED))
                .hasMessage("topic labels was deleted");
    }

    @Test
    void oneThatRunsForFiveSecondsHasStarted() throws InterruptedException {
        assertThat(endOf(second -> JobStatus.RUNNING)).isEqualTo(5);
    }

    @Test
    void aBreakCountsAnew() throws InterruptedException {
        assertThat(endOf(second -> second == 3 ? JobStatus.RESTARTING : JobStatus.RUNNING))
                .isEqualTo(8);
    }

    @Test
    void oneThatWaitsForSlotsIsLeftToTheCluster() throws InterruptedException {
        assertThat(endOf(second -> JobStatus.CREATED)).isEqualTo(60);
    }

    @Test
    void aClusterThatSaysNothingHasItAllTheSame() throws InterruptedException {
        assertThat(endOf(
                        second -> CompletableFuture.failedFuture(new FlinkException("no route")),
                        CompletableFuture.completedFuture(null)))
                .isZero();
    }
}
