package fraud.kafka;

import fraud.topics.TopicIdentity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks the brokers which topics there are, and what they are. */
public final class TopicLookup implements AutoCloseable {

    /** How long brokers may take to say. */
    public static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final Admin admin;

    /**
     * A client of its own.
     *
     * @param client what a Kafka client is configured with
     */
    public TopicLookup(Map<String, String> client) {
        Map<String, Object> properties = new TreeMap<>(client);
        properties.put("default.api.timeout.ms", (int) TIMEOUT.toMillis());
        properties.put("request.timeout.ms", (int) TIMEOUT.toMillis());
        this.admin = Admin.create(properties);
    }

    /**
     * Asks for the topics of these names, in their order; one that is not there is absent. It fails with the client's
     * exception, if the brokers do not say.
     */
    public CompletableFuture<List<TopicIdentity>> ask(List<String> names) {
        Map<String, KafkaFuture<TopicDescription>> descriptions =
                admin.describeTopics(names).topicNameValues();
        List<CompletableFuture<TopicIdentity>> topics =
                names.stream().map(name -> topic(name, descriptions.get(name))).toList();
        return CompletableFuture.allOf(topics.toArray(CompletableFuture[]::new))
                .thenApply(
                        unused -> topics.stream().map(CompletableFuture::join).toList());
    }

    /**
     * The topics of these names, in their order.
     *
     * @throws ExecutionException with the client's exception, if the brokers do not say
     * @throws TimeoutException if they do not answer in time
     */
    public List<TopicIdentity> find(List<String> names)
            throws InterruptedException, ExecutionException, TimeoutException {
        return ask(names).get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static CompletableFuture<TopicIdentity> topic(String name, KafkaFuture<TopicDescription> description) {
        return description
                .toCompletionStage()
                .thenApply(topic -> new TopicIdentity(
                        name, topic.partitions().size(), topic.topicId().toString()))
                .exceptionally(failure -> {
                    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
                    if (cause instanceof UnknownTopicOrPartitionException) {
                        return TopicIdentity.absent(name);
                    }
                    throw new CompletionException(cause);
                })
                .toCompletableFuture();
    }

    @Override
    public void close() {
        admin.close();
    }
}
