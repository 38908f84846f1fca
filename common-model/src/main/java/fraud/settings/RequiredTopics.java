package fraud.settings;

import fraud.kafka.BrokerAddresses;
import fraud.kafka.BrokerContact;
import fraud.kafka.KafkaFailureException;
import fraud.kafka.TopicLookup;
import fraud.recovery.JobFailedException;
import fraud.sink.OutputKind;
import fraud.topics.DetectorMemory;
import fraud.topics.InputTopics;
import fraud.topics.TopicChecks;
import fraud.topics.TopicIdentity;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;

/**
 * Looks at the topics before a job starts: on a topic that is not there Flink would only restart again and again, and
 * Spark does not say clearly what it misses.
 */
public final class RequiredTopics {

    private RequiredTopics() {}

    /**
     * Which detector starts on which topics.
     *
     * @throws JobFailedException in one line that says what to do, if no broker answers, a topic is missing, or the
     *     topic of versions is not in order
     */
    public static DetectorMemory find(DetectorSettings settings) {
        InputTopics inputs = settings.topics();
        List<String> topics = Stream.concat(
                        inputs.names().stream(),
                        Arrays.stream(OutputKind.values()).map(kind -> kind.topic(settings.detectorName())))
                .toList();
        BrokerContact contact = new BrokerContact(
                BrokerAddresses.parse("bootstrap.servers", settings.bootstrapServers()), settings.kafkaClient());
        try {
            contact.requireNoHttp();
        } catch (KafkaFailureException e) {
            throw failed(settings, e);
        }
        try (TopicLookup lookup = new TopicLookup(settings.kafkaClient())) {
            List<TopicIdentity> found = contact.await(lookup.ask(topics)::get, TopicLookup.TIMEOUT);
            TopicChecks.fault(inputs, found, settings.bootstrapServers()).ifPresent(fault -> {
                throw new JobFailedException(fault);
            });
            return new DetectorMemory(settings.detectorName(), TopicChecks.inputs(inputs, found));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JobFailedException("interrupted while looking at the topics", e);
        } catch (KafkaFailureException e) {
            throw failed(settings, e);
        } catch (KafkaException e) {
            throw failed(settings, contact.failure(e));
        }
    }

    private static JobFailedException failed(DetectorSettings settings, KafkaFailureException why) {
        return new JobFailedException(
                "cannot work with Kafka at " + settings.bootstrapServers() + ": " + why.getMessage()
                        + " (settings bootstrap.servers and kafka.*)",
                why);
    }
}
