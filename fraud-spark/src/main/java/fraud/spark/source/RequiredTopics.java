package fraud.spark.source;

import fraud.config.DetectorParameters;
import fraud.config.InputTopics;
import fraud.sink.OutputKind;
import fraud.spark.JobConfig;
import fraud.spark.JobFailedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;

/** Looks at the topics before the query starts: Spark does not say clearly what it misses. */
public final class RequiredTopics {

    private static final long TIMEOUT_SECONDS = 15;

    private RequiredTopics() {}

    /**
     * The parameters of the contract, with the numbers of partitions that the input topics have.
     *
     * @throws JobFailedException in one line that says what to do, if no broker answers, a topic is missing, or {@code rules} has
     *     partitions
     */
    public static DetectorParameters parameters(JobConfig config) {
        InputTopics inputs = config.topics();
        List<String> topics = Stream.concat(
                        Stream.of(inputs.transactions(), inputs.labels(), inputs.rules()),
                        Arrays.stream(OutputKind.values()).map(kind -> kind.topic(config.detectorName())))
                .toList();
        Map<String, Object> properties = new TreeMap<>(config.kafkaProperties());
        properties.put("default.api.timeout.ms", (int) TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS));
        properties.put("request.timeout.ms", (int) TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS));
        try (Admin admin = Admin.create(properties)) {
            Set<String> present = admin.listTopics().names().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            List<String> missing = new ArrayList<>(topics);
            missing.removeAll(present);
            if (!missing.isEmpty()) {
                throw new JobFailedException("no topic " + String.join(", ", missing) + " at "
                        + config.bootstrapServers()
                        + ": create each with kafka-topics.sh --create --topic NAME --partitions N");
            }
            Map<String, TopicDescription> found =
                    admin.describeTopics(topics).allTopicNames().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            int ofRules = found.get(inputs.rules()).partitions().size();
            if (ofRules != 1) {
                throw new JobFailedException("topic " + inputs.rules() + " has " + ofRules
                        + " partitions: rule sets have an order, so it must have one");
            }
            return config.parameters()
                    .withPartitions(
                            found.get(inputs.transactions()).partitions().size(),
                            found.get(inputs.labels()).partitions().size());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JobFailedException("interrupted while looking at the topics", e);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
            throw new JobFailedException(
                    "no answer from Kafka at " + config.bootstrapServers() + " ("
                            + cause.getClass().getSimpleName() + "): check bootstrap.servers and the kafka.* settings",
                    e);
        }
    }
}
