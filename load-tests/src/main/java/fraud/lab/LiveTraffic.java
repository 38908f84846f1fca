package fraud.lab;

import fraud.config.ConfigException;
import fraud.generator.GeneratorConfig;
import fraud.generator.KafkaPublisher;
import fraud.generator.PublishException;
import fraud.generator.PublishProgress;
import fraud.generator.Schedule;
import fraud.generator.TransactionStream;
import fraud.ops.OperationFailedException;
import fraud.ops.topics.KafkaConnection;
import fraud.ops.topics.Topics;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/** The generator at work in a thread of its own, from now until it is told to stop. */
final class LiveTraffic implements AutoCloseable {

    private final KafkaPublisher publisher;
    private final Thread thread;
    private volatile RuntimeException failure;

    /**
     * Starts to publish.
     *
     * @param expected how long it is meant to last
     * @param atMost when it stops by itself
     * @throws OperationFailedException if a setting is out of range
     */
    LiveTraffic(
            KafkaConnection connection,
            long seed,
            int ratePerSecond,
            int partitions,
            Duration expected,
            Duration atMost) {
        Properties client = new Properties();
        client.putAll(connection.clientProperties());
        client.setProperty("bootstrap.servers", connection.bootstrapServers());
        long nowMillis = System.currentTimeMillis();
        // As many cards as suit the time that it is meant to last, however long it may last.
        GeneratorConfig config = GeneratorConfig.of(seed, schedule(nowMillis, ratePerSecond, expected))
                .withSchedule(schedule(nowMillis, ratePerSecond, atMost))
                .withPartitions(partitions);
        this.publisher = KafkaPublisher.connect(
                TransactionStream.of(config), new KafkaPublisher.Topics(Topics.TRANSACTIONS, Optional.empty()), client);
        this.thread = new Thread(this::publish, "traffic");
        thread.setDaemon(true);
        thread.start();
    }

    private static Schedule schedule(long startMillis, int ratePerSecond, Duration length) {
        return new Schedule(startMillis, ratePerSecond, length.toSeconds() * ratePerSecond);
    }

    private void publish() {
        try {
            publisher.run();
        } catch (PublishException | ConfigException e) {
            failure = e;
        }
    }

    /**
     * What has been sent.
     *
     * @throws OperationFailedException if sending has failed
     */
    PublishProgress progress() {
        RuntimeException cause = failure;
        if (cause != null) {
            throw new OperationFailedException(cause.getMessage(), cause);
        }
        return publisher.progress();
    }

    /** Sends nothing more, and waits until what was sent is durable. */
    PublishProgress finish() {
        publisher.stop();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationFailedException("stopped", e);
        }
        return progress();
    }

    @Override
    public void close() {
        publisher.close();
    }
}
