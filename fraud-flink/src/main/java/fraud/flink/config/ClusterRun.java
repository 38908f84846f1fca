package fraud.flink.config;

import fraud.recovery.JobFailedException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a job on a cluster. One that is submitted to a session cluster and left alone is watched until it has come up:
 * what ends it at once, such as a checkpoint of other topics, would else stand in the JobManager's log alone.
 */
public final class ClusterRun {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterRun.class);

    /** A job counts as running before its sources have looked at what they go on from. */
    private static final Duration STEADY = Duration.ofSeconds(5);

    /** It may wait for slots for as long as it likes. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Duration REST = Duration.ofMillis(250);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final String SESSION_CLUSTER = "remote";

    private final Supplier<CompletableFuture<JobStatus>> status;
    private final Supplier<? extends CompletableFuture<?>> result;
    private final LongSupplier nanoClock;
    private final LongConsumer rest;

    ClusterRun(
            Supplier<CompletableFuture<JobStatus>> status,
            Supplier<? extends CompletableFuture<?>> result,
            LongSupplier nanoClock,
            LongConsumer rest) {
        this.status = status;
        this.result = result;
        this.nanoClock = nanoClock;
        this.rest = rest;
    }

    /**
     * Executes the job.
     *
     * @throws JobFailedException if it has failed before it has run for some seconds
     */
    public static void execute(StreamExecutionEnvironment environment, String name) throws Exception {
        ReadableConfig settings = environment.getConfiguration();
        if (settings.get(DeploymentOptions.ATTACHED)
                || !SESSION_CLUSTER.equals(settings.get(DeploymentOptions.TARGET))) {
            environment.execute(name);
            return;
        }
        JobClient job = environment.executeAsync(name);
        new ClusterRun(job::getJobStatus, job::getJobExecutionResult, System::nanoTime, nanos -> sleep(nanos))
                .awaitStart();
    }

    private static void sleep(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Waits until the job has run for some seconds without a break, for a minute at most.
     *
     * @throws JobFailedException if it has failed meanwhile
     */
    void awaitStart() throws InterruptedException {
        long start = nanoClock.getAsLong();
        long steadySince = start;
        try {
            for (long now = start; now - start < PATIENCE.toNanos(); now = nanoClock.getAsLong()) {
                JobStatus found = status.get().get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
                if (found.isGloballyTerminalState()) {
                    requireSuccess();
                    return;
                }
                if (found != JobStatus.RUNNING) {
                    steadySince = nanoClock.getAsLong();
                } else if (now - steadySince >= STEADY.toNanos()) {
                    return;
                }
                rest.accept(REST.toNanos());
            }
            LOG.warn("the job has been submitted, but does not run yet: see whether the cluster has free slots");
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn(
                    "the job has been submitted, but the cluster does not say how it does: {}",
                    JobFailedException.rootOf(e));
        }
    }

    private void requireSuccess() throws InterruptedException, TimeoutException {
        try {
            result.get().get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw JobFailedException.of("the job failed", e);
        }
    }
}
