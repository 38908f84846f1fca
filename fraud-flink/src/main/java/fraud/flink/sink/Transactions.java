package fraud.flink.sink;

import fraud.config.ConfigException;
import fraud.flink.config.JobConfig;
import fraud.kafka.BrokerAddresses;
import fraud.kafka.BrokerContact;
import fraud.kafka.KafkaFailureException;
import fraud.recovery.JobFailedException;
import fraud.sink.OutputKind;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The transactions of a job whose delivery is exactly once. */
public final class Transactions {

    static final String TIMEOUT = ProducerConfig.TRANSACTION_TIMEOUT_CONFIG;

    /** The first one of a cluster waits until the topic of transactions has been made. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String BROKERS_LIMIT = "transaction.max.timeout.ms";

    private final JobConfig config;

    private Transactions(JobConfig config) {
        this.config = config;
    }

    /** Those of a job. */
    static Transactions of(JobConfig config) {
        return new Transactions(config);
    }

    /**
     * What begins the ids of a sink's transactions. Names of detectors hold no slash, so none of another detector
     * begins so.
     */
    String idPrefix(OutputKind kind) {
        return "fraud-" + config.detector().detectorName() + "/" + kind.plural();
    }

    /** How long Kafka keeps one open. */
    String timeoutMillis() {
        return String.valueOf(config.transactionTimeout().toMillis());
    }

    /**
     * Begins none, but asks Kafka for the right to, before a job starts that would restart for ever without it.
     *
     * @throws ConfigException if the brokers do not allow the timeout
     * @throws JobFailedException if they do not allow the job's transactions, or none answers
     */
    public static void requireAllowed(JobConfig config) {
        if (config.delivery() == JobConfig.Delivery.EXACTLY_ONCE) {
            new Transactions(config).ask();
        }
    }

    private void ask() {
        Map<String, String> client = config.detector().kafkaClient();
        BrokerContact contact = new BrokerContact(
                BrokerAddresses.parse("bootstrap.servers", config.detector().bootstrapServers()), client);
        Map<String, Object> properties = new TreeMap<>(client);
        properties.put(
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                "fraud-" + config.detector().detectorName() + "/start");
        properties.put(TIMEOUT, timeoutMillis());
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) PATIENCE.toMillis());
        try {
            Producer<byte[], byte[]> producer =
                    new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
            try {
                CompletableFuture<Void> answer = CompletableFuture.runAsync(producer::initTransactions);
                contact.await(answer::get, PATIENCE);
            } finally {
                producer.close(Duration.ZERO);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JobFailedException("interrupted while asking for transactions", e);
        } catch (KafkaFailureException e) {
            throw failed(e);
        } catch (KafkaException e) {
            throw failed(contact.failure(e));
        }
    }

    private RuntimeException failed(KafkaFailureException why) {
        if (why.getMessage().contains(BROKERS_LIMIT)) {
            return new ConfigException("transaction.timeout.millis = " + timeoutMillis()
                    + ": is more than the brokers allow: lower it, or raise their " + BROKERS_LIMIT);
        }
        return new JobFailedException(
                "cannot begin transactions at " + config.detector().bootstrapServers() + ": " + why.getMessage()
                        + " (setting delivery.guarantee)",
                why);
    }
}
