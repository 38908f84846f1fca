package fraud.spark.versions;

import fraud.model.Origin;
import fraud.parse.SourceRecord;
import fraud.recovery.OutageException;
import fraud.spark.config.JobConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The topic {@code versions} in Kafka.
 *
 * @param name the topic's
 * @param client what a Kafka client is configured with
 */
public record KafkaVersionsTopic(String name, Map<String, String> client) implements VersionsTopic {

    private static final long serialVersionUID = 1L;

    private static final Duration POLL = Duration.ofSeconds(1);
    /** A broker that is away for longer fails the batch, which is then repeated. */
    private static final int MAX_EMPTY_POLLS = 60;

    /** The topic of a job. */
    public static KafkaVersionsTopic of(JobConfig config) {
        return new KafkaVersionsTopic(
                config.detector().topics().versions(), config.detector().kafkaClient());
    }

    /**
     * Opens a consumer that is never closed: whatever has asked for one rule set asks for the next as long as the
     * process lives.
     */
    @Override
    public Reader open() {
        Map<String, Object> properties = new TreeMap<>(client);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // Where records were deleted, the process fails rather than go by rule sets that others do not have.
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return reader(new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    /** Reads with this consumer, which has no other user; a poll that brings nothing takes a second. */
    Reader reader(Consumer<byte[], byte[]> consumer) {
        TopicPartition partition = new TopicPartition(name, 0);
        consumer.assign(List.of(partition));
        consumer.seek(partition, 0);
        return () -> {
            try {
                return readToEnd(consumer, partition);
            } catch (RetriableException e) {
                throw new OutageException("the topic " + name + " cannot be read at the moment: " + e.getMessage(), e);
            }
        };
    }

    private static List<SourceRecord> readToEnd(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
        long end = consumer.endOffsets(List.of(partition)).get(partition);
        List<SourceRecord> records = new ArrayList<>();
        int emptyPolls = 0;
        while (consumer.position(partition) < end) {
            ConsumerRecords<byte[], byte[]> some = consumer.poll(POLL);
            some.forEach(record -> records.add(sourceRecord(record)));
            emptyPolls = some.isEmpty() ? emptyPolls + 1 : 0;
            if (emptyPolls == MAX_EMPTY_POLLS) {
                throw new TimeoutException("nothing came from " + partition + " for " + emptyPolls + " polls of " + POLL
                        + ", at offset " + consumer.position(partition) + " of " + end);
            }
        }
        return records;
    }

    private static SourceRecord sourceRecord(ConsumerRecord<byte[], byte[]> record) {
        Origin origin =
                new Origin(record.topic(), record.partition(), record.offset(), record.timestamp(), Origin.UNKNOWN);
        return new SourceRecord(origin, record.key(), record.value());
    }

    /** Names no setting of the client: it may be a secret. */
    @Override
    public String toString() {
        return "KafkaVersionsTopic[" + name + "]";
    }
}
