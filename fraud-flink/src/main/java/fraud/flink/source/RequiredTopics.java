package fraud.flink.source;

import fraud.config.DetectorParameters;
import fraud.config.InputTopics;
import fraud.flink.JobConfig;
import fraud.flink.JobFailedException;
import fraud.kafka.BrokerAddresses;
import fraud.kafka.BrokerContact;
import fraud.kafka.KafkaFailureException;
import fraud.sink.OutputKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;

/** Looks at the topics before the job starts: a job on a topic that is not there would only restart again and again. */
public final class RequiredTopics {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private RequiredTopics() {}

    /**
     * The contract's parameters with the numbers of partitions that the topics have.
     *
     * @throws JobFailedException in one line that says what to do, if no broker answers, a topic is missing, or the rules are not in order
     */
    public static DetectorParameters parameters(JobConfig config) {
        InputTopics inputs = config.topics();
        List<String> topics = Stream.concat(
                        Stream.of(inputs.transactions(), inputs.labels(), inputs.rules()),
                        Arrays.stream(OutputKind.values()).map(kind -> kind.topic(config.detectorName())))
                .toList();
        Properties properties = config.kafkaProperties();
        properties.setProperty("default.api.timeout.ms", String.valueOf(TIMEOUT.toMillis()));
        properties.setProperty("request.timeout.ms", String.valueOf(TIMEOUT.toMillis()));
        BrokerContact contact =
                new BrokerContact(BrokerAddresses.parse("bootstrap.servers", config.bootstrapServers()), properties);
        try (Admin admin = Admin.create(properties)) {
            Set<String> present = contact.await(admin.listTopics().names()::get, TIMEOUT);
            List<String> missing = new ArrayList<>(topics);
            missing.removeAll(present);
            if (!missing.isEmpty()) {
                throw new JobFailedException(
                        "no topic " + String.join(", ", missing) + " at " + config.bootstrapServers()
                                + ": create each with kafka-topics.sh --create --topic NAME --partitions N");
            }
            Map<String, TopicDescription> described =
                    contact.await(admin.describeTopics(topics).allTopicNames()::get, TIMEOUT);
            int ofRules = described.get(inputs.rules()).partitions().size();
            if (ofRules != 1) {
                throw new JobFailedException("topic " + inputs.rules() + " has " + ofRules
                        + " partitions: versions have an order in one partition only, create it with --partitions 1");
            }
            return config.contract()
                    .withPartitions(
                            described.get(inputs.transactions()).partitions().size(),
                            described.get(inputs.labels()).partitions().size());
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
