package fraud.generator.publish;

import fraud.config.ConfigException;
import fraud.kafka.KafkaFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * A Kafka client that is sent to without waiting: what went wrong with a record, or with the topics, is thrown when the
 * next one is to be sent.
 *
 * <p>One thread sends; acknowledgements come in the client's.
 */
final class CheckedProducer implements AutoCloseable {

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final Producer<byte[], byte[]> producer;
    private final TopicCheck topics;
    private final LongSupplier ratePerSecond;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    /**
     * Around a client.
     *
     * @param topics those that are sent to
     * @param ratePerSecond what is to be sent, events a second, for the message that brokers do not keep up
     */
    CheckedProducer(Producer<byte[], byte[]> producer, TopicCheck topics, LongSupplier ratePerSecond) {
        this.producer = producer;
        this.topics = topics;
        this.ratePerSecond = ratePerSecond;
    }

    /**
     * Sends a record; waits only for room in the client's buffer.
     *
     * @throws PublishException if an earlier one could not be published
     * @throws ConfigException if the topic does not take timestamps as they are
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback has it all
    void send(ProducerRecord<byte[], byte[]> record, Runnable onAcknowledgement) {
        throwFailure();
        producer.send(record, (metadata, exception) -> {
            if (exception == null) {
                requireTimestamp(record, metadata);
                onAcknowledgement.run();
            } else {
                failure.compareAndSet(null, exception);
            }
        });
    }

    /** How many partitions a topic has. */
    int partitions(String topic) {
        try {
            return producer.partitionsFor(topic).size();
        } catch (TimeoutException e) {
            throw new PublishException(
                    "topic " + topic + ": it is not there, or the brokers do not answer: " + e.getMessage(), e);
        } catch (KafkaException e) {
            throw new PublishException("topic " + topic + ": " + KafkaFailure.describe(e), e);
        }
    }

    /**
     * Waits until the brokers have all that was sent.
     *
     * @throws PublishException if a topic is no longer the one that was sent to
     */
    void flush() {
        producer.flush();
        throwDifference(topics.differenceNow());
    }

    private static void throwDifference(Optional<String> difference) {
        difference.ifPresent(line -> {
            throw new PublishException(line, null);
        });
    }

    /** Throws what went wrong, if anything did. */
    void throwFailure() {
        throwDifference(topics.differenceSoFar());
        Exception cause = failure.get();
        if (cause instanceof ConfigException wrong) {
            throw wrong;
        }
        if (cause != null) {
            throw cannotPublish(cause);
        }
    }

    /** What the client's exception means to the publisher. */
    PublishException cannotPublish(Exception cause) {
        // To a topic that is gone the client finds no way, and says that there is no answer.
        Optional<String> difference = topics.differenceNow();
        if (difference.isPresent()) {
            return new PublishException(difference.get(), cause);
        }
        // No room in the client's buffer, no answer to what is in it, no leader to send to: all of them are this
        // exception.
        return cause instanceof TimeoutException
                ? new PublishException(
                        "the brokers do not keep up with " + ratePerSecond.getAsLong()
                                + " events/s or do not answer; give them more or lower the rate: " + cause.getMessage(),
                        cause)
                : new PublishException("cannot publish to Kafka: " + KafkaFailure.describe(cause), cause);
    }

    /**
     * A broker that puts its own time in the timestamps takes the stream's clock away, and all its events would be
     * late.
     */
    private void requireTimestamp(ProducerRecord<byte[], byte[]> record, RecordMetadata metadata) {
        if (metadata.hasTimestamp() && metadata.timestamp() != record.timestamp()) {
            failure.compareAndSet(
                    null,
                    new ConfigException("topic " + record.topic()
                            + " has timestamps of the broker: set its message.timestamp.type to CreateTime"));
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }
}
