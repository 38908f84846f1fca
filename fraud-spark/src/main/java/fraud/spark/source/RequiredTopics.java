package fraud.spark.source;

import fraud.config.DetectorParameters;
import fraud.config.InputTopics;
import fraud.kafka.BrokerAddresses;
import fraud.kafka.BrokerContact;
import fraud.kafka.KafkaFailureException;
import fraud.sink.OutputKind;
import fraud.spark.JobConfig;
import fraud.spark.JobFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;

/** Looks at the topics before the query starts: Spark does not say clearly what it misses. */
public final class RequiredTopics {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);

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
        properties.put("default.api.timeout.ms", (int) TIMEOUT.toMillis());
        properties.put("request.timeout.ms", (int) TIMEOUT.toMillis());
        BrokerContact contact =
                new BrokerContact(BrokerAddresses.parse("bootstrap.servers", config.bootstrapServers()), properties);
        try (Admin admin = Admin.create(properties)) {
            Set<String> present = contact.await(admin.listTopics().names()::get, TIMEOUT);
            List<String> missing = new ArrayList<>(topics);
            missing.removeAll(present);
            if (!missing.isEmpty()) {
                throw new JobFailedException("no topic " + String.join(", ", missing) + " at "
                        + config.bootstrapServers()
                        + ": create each with kafka-topics.sh --create --topic NAME --partitions N");
            }
            Map<String, TopicDescription> found =
                    contact.await(admin.describeTopics(topics).allTopicNames()::get, TIMEOUT);
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
        } catch (KafkaFailureException e) {
            throw failed(config, e);
        } catch (KafkaException e) {
            throw failed(config, contact.failure(e));
        }
    }

    private static JobFailedException failed(JobConfig config, KafkaFailureException why) {
        return new JobFailedException(
                "cannot work with Kafka at " + config.bootstrapServers() + ": " + why.getMessage()
                        + " (settings bootstrap.servers and kafka.*)",
                why);
    }
}
