package fraud.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.model.Origin;
import fraud.recovery.JobFailedException;
import fraud.recovery.RecordAttempts;
import fraud.spark.config.RestartingQuery;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.streaming.runtime.MemoryStream;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Goal: a record that fails for ever ends the job, and the loss of executors does not. Method: a small query in Spark,
 * whose map works on the numbers from 1 to 10 as a step of the detector does; the test says what befalls it.
 */
@Tag("engine")
@Timeout(120)
class RestartsTest {

    private static final int LIMIT = 4;
    private static final long LAST = 10;
    /** The record that fails, in the middle. */
    private static final long BAD = 5;

    // What the query and the test share, which are in one JVM.
    private static final AtomicInteger CALLS_AT_BAD = new AtomicInteger();
    private static final AtomicInteger FAILURES_BEHIND = new AtomicInteger();

    @TempDir
    private Path checkpoint;

    private final List<Duration> delays = new ArrayList<>();
    private final CompletableFuture<Void> written = new CompletableFuture<>();

    /** What a batch meets on its way out. */
    private interface Sink {
        void write(List<Long> batch) throws Exception;
    }

    @BeforeEach
    void reset() {
        CALLS_AT_BAD.set(0);
        FAILURES_BEHIND.set(0);
    }

    @Test
    void aRecordThatFailsForEverEndsTheJobAfterExactlyItsAttempts() {
        MapFunction<Long, Long> work = number -> {
            if (number == BAD) {
                CALLS_AT_BAD.incrementAndGet();
                throw new IllegalStateException("no such model");
            }
            return number;
        };

        assertThatThrownBy(() -> run(work, batch -> {}))
                .isInstanceOf(JobFailedException.class)
                .hasMessage("the record at transactions-1 offset 5 has failed 4 times (record.attempts), the last"
                        + " time with IllegalStateException: no such model; mend the cause, then start the job"
                        + " again from its last checkpoint")
                .satisfies(failure -> assertThat(RestartingQuery.isForGood((JobFailedException) failure))
                        .isTrue());
        assertThat(CALLS_AT_BAD).hasValue(LIMIT);
    }

    @Test
    void aFailureThatPassesIsForgotten() {
        // Fails at the record once less than it may, passes it, fails behind it, and all over again.
        MapFunction<Long, Long> work = number -> {
            if (number == BAD && CALLS_AT_BAD.incrementAndGet() % LIMIT != 0) {
                throw new IllegalStateException("not yet");
            }
            return number;
        };

        assertThatCode(() -> run(work, batch -> {
                    if (batch.contains(LAST) && FAILURES_BEHIND.incrementAndGet() <= 3) {
                        throw new IllegalStateException("lost: ExecutorLostFailure");
                    }
                }))
                .doesNotThrowAnyException();
        assertThat(CALLS_AT_BAD).hasValue(4 * LIMIT);
    }

    @Test
    void losingExecutorsNeverEndsTheJob() {
        assertThatCode(() ->
                        run(number -> number, failing(20, "Lost task 0.3: ExecutorLostFailure (executor 3 exited)")))
                .doesNotThrowAnyException();

        assertThat(delays).hasSize(20).contains(Duration.ofMillis(200), Duration.ofMillis(6_400));
        assertThat(delays).endsWith(Duration.ofSeconds(10)).isSorted();
    }

    private static Sink failing(int times, String message) {
        return batch -> {
            if (FAILURES_BEHIND.incrementAndGet() <= times) {
                throw new IllegalStateException(message);
            }
        };
    }

    /** Until all numbers are written. */
    private void run(MapFunction<Long, Long> work, Sink sink) throws Exception {
        SparkSession spark = KafkaRows.session().newSession();
        MemoryStream<Long> numbers =
                MemoryStream.apply(Encoders.LONG(), (org.apache.spark.sql.classic.SparkSession) spark);
        RecordAttempts.Step step = Attempts.of(LIMIT).step("work");
        MapFunction<Long, Long> guarded =
                number -> step.get(new Origin("transactions", 1, number, 0, Origin.UNKNOWN), () -> work.call(number));
        Dataset<Long> outputs = numbers.toDS().map(guarded, Encoders.LONG());
        VoidFunction2<Dataset<Long>, Long> write = (batch, id) -> {
            List<Long> collected = batch.collectAsList();
            sink.write(collected);
            if (collected.contains(LAST)) {
                written.complete(null);
            }
        };
        numbers.addData(CollectionConverters.asScala(
                LongStream.rangeClosed(1, LAST).boxed().toList()));
        RestartingQuery query = RestartingQuery.start(
                () -> outputs.writeStream()
                        .foreachBatch(write)
                        .option("checkpointLocation", checkpoint.toString())
                        .start(),
                StreamingQuery::awaitTermination,
                delays::add,
                () -> false);
        CompletableFuture<Void> end = CompletableFuture.runAsync(() -> {
            try {
                query.await();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        CompletableFuture.anyOf(written, end.exceptionally(failure -> null)).get();
        query.query().stop();
        try {
            end.get();
        } catch (ExecutionException e) {
            throw (Exception) e.getCause().getCause();
        }
    }
}
