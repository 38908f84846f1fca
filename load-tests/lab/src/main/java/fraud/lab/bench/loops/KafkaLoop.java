package fraud.lab.bench.loops;

import fraud.config.ConfigException;
import fraud.config.Settings;
import fraud.kafka.KafkaFailure;
import fraud.settings.DetectorSettings;
import fraud.sink.ProducerDefaults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Consumes, handles, produces, in one thread and without a checkpoint, with the clients' settings of the detectors.
 * Each poll is handled before the next.
 */
public final class KafkaLoop implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    /** While something is kept back. */
    private static final Duration SHORT_POLL = Duration.ofMillis(1);

    private final Consumer<byte[], byte[]> consumer;
    private final Producer<byte[], byte[]> producer;
    private final Fault fault;
    private volatile RuntimeException failure;

    /** What is done with the records. */
    public interface Handler {

        /** Handles a record. */
        void handle(ConsumerRecord<byte[], byte[]> record);

        /** Does what is due after each poll, also one that brought nothing. */
        void afterPoll();
    }

    private KafkaLoop(Consumer<byte[], byte[]> consumer, Producer<byte[], byte[]> producer, Fault fault) {
        this.consumer = consumer;
        this.producer = producer;
        this.fault = fault;
    }

    /**
     * A loop over some topics, from their beginning.
     *
     * @param settings of which Kafka's are taken
     * @param fault what it does wrong on purpose
     */
    static KafkaLoop over(List<String> topics, DetectorSettings settings, Fault fault) {
        Map<String, Object> of = new HashMap<>(settings.kafkaClient());
        of.put("auto.offset.reset", "earliest");
        of.put("enable.auto.commit", "false");
        Map<String, Object> to = new HashMap<>(ProducerDefaults.SETTINGS);
        to.putAll(settings.kafkaClient());
        to.put("acks", "all");
        Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(of, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : topics) {
            for (PartitionInfo partition : consumer.partitionsFor(topic)) {
                partitions.add(new TopicPartition(topic, partition.partition()));
            }
        }
        consumer.assign(partitions);
        return new KafkaLoop(
                consumer, new KafkaProducer<>(to, new ByteArraySerializer(), new ByteArraySerializer()), fault);
    }

    /** Runs a loop's program, and ends it with 1 and one line when it fails: it runs until it is stopped. */
    @SuppressWarnings("SystemOut") // the last line of stderr is what the caller shows
    static void main(String name, String[] arguments, BiConsumer<DetectorSettings, Fault> program) {
        try {
            Settings given = Settings.parse(arguments);
            DetectorSettings settings = DetectorSettings.from(given, name);
            Fault fault = Fault.from(given);
            given.requireAllUsed();
            program.accept(settings, fault);
        } catch (ConfigException e) {
            System.err.println("error: " + e.getMessage());
            System.exit(1);
        } catch (KafkaException e) {
            System.err.println("error: " + KafkaFailure.describe(e));
            System.exit(1);
        } catch (RuntimeException e) {
            System.err.println("error: " + e);
            System.exit(1);
        }
    }

    /** Runs until the process is stopped, or a record cannot be sent. */
    public void run(Handler handler) {
        while (true) {
            consumer.poll(fault.holds() ? SHORT_POLL : POLL).forEach(handler::handle);
            handler.afterPoll();
            fault.release(this::sendNow);
            RuntimeException cause = failure;
            if (cause != null) {
                throw cause;
            }
        }
    }

    /** Sends a record; returns at once. */
    public void send(ProducerRecord<byte[], byte[]> record) {
        fault.take(record, this::sendNow);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback has it all
    private void sendNow(ProducerRecord<byte[], byte[]> record) {
        producer.send(record, (metadata, exception) -> {
            if (exception != null) {
                failure = exception instanceof RuntimeException runtime ? runtime : new KafkaException(exception);
            }
        });
    }

    /** Waits until all that was sent is acknowledged. */
    public void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        consumer.close();
        producer.close();
    }
}
