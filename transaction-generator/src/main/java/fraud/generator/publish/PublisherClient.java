package fraud.generator.publish;

import fraud.config.ConfigException;
import fraud.kafka.KafkaFailure;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The Kafka client of a publisher, with what an open loop needs of it. */
public final class PublisherClient {

    private static final Map<String, String> DEFAULTS = Map.of(
            ProducerConfig.ACKS_CONFIG, "all",
            // The delay counts as the detectors', so little of it; a batch fills up by itself when there is much to
            // send.
            ProducerConfig.LINGER_MS_CONFIG, "1",
            ProducerConfig.BATCH_SIZE_CONFIG, "65536",
            ProducerConfig.COMPRESSION_TYPE_CONFIG, "none",
            // With these a broker that is gone ends the run within half a minute instead of two.
            ProducerConfig.MAX_BLOCK_MS_CONFIG, "15000",
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000",
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "30000");

    private PublisherClient() {}

    /**
     * Starts one.
     *
     * @param properties {@code bootstrap.servers}, and what is to be otherwise
     * @throws ConfigException if the client rejects them
     */
    public static Producer<byte[], byte[]> start(Properties properties) {
        Properties effective = new Properties();
        effective.putAll(DEFAULTS);
        effective.putAll(properties);
        try {
            return new KafkaProducer<>(effective, new ByteArraySerializer(), new ByteArraySerializer());
        } catch (org.apache.kafka.common.config.ConfigException e) {
            throw new ConfigException(KafkaFailure.describe(e, properties));
        } catch (KafkaException e) {
            throw new ConfigException("the Kafka client does not start: " + KafkaFailure.describe(e, properties));
        }
    }
}
