package fraud.recovery;

import fraud.config.Option;
import fraud.model.Origin;
import fraud.sequences.SequenceEvent;
import fraud.topics.InputTopics;
import java.io.Serializable;
import java.util.UUID;

/**
 * Tells a record that always fails from a worker, a broker or a disk that comes back. A job is restarted for ever; but
 * whatever a step of it throws at a record is counted, and the job ends once one step has failed as often as
 * {@code record.attempts} says at one record without having got past it in between.
 *
 * <p>Failures are counted in each worker's JVM: they survive the restart of its tasks, not the JVM's end. So with n
 * workers that take turns at a record a job ends after n times as many failures at the latest, and a record that takes
 * its worker's JVM with it is never counted.
 */
public final class RecordAttempts implements Serializable {

    /** With the restarts' delays these are some twenty seconds: a file that is only being replaced is back by then. */
    public static final int DEFAULT_LIMIT = 8;

    /** Failures of one step at one record after which the job ends. */
    public static final Option<Integer> LIMIT = Option.integer(
            "record.attempts",
            DEFAULT_LIMIT,
            1,
            1_000_000,
            "attempts",
            "Failures of one step at one record after which the job ends; 1 ends it at the first.");

    private static final long serialVersionUID = 1L;

    private final UUID job = UUID.randomUUID();
    private final String transactionsTopic;
    private final int limit;
    private final EngineFailures engine;

    private RecordAttempts(String transactionsTopic, int limit, EngineFailures engine) {
        this.transactionsTopic = transactionsTopic;
        this.limit = limit;
        this.engine = engine;
    }

    /**
     * The attempts of one job.
     *
     * @param topics whose records it handles
     * @param limit failures of one step at one record after which the job ends; 1 ends it at the first
     */
    public static RecordAttempts of(InputTopics topics, int limit, EngineFailures engine) {
        return new RecordAttempts(topics.transactions(), limit, engine);
    }

    /**
     * A step of the job.
     *
     * @param name no other step's: to get past a record in one step says nothing of another
     */
    public Step step(String name) {
        return new Step(this, name);
    }

    /** Something that is done to records one by one, by many tasks. */
    public static final class Step implements Serializable {

        private static final long serialVersionUID = 1L;

        private final RecordAttempts attempts;
        private final String name;

        private Step(RecordAttempts attempts, String name) {
            this.attempts = attempts;
            this.name = name;
        }

        /**
         * Does something with a record.
         *
         * @throws RecordFailedException in place of whatever is thrown at the record
         */
        public <E extends Exception> void run(Origin origin, Action<E> action) throws E {
            get(origin, () -> {
                action.run();
                return null;
            });
        }

        /**
         * Makes something of a record.
         *
         * @throws RecordFailedException in place of whatever is thrown at the record
         */
        public <T, E extends Exception> T get(Origin origin, Work<T, E> work) throws E {
            return get(origin.topic(), origin.partition(), origin.offset(), work);
        }

        /**
         * Makes something of what the sequences keep of a transaction.
         *
         * @throws RecordFailedException in place of whatever is thrown at the transaction
         */
        public <T, E extends Exception> T get(SequenceEvent event, Work<T, E> work) throws E {
            return get(attempts.transactionsTopic, event.partition(), event.offset(), work);
        }

        private <T, E extends Exception> T get(String topic, int partition, long offset, Work<T, E> work) throws E {
            if (!FailureCounts.isEmpty()) {
                requireNotGivenUp(topic, partition, offset);
            }
            T result;
            try {
                result = work.get();
            } catch (Throwable failure) {
                if (!attempts.isOfTheRecord(failure)) {
                    throw failure;
                }
                FailureCounts.Key key = key(topic, partition, offset);
                throw attempts.failed(key, FailureCounts.add(key, failure), failure);
            }
            if (!FailureCounts.isEmpty()) {
                FailureCounts.forget(key(topic, partition, offset));
            }
            return result;
        }

        /** An engine may try again though it has been told to end; the record is not touched any more then. */
        private void requireNotGivenUp(String topic, int partition, long offset) {
            FailureCounts.Key key = key(topic, partition, offset);
            FailureCounts.Failures failures = FailureCounts.of(key);
            if (failures != null && failures.count() >= attempts.limit) {
                throw attempts.failed(key, failures.count(), failures.latest());
            }
        }

        private FailureCounts.Key key(String topic, int partition, long offset) {
            return new FailureCounts.Key(attempts.job, name, topic, partition, offset);
        }
    }

    private RuntimeException failed(FailureCounts.Key key, int count, Throwable cause) {
        RecordFailedException failure = RecordFailedException.of(key.place(), count, limit, cause);
        return failure.isLast() ? engine.ending(failure) : failure;
    }

    private boolean isOfTheRecord(Throwable failure) {
        if (failure instanceof VirtualMachineError && !(failure instanceof StackOverflowError)) {
            return false;
        }
        return !(failure instanceof RecordFailedException)
                && !(failure instanceof OutageException)
                && !Thread.currentThread().isInterrupted()
                && !isInterruption(failure)
                && !engine.isElsewhere(failure);
    }

    private static boolean isInterruption(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedException) {
                return true;
            }
        }
        return false;
    }

    /** What is done with a record. */
    @FunctionalInterface
    public interface Action<E extends Exception> {
        void run() throws E;
    }

    /** What is made of a record. */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        T get() throws E;
    }
}
