package fraud.flink.config;

import fraud.recovery.JobFailedException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a job in a cluster inside this JVM, until it ends or the process is told to stop. */
public final class LocalRun {

    private static final Logger LOG = LoggerFactory.getLogger(LocalRun.class);

    /** Long enough for sinks to flush; a launcher kills after some more. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(8);

    private LocalRun() {}

    /** Whether the program was started by itself rather than by a cluster's client. */
    public static boolean isLocal() {
        return StreamExecutionEnvironment.areExplicitEnvironmentsAllowed();
    }

    /**
     * Executes the job and waits for its end. SIGTERM and SIGINT cancel it; its checkpoints stay.
     *
     * @throws JobFailedException if it cannot start, or meets what no restart can mend
     */
    public static void execute(StreamExecutionEnvironment environment, String name) {
        JobClient job = start(environment, name);
        AtomicBoolean stopping = new AtomicBoolean();
        Thread stop = new Thread(
                () -> {
                    stopping.set(true);
                    cancel(job);
                },
                "stop-job");
        Runtime.getRuntime().addShutdownHook(stop);
        LOG.info("{} is running as job {}", name, job.getJobID());
        try {
            job.getJobExecutionResult().get();
        } catch (ExecutionException e) {
            if (!stopping.get()) {
                throw JobFailedException.of("the job failed", e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!stopping.get()) {
                Runtime.getRuntime().removeShutdownHook(stop);
            }
        }
    }

    private static JobClient start(StreamExecutionEnvironment environment, String name) {
        try {
            return environment.executeAsync(name);
        } catch (Exception e) {
            throw JobFailedException.of("the job does not start", e);
        }
    }

    private static void cancel(JobClient job) {
        try {
            LOG.info("stopping");
            job.cancel().get(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // It has ended already, or it hangs: the process ends either way, and a restart goes on from the last
            // checkpoint.
            LOG.debug("cannot cancel", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
