package fraud.lab.workload;

import fraud.generator.publish.PublishProgress;

/** What a launch offers to a system: a history as fast as the broker takes it, and live traffic on a schedule. */
public interface OfferedLoad extends AutoCloseable {

    /**
     * Sends the history; returns when the broker has it.
     *
     * @param copies how often
     */
    void sendHistory(int copies);

    /** Begins with the live part; returns at once. */
    void startLive();

    /** Whether the live part is durable. */
    boolean isSent();

    /**
     * What has been sent.
     *
     * @throws fraud.cli.failure.OperationFailedException if sending has failed
     */
    PublishProgress progress();

    /** Records sent so far that get an answer: a decision, a dead letter or a duplicate. */
    long toAnswer();

    @Override
    void close();
}
