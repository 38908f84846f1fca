package fraud.flink.source;

import fraud.config.TopicIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks the brokers which topics there are, and what they are. */
public final class TopicLookup implements AutoCloseable {

    private static final long TIMEOUT_SECONDS = 15;

    private final Admin admin;

    /**
     * A client of its own.
     *
     * @param client what a Kafka client is configured with
     */
    public TopicLookup(Properties client) {
        Properties properties = new Properties();
        properties.putAll(client);
        properties.setProperty("default.api.timeout.ms", String.valueOf(TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS)));
        properties.setProperty("request.timeout.ms", String.valueOf(TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS)));
        this.admin = Admin.create(properties);
    }

    /**
     * The topics of these names, in their order.
     *
     * @throws ExecutionException with the client's exception, if the brokers do not say
     * @throws TimeoutException if they do not answer in time
     */
    public List<TopicIdentity> find(List<String> names)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<String, KafkaFuture<TopicDescription>> descriptions =
                admin.describeTopics(names).topicNameValues();
        List<TopicIdentity> found = new ArrayList<>();
        for (String name : names) {
            found.add(find(name, descriptions.get(name)));
        }
        return found;
    }

    private static TopicIdentity find(String name, KafkaFuture<TopicDescription> description)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            TopicDescription topic = description.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            return new TopicIdentity(
                    name, topic.partitions().size(), topic.topicId().toString());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return TopicIdentity.absent(name);
            }
            throw e;
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
