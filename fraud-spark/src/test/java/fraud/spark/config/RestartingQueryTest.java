package fraud.spark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fraud.model.Origin;
import fraud.recovery.JobFailedException;
import fraud.recovery.RecordAttempts;
import fraud.recovery.RecordFailedException;
import fraud.spark.Attempts;
import fraud.topics.TopicChecks;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.streaming.SourceProgress;
import org.apache.spark.sql.streaming.StateOperatorProgress;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.StreamingQueryProgress;
import org.junit.jupiter.api.Test;
import scala.Option;
import scala.collection.immutable.Map$;

/** Goal: which failures of a query end the job. Method: each run of the query ends as the test says, without Spark. */
class RestartingQueryTest {

    private static final Origin RECORD = new Origin("transactions", 1, 5, 0, Origin.UNKNOWN);
    private final Throwable executorLost =
            new IllegalStateException("Task 0 failed 4 times: ExecutorLostFailure (executor 3 exited)");

    private final Deque<Run> runs = new ArrayDeque<>();
    private final List<Duration> delays = new ArrayList<>();
    private boolean sparkIsStopped;

    /** One run of the query. */
    private record Run(boolean progressed, Throwable failure) {}

    /** What Spark throws, with the name that it has for it and what it says of this case. */
    private static final class Known extends RuntimeException implements SparkThrowable {

        private static final long serialVersionUID = 1L;

        private final String condition;
        private final transient Map<String, String> parameters;

        Known(String condition, String message, Map<String, String> parameters) {
            super(message);
            this.condition = condition;
            this.parameters = parameters;
        }

        @Override
        public String getCondition() {
            return condition;
        }

        @Override
        public Map<String, String> getMessageParameters() {
            return parameters;
        }
    }

    @Test
    void endsWhenTheQueryIsStopped() {
        stopped();

        assertGoesOn(0);
    }

    @Test
    void neverEndsForLostExecutors() {
        failed(20, executorLost);
        stopped();

        assertGoesOn(20);
    }

    @Test
    void neverEndsForWhatFailsOnceItHasRun() {
        ranAndFailed(1, new IllegalStateException("no broker"));
        failed(20, new IllegalStateException("no broker"));
        stopped();

        assertGoesOn(21);
    }

    @Test
    void waitsLongerEachTimeUntilItRunsAgain() {
        failed(7, executorLost);
        ranAndFailed(1, executorLost);
        failed(1, executorLost);
        stopped();

        assertGoesOn(9);
        assertThat(delays)
                .extracting(Duration::toMillis)
                .containsExactly(200L, 400L, 800L, 1_600L, 3_200L, 6_400L, 10_000L, 200L, 400L);
    }

    @Test
    void endsForARecordThatHasFailedAsOftenAsItMay() {
        RecordAttempts.Step step = Attempts.of(3).step("work");
        failed(1, failureOf(step));
        failed(1, executorLost);
        failed(1, failureOf(step));
        failed(1, failureOf(step));

        assertEnds(
                3,
                "the record at transactions-1 offset 5 has failed 3 times (record.attempts), the last time with"
                        + " IllegalStateException: no such model; mend the cause, then start the job again from its last"
                        + " checkpoint",
                true);
    }

    @Test
    void endsForAQueryThatNeverGotThroughABatch() {
        failed(1, new IllegalStateException("no such topic"));

        assertEnds(0, "the query failed: IllegalStateException: no such topic", false);
    }

    @Test
    void endsForRecordsThatWereDeletedUnread() {
        ranAndFailed(
                1,
                new Known(
                        "KAFKA_DATA_LOSS.START_OFFSET_RESET",
                        "Some data may have been lost\nReason: …",
                        Map.of("topicPartition", "transactions-1", "offset", "5")));

        assertEnds(0, TopicChecks.deletedUnread("[transactions-1]"), true);
    }

    @Test
    void namesAllPartitionsWhoseRecordsAreGone() {
        ranAndFailed(
                1,
                new Known(
                        "KAFKA_DATA_LOSS.PARTITIONS_DELETED",
                        "Some data may have been lost",
                        Map.of("partitions", "Set(labels-0, labels-1)")));

        assertEnds(0, TopicChecks.deletedUnread("[labels-0, labels-1]"), true);
    }

    @Test
    void endsWhereAnotherJobHasTheSameCheckpoint() {
        ranAndFailed(1, new Known("CONCURRENT_STREAM_LOG_UPDATE", "[CONCURRENT_STREAM_LOG_UPDATE] x", Map.of()));

        assertEnds(
                0,
                "another job works with this checkpoint.dir: stop one of them, or give each a checkpoint.dir and a"
                        + " detector.name of its own",
                true);
    }

    @Test
    void endsForWhatSaysItselfWhatToDo() {
        ranAndFailed(1, new JobFailedException("topic labels is another"));

        assertEnds(0, "topic labels is another", false);
    }

    @Test
    void endsWhenThereIsNoSparkToRestartIn() {
        sparkIsStopped = true;
        ranAndFailed(1, executorLost);

        assertEnds(0, "the query failed: IllegalStateException: " + executorLost.getMessage(), false);
    }

    private static Throwable failureOf(RecordAttempts.Step step) {
        try {
            step.run(RECORD, () -> {
                throw new IllegalStateException("no such model");
            });
        } catch (RecordFailedException e) {
            return new IllegalStateException("Job aborted due to stage failure", e);
        }
        throw new AssertionError("does not fail");
    }

    private void failed(int times, Throwable failure) {
        runs.addAll(Collections.nCopies(times, new Run(false, failure)));
    }

    private void ranAndFailed(int times, Throwable failure) {
        runs.addAll(Collections.nCopies(times, new Run(true, failure)));
    }

    private void stopped() {
        runs.add(new Run(true, null));
    }

    private void assertGoesOn(int restarts) {
        assertThatCode(this::run).doesNotThrowAnyException();
        assertThat(runs).isEmpty();
        assertThat(delays).hasSize(restarts);
    }

    private void assertEnds(int restarts, String message, boolean forGood) {
        assertThatExceptionOfType(JobFailedException.class)
                .isThrownBy(this::run)
                .withMessage(message)
                .satisfies(failure ->
                        assertThat(RestartingQuery.isForGood(failure)).isEqualTo(forGood));
        assertThat(delays).hasSize(restarts);
    }

    private void run() throws Exception {
        RestartingQuery.start(() -> query(runs.remove()), this::await, delays::add, () -> sparkIsStopped)
                .await();
    }

    private void await(StreamingQuery query) throws StreamingQueryException {
        if (query.exception().isDefined()) {
            throw query.exception().get();
        }
    }

    /** A query that has ended already. */
    private static StreamingQuery query(Run run) {
        return (StreamingQuery) Proxy.newProxyInstance(
                RestartingQueryTest.class.getClassLoader(),
                new Class<?>[] {StreamingQuery.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "lastProgress" -> run.progressed() ? progress() : null;
                    case "exception" -> Option.apply(run.failure() == null ? null : failure(run.failure()));
                    default -> throw new AssertionError(method);
                });
    }

    private static StreamingQueryException failure(Throwable cause) {
        return new StreamingQueryException("the query failed", cause, "STREAM_FAILED", Map$.MODULE$.empty());
    }

    private static StreamingQueryProgress progress() {
        return new StreamingQueryProgress(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "detect-fraud",
                "",
                0,
                0,
                Map.of(),
                Map.of(),
                new StateOperatorProgress[0],
                new SourceProgress[0],
                null,
                Map.of());
    }
}
