package fraud.spark.source;

import fraud.recovery.JobFailedException;
import fraud.topics.TopicIdentities;
import fraud.topics.TopicWatch;
import fraud.topics.TopicsChangedException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for the end of a query, and ends it once the topics are no longer the same: it asks the brokers every
 * {@link TopicWatch#INTERVAL}, and once more when the query has failed, since that may be why. Brokers that do not
 * answer change nothing.
 */
public final class TopicGuard {

    private static final Logger LOG = LoggerFactory.getLogger(TopicGuard.class);

    private static final long INTERVAL_MILLIS = TopicWatch.INTERVAL.toMillis();
    /** Enough to know of a topic that is missing whether it was deleted. */
    private static final long MAX_LOOKS = TopicWatch.ABSENCE.dividedBy(TopicWatch.INTERVAL) + 1;

    private final TopicWatch watch;
    private final Callable<TopicIdentities> lookup;
    private final LongSupplier nanoClock;
    private final Pause pause;
    private boolean isAnswered = true;

    /** How to let time pass. */
    interface Pause {
        void millis(long millis) throws InterruptedException;
    }

    /**
     * A guard of a job's query, which may be started again.
     *
     * @param lookup asks the brokers for the topics
     */
    public TopicGuard(TopicIdentities topics, Callable<TopicIdentities> lookup) {
        this(topics, lookup, System::nanoTime, Thread::sleep);
    }

    public TopicGuard(TopicIdentities topics, Callable<TopicIdentities> lookup, LongSupplier nanoClock, Pause pause) {
        this.watch = new TopicWatch(topics);
        this.lookup = lookup;
        this.nanoClock = nanoClock;
        this.pause = pause;
    }

    /**
     * Returns once the query has ended because it was stopped.
     *
     * @throws JobFailedException in one line that says what to do, if the topics are no longer the same
     * @throws StreamingQueryException if the query has failed for any other reason
     */
    public void awaitTermination(StreamingQuery query) throws StreamingQueryException {
        try {
            while (!query.awaitTermination(INTERVAL_MILLIS)) {
                Optional<String> difference = look();
                if (difference.isPresent()) {
                    stop(query);
                    throw ended(difference.get(), null);
                }
            }
        } catch (StreamingQueryException e) {
            Optional<String> difference = lookUntilKnown();
            if (difference.isPresent()) {
                throw ended(difference.get(), e);
            }
            throw e;
        }
    }

    private static JobFailedException ended(String line, Throwable failure) {
        return new JobFailedException(line, new TopicsChangedException(line, failure));
    }

    private Optional<String> look() {
        try {
            Optional<String> difference = watch.difference(lookup.call(), nanoClock.getAsLong());
            isAnswered = true;
            return difference;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            if (isAnswered) {
                LOG.warn(
                        "the brokers do not say whether the topics are still the same, asking again: {}",
                        JobFailedException.rootOf(e));
            }
            isAnswered = false;
        }
        return Optional.empty();
    }

    private Optional<String> lookUntilKnown() {
        Optional<String> difference = look();
        for (int looks = 1; difference.isEmpty() && watch.isMissingOne() && looks < MAX_LOOKS; looks++) {
            try {
                pause.millis(INTERVAL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return difference;
            }
            difference = look();
        }
        return difference;
    }

    /** What the running batch has written is not repeated: the job does not go on. */
    private static void stop(StreamingQuery query) {
        try {
            query.stop();
        } catch (TimeoutException e) {
            LOG.warn("the query did not stop in time");
        }
    }
}
