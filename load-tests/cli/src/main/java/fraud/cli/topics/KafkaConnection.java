package fraud.cli.topics;

import fraud.cli.failure.OperationFailedException;
import fraud.kafka.BrokerAddresses;
import fraud.kafka.BrokerContact;
import fraud.kafka.KafkaFailureException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * How to reach a Kafka cluster. The clients it makes are the caller's to close.
 *
 * @param bootstrapServers addresses of brokers
 * @param clientProperties further properties for every client, such as those of TLS and SASL
 * @param timeout how long these clients wait for an answer; twice as long for one that a record is delivered, or that
 *     an administrator's order is carried out
 */
public record KafkaConnection(String bootstrapServers, Map<String, String> clientProperties, Duration timeout) {

    /** A request to a broker that is gone fails after this long, rather than after the clients' two minutes. */
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    /** Whether a broker of our own is gone is known from its process: it is only slow. */
    private static final Duration OWN_BROKER_TIMEOUT = Duration.ofMinutes(2);

    private static final int MAX_RECORD_BYTES = 16 << 20;

    /** A cluster that others run. */
    public KafkaConnection(String bootstrapServers, Map<String, String> clientProperties) {
        this(bootstrapServers, clientProperties, TIMEOUT);
    }

    /** An unsecured cluster. */
    public static KafkaConnection to(String bootstrapServers) {
        return new KafkaConnection(bootstrapServers, Map.of());
    }

    /** The broker that this process has started, on a machine that may be slow or busy. */
    public static KafkaConnection toOwnBroker(String bootstrapServers) {
        return new KafkaConnection(bootstrapServers, Map.of(), OWN_BROKER_TIMEOUT);
    }

    /**
     * Creates and describes topics. The cluster has answered it: so what works with one needs no patience of its own to
     * find out why none does.
     *
     * @throws OperationFailedException saying why no broker answers, what of the properties cannot be used, or what the
     *     cluster rejects
     */
    public Admin admin() {
        try {
            contact().requireNoHttp();
        } catch (KafkaFailureException e) {
            throw unreachable(e);
        }
        Map<String, Object> properties = common();
        properties.putIfAbsent("default.api.timeout.ms", millis(timeout.multipliedBy(2)));
        Admin admin = made(properties, Admin::create);
        try {
            contact().await(admin.describeCluster().nodes()::get, timeout);
            return admin;
        } catch (KafkaFailureException e) {
            admin.close(Duration.ZERO);
            throw unreachable(e);
        } catch (InterruptedException e) {
            admin.close(Duration.ZERO);
            Thread.currentThread().interrupt();
            throw new OperationFailedException("stopped", e);
        }
    }

    private <T> T made(Map<String, Object> properties, Function<Map<String, Object>, T> maker) {
        try {
            return maker.apply(properties);
        } catch (KafkaException e) {
            throw unreachable(contact().failure(e));
        }
    }

    private OperationFailedException unreachable(KafkaFailureException e) {
        return new OperationFailedException("cannot work with Kafka at " + bootstrapServers + ": " + e.getMessage(), e);
    }

    private BrokerContact contact() {
        return new BrokerContact(BrokerAddresses.parse("bootstrap.servers", bootstrapServers), clientProperties);
    }

    /** Sends bytes; what it was told is delivered is durable, in order and there once. */
    public Producer<byte[], byte[]> producer() {
        Map<String, Object> properties = common();
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, "5");
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, "65536");
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, String.valueOf(MAX_RECORD_BYTES));
        properties.putAll(producerTimeouts());
        return made(properties, all -> new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    /** Reads committed records from the beginning of whatever it is assigned; belongs to no group. */
    public Consumer<byte[], byte[]> consumer() {
        Map<String, Object> properties = common();
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "5000");
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "100");
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis(timeout));
        return made(
                properties, all -> new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    /** How long a producer waits, by the names of its settings. */
    public Map<String, String> producerTimeouts() {
        return Map.of(
                ProducerConfig.MAX_BLOCK_MS_CONFIG, millis(timeout),
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis(timeout.multipliedBy(2)));
    }

    private static String millis(Duration duration) {
        return String.valueOf(duration.toMillis());
    }

    private Map<String, Object> common() {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put("bootstrap.servers", bootstrapServers);
        properties.putIfAbsent("request.timeout.ms", millis(timeout));
        properties.putIfAbsent("enable.metrics.push", "false");
        return properties;
    }
}
