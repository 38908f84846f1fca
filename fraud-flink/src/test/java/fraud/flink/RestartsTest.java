package fraud.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.flink.config.FlinkSettings;
import fraud.flink.config.JobConfig;
import fraud.model.Origin;
import fraud.recovery.JobFailedException;
import fraud.recovery.RecordAttempts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.test.util.MiniClusterPipelineExecutorServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: what ends the job is a record that fails for ever, and nothing else. Method: a small job with the settings of
 * the real one, whose map works on the numbers from 1 to 10 as a step of the detector does; the test says what befalls
 * it.
 */
@Tag("engine")
@Timeout(120)
class RestartsTest {

    private static final int LIMIT = 4;
    private static final int LAST = 10;
    /** The record that fails, in the middle. */
    private static final long BAD = 5;

    // What the job and the test share, which are in one JVM.
    private static final AtomicInteger CALLS_AT_BAD = new AtomicInteger();
    private static final AtomicInteger FAILURES_BEHIND = new AtomicInteger();
    private static volatile Semaphore started;
    private static volatile CompletableFuture<Void> released;

    @TempDir
    private static Path checkpoints;

    private MiniCluster cluster;

    @BeforeEach
    void start() throws Exception {
        CALLS_AT_BAD.set(0);
        FAILURES_BEHIND.set(0);
        started = new Semaphore(0);
        released = new CompletableFuture<>();
        cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(1)
                .withRandomPorts()
                .build());
        cluster.start();
    }

    @AfterEach
    void stop() throws Exception {
        cluster.close();
    }

    @Test
    void losingTaskManagersNeverEndsTheJob() throws Exception {
        JobClient job = submit(number -> {
            started.release();
            released.get();
            return number;
        });

        int losses = 3 * RecordAttempts.DEFAULT_LIMIT;
        for (int loss = 0; loss < losses; loss++) {
            started.acquire();
            cluster.terminateTaskManager(loss).get();
            cluster.startTaskManager();
        }
        released.complete(null);

        job.getJobExecutionResult().get();
        assertThat(started.availablePermits()).isPositive();
    }

    @Test
    void aRecordThatFailsForEverEndsTheJobAfterExactlyItsAttempts() throws Exception {
        JobClient job = submit(number -> {
            if (number == BAD) {
                CALLS_AT_BAD.incrementAndGet();
                throw new IllegalStateException("no such model");
            }
            return number;
        });

        assertThatThrownBy(() -> job.getJobExecutionResult().get())
                .satisfies(failure -> assertThat(JobFailedException.of("the job failed", failure))
                        .hasMessage(
                                "the record at transactions-1 offset 5 has failed 4 times (record.attempts), the last"
                                        + " time with IllegalStateException: no such model; mend the cause, then start the job"
                                        + " again from its last checkpoint"));
        assertThat(CALLS_AT_BAD).hasValue(LIMIT);
    }

    @Test
    void aFailureThatPassesIsForgotten() throws Exception {
        // Fails at the record once less than it may, passes it, fails behind it, and all over again.
        JobClient job = submit(number -> {
            if (number == BAD && CALLS_AT_BAD.incrementAndGet() % LIMIT != 0) {
                throw new IllegalStateException("not yet");
            }
            if (number == LAST && FAILURES_BEHIND.incrementAndGet() <= 3) {
                throw new InterruptedException("lost");
            }
            return number;
        });

        job.getJobExecutionResult().get();
        assertThat(CALLS_AT_BAD).hasValue(4 * LIMIT);
    }

    @Test
    void whatFailsBehindTheStepIsTriedForEver() throws Exception {
        JobClient job = submit(number -> number, number -> {
            if (number == BAD && FAILURES_BEHIND.incrementAndGet() <= 5 * LIMIT) {
                throw new IllegalStateException("no broker");
            }
            return number;
        });

        job.getJobExecutionResult().get();
        assertThat(FAILURES_BEHIND).hasValue(5 * LIMIT + 1);
    }

    private JobClient submit(MapFunction<Long, Long> work) throws Exception {
        return submit(work, number -> number);
    }

    private JobClient submit(MapFunction<Long, Long> work, MapFunction<Long, Long> behind) throws Exception {
        JobConfig config = JobConfig.parse("--bootstrap.servers", "none:1", "--checkpoint.dir", checkpoints.toString());
        Configuration settings = FlinkSettings.ofJob(config);
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF, Duration.ofMillis(1));
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, Duration.ofMillis(2));
        settings.set(DeploymentOptions.TARGET, MiniClusterPipelineExecutorServiceLoader.NAME);
        StreamExecutionEnvironment environment = new StreamExecutionEnvironment(
                new MiniClusterPipelineExecutorServiceLoader(cluster), settings, RestartsTest.class.getClassLoader());
        environment.setParallelism(1);
        RecordAttempts.Step step = Attempts.of(LIMIT).step("work");
        environment
                .fromSequence(1, LAST)
                .uid("numbers")
                .map(number ->
                        step.get(new Origin("transactions", 1, number, 0, Origin.UNKNOWN), () -> work.map(number)))
                .returns(Types.LONG)
                .uid("work")
                .map(behind)
                .returns(Types.LONG)
                .uid("behind")
                .sinkTo(new DiscardingSink<>())
                .uid("sink");
        return environment.executeAsync();
    }
}
