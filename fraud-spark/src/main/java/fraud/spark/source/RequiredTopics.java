package fraud.spark.source;

import fraud.kafka.BrokerAddresses;
import fraud.kafka.BrokerContact;
import fraud.kafka.KafkaFailureException;
import fraud.sink.OutputKind;
import fraud.spark.config.JobConfig;
import fraud.spark.config.JobFailedException;
import fraud.topics.DetectorMemory;
import fraud.topics.InputTopics;
import fraud.topics.TopicChecks;
import fraud.topics.TopicIdentity;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;

/** Looks at the topics before the query starts: Spark does not say clearly what it misses. */
public final class RequiredTopics {

    private RequiredTopics() {}

    /**
     * Which detector starts on which topics.
     *
     * @throws JobFailedException in one line that says what to do, if no broker answers, a topic is missing, or the
     *     rules are not in order
     */
    public static DetectorMemory find(JobConfig config) {
        InputTopics inputs = config.topics();
        List<String> topics = Stream.concat(
                        inputs.names().stream(),
                        Arrays.stream(OutputKind.values()).map(kind -> kind.topic(config.detectorName())))
                .toList();
        BrokerContact contact = new BrokerContact(
                BrokerAddresses.parse("bootstrap.servers", config.bootstrapServers()), config.kafkaProperties());
        try {
            contact.requireNoHttp();
        } catch (KafkaFailureException e) {
            throw failed(config, e);
        }
        try (TopicLookup lookup = new TopicLookup(config.kafkaProperties())) {
            List<TopicIdentity> found = contact.await(lookup.ask(topics)::get, TopicLookup.TIMEOUT);
            TopicChecks.fault(inputs, found, config.bootstrapServers()).ifPresent(fault -> {
                throw new JobFailedException(fault);
            });
            return new DetectorMemory(config.detectorName(), TopicChecks.inputs(inputs, found));
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
