package fraud.spark.source;

import fraud.sink.OutputKind;
import fraud.spark.JobConfig;
import fraud.spark.JobFailedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Looks at the topics before the query starts, which would not say clearly what it misses. */
public final class RequiredTopics {

    private static final int TIMEOUT_SECONDS = 15;

    private RequiredTopics() {}

    /**
     * How many partitions {@code transactions} has.
     *
     * @throws JobFailedException if no broker answers, or a topic is missing
     */
    public static int partitions(JobConfig config) {
        String transactions = config.transactionsTopic();
        List<String> topics = Stream.concat(
                        Stream.of(transactions),
                        Arrays.stream(OutputKind.values()).map(kind -> kind.topic(config.detectorName())))
                .toList();
        try (Admin admin = Admin.create(config.kafkaClient())) {
            Map<String, KafkaFuture<TopicDescription>> asked =
                    admin.describeTopics(topics).topicNameValues();
            List<String> missing = new ArrayList<>();
            int partitions = 0;
            for (String topic : topics) {
                try {
                    TopicDescription found = asked.get(topic).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
                    partitions = topic.equals(transactions) ? found.partitions().size() : partitions;
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                        throw unreachable(config, e.getCause());
                    }
                    missing.add(topic);
                }
            }
            if (!missing.isEmpty()) {
                throw new JobFailedException("missing on " + config.bootstrapServers() + ": topic "
                        + String.join(", ", missing) + "; create and start again");
            }
            return partitions;
        } catch (TimeoutException | KafkaException e) {
            throw unreachable(config, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(config, e);
        }
    }

    private static JobFailedException unreachable(JobConfig config, Throwable cause) {
        return new JobFailedException(
                "cannot ask " + config.bootstrapServers() + " for its topics: " + JobFailedException.rootOf(cause), cause);
    }
}
