package fraud.spark.config;

import fraud.recovery.JobFailedException;
import fraud.recovery.RecordFailedException;
import fraud.topics.TopicChecks;
import fraud.topics.TopicsChangedException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the query until it is stopped. One that fails is started again from its checkpoint, after 0.2 s at first and 10
 * s at most, without end: each executor that is lost counts as a failure of the tasks it had, and a broker or a disk
 * may be away for hours. What ends the job is a failure that would only come back: a record that has failed as often as
 * it may (see {@link fraud.recovery.RecordAttempts}), records that were deleted unread, another job on the same
 * checkpoint, a query that never got through a batch.
 */
public final class RestartingQuery {

    private static final Logger LOG = LoggerFactory.getLogger(RestartingQuery.class);

    private static final Duration FIRST_DELAY = Duration.ofMillis(200);
    private static final Duration MAX_DELAY = Duration.ofSeconds(10);

    /** How Spark names the failure of a task whose executor is gone; there is no class for it. */
    private static final String EXECUTOR_LOST = "ExecutorLostFailure";

    private static final String DATA_LOSS = "KAFKA_DATA_LOSS";

    private static final String OTHER_JOB = "CONCURRENT_STREAM_LOG_UPDATE";

    private final Starter starter;
    private final Termination termination;
    private final Sleeper sleeper;
    private final BooleanSupplier sparkIsStopped;
    private volatile StreamingQuery query;
    private boolean hasProgressed;
    private Duration delay = FIRST_DELAY;

    /** Starts the query, or starts it again. */
    public interface Starter {
        StreamingQuery start() throws TimeoutException;
    }

    /** Waits until a query has ended. */
    public interface Termination {
        void await(StreamingQuery query) throws StreamingQueryException;
    }

    /** Lets time pass. */
    public interface Sleeper {
        void sleep(Duration duration) throws InterruptedException;
    }

    private RestartingQuery(Starter starter, Termination termination, Sleeper sleeper, BooleanSupplier sparkIsStopped)
            throws TimeoutException {
        this.starter = starter;
        this.termination = termination;
        this.sleeper = sleeper;
        this.sparkIsStopped = sparkIsStopped;
        this.query = starter.start();
    }

    /**
     * Starts the query.
     *
     * @param sparkIsStopped says whether there is nothing left to start it in
     */
    public static RestartingQuery start(
            Starter starter, Termination termination, Sleeper sleeper, BooleanSupplier sparkIsStopped)
            throws TimeoutException {
        return new RestartingQuery(starter, termination, sleeper, sparkIsStopped);
    }

    /** The query as it runs now. */
    public StreamingQuery query() {
        return query;
    }

    /**
     * Returns when the query has been stopped.
     *
     * @throws JobFailedException if it has failed, and would again
     */
    public void await() throws TimeoutException, InterruptedException {
        while (true) {
            try {
                termination.await(query);
                return;
            } catch (StreamingQueryException failure) {
                noteProgress();
                requireNothingDeleted(failure);
                requireAlone(failure);
                if (mustEnd(failure)) {
                    throw JobFailedException.of("the query failed", failure);
                }
                LOG.error(
                        "the query failed, and is started again in {} ms: {}",
                        delay.toMillis(),
                        JobFailedException.rootOf(failure));
            }
            sleeper.sleep(delay);
            delay = delay.multipliedBy(2).compareTo(MAX_DELAY) < 0 ? delay.multipliedBy(2) : MAX_DELAY;
            query = starter.start();
        }
    }

    private void noteProgress() {
        if (query.lastProgress() != null) {
            hasProgressed = true;
            delay = FIRST_DELAY;
        }
    }

    private boolean mustEnd(StreamingQueryException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RecordFailedException ofRecord) {
                return ofRecord.isLast();
            }
        }
        return sparkIsStopped.getAsBoolean()
                || causes(failure).anyMatch(JobFailedException.class::isInstance)
                || !(hasProgressed || causes(failure).anyMatch(RestartingQuery::isLossOfExecutors));
    }

    private static void requireNothingDeleted(StreamingQueryException failure) {
        causes(failure).filter(RestartingQuery::isDataLoss).findFirst().ifPresent(loss -> {
            String line = TopicChecks.deletedUnread(partitions(loss));
            throw new JobFailedException(line, new TopicsChangedException(line, failure));
        });
    }

    /** Started again it would only disturb the other one: each takes the next batch from the other. */
    private static void requireAlone(StreamingQueryException failure) {
        if (causes(failure).anyMatch(RestartingQuery::isOtherJob)) {
            throw new JobFailedException(
                    "another job works with this checkpoint.dir: stop one of them, or give each a checkpoint.dir and a"
                            + " detector.name of its own",
                    failure);
        }
    }

    /** Whether the job would only fail again, until the cause is mended. */
    public static boolean isForGood(JobFailedException failure) {
        return causes(failure)
                .anyMatch(cause -> cause instanceof RecordFailedException
                        || cause instanceof TopicsChangedException
                        || isOtherJob(cause));
    }

    /** Whether it says that another job works on the same checkpoint. */
    private static boolean isOtherJob(Throwable cause) {
        return cause instanceof SparkThrowable known && OTHER_JOB.equals(known.getCondition());
    }

    /** As Flink's client names them; the message begins with words that are the same for all. */
    private static String partitions(Throwable loss) {
        Map<String, String> parameters = ((SparkThrowable) loss).getMessageParameters();
        String named = parameters.getOrDefault("topicPartition", parameters.get("partitions"));
        return named == null
                ? loss.getMessage().replaceAll("\\s*\\R\\s*", " ")
                : "[" + named.replaceAll("^[^(\\[]*[(\\[]|[)\\]]$", "") + "]";
    }

    private static boolean isDataLoss(Throwable cause) {
        return cause instanceof SparkThrowable known
                && known.getCondition() != null
                && known.getCondition().startsWith(DATA_LOSS);
    }

    private static boolean isLossOfExecutors(Throwable cause) {
        return cause.getMessage() != null && cause.getMessage().contains(EXECUTOR_LOST);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }
}
