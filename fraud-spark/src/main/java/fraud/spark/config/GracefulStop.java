package fraud.spark.config;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryProgress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops the query between two batches when the process is told to end. Spark's own stop interrupts a running batch,
 * which costs nothing but its outputs being repeated later, and an alarming log. So this waits for the end of the
 * running batch, and stops in the first moments of the next, before that has written anything.
 */
public final class GracefulStop {

    private static final Logger LOG = LoggerFactory.getLogger(GracefulStop.class);

    /** Longer than a batch takes, shorter than orchestrators wait before they kill (30 s by default in Kubernetes). */
    private static final int WAIT_SECONDS = 20;

    private static final long POLL_MILLIS = 5;

    /** Before Spark's own hook, which ends the context under the query. */
    private static final int PRIORITY = FileSystem.SHUTDOWN_HOOK_PRIORITY + 100;

    private GracefulStop() {}

    /**
     * Has the query stopped at the end of the process.
     *
     * @param query gives the one that runs then
     */
    public static void onShutdown(Supplier<StreamingQuery> query) {
        ShutdownHookManager.get()
                .addShutdownHook(() -> stop(query.get()), PRIORITY, WAIT_SECONDS + 10L, TimeUnit.SECONDS);
    }

    private static void stop(StreamingQuery query) {
        if (!query.isActive()) {
            return;
        }
        LOG.info("stopping after the running batch");
        try {
            awaitEndOfBatch(query);
            query.stop();
            LOG.info("stopped");
        } catch (TimeoutException e) {
            LOG.warn("the query did not stop in time; its last batch will be repeated");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitEndOfBatch(StreamingQuery query) throws InterruptedException {
        long before = lastBatch(query);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        while (query.isActive()
                && query.status().isTriggerActive()
                && lastBatch(query) == before
                && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    private static long lastBatch(StreamingQuery query) {
        StreamingQueryProgress last = query.lastProgress();
        return last == null ? -1 : last.batchId();
    }
}
