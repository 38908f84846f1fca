package fraud.cli.options;

import fraud.cli.failure.OperationFailedException;
import fraud.cli.topics.KafkaConnection;
import fraud.cli.topics.Topics;
import fraud.config.ConfigException;
import fraud.config.PropertiesFile;
import fraud.kafka.BrokerAddresses;
import fraud.topics.InputTopics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How a command that works on a running cluster reaches it. */
public final class KafkaOptions {

    private static final int INPUT_TOPICS = 3;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = {"--bootstrap-servers", "--bootstrap"},
            paramLabel = "HOST:PORT",
            description = "A Kafka cluster.")
    private String bootstrapServers;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "Properties for Kafka's clients, such as those of TLS and SASL.")
    private Path kafkaConfig;

    @Option(
            names = "--topics",
            paramLabel = "T,L,V",
            defaultValue = "transactions,labels,versions",
            description =
                    "The detectors' topic.transactions, topic.labels and topic.versions; default ${DEFAULT-VALUE}.")
    private String topics;

    /** Whether a cluster was named. */
    public boolean isGiven() {
        return bootstrapServers != null;
    }

    /**
     * The cluster.
     *
     * @throws ParameterException if none was named, or the properties cannot be read
     */
    public KafkaConnection connection() {
        if (bootstrapServers == null) {
            throw new ParameterException(
                    spec.commandLine(), "--bootstrap-servers is missing: say which Kafka cluster, as HOST:PORT");
        }
        return connection(bootstrapServers, kafkaConfig, spec);
    }

    /** The cluster that two options name, the second null if it was not given. */
    public static KafkaConnection connection(String bootstrapServers, Path kafkaConfig, CommandSpec spec) {
        try {
            BrokerAddresses.parse("--bootstrap-servers", bootstrapServers);
        } catch (ConfigException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        return new KafkaConnection(bootstrapServers, clientProperties(kafkaConfig, spec));
    }

    /**
     * The names of the input topics.
     *
     * @throws ParameterException if there are not three
     */
    public InputTopics topics() {
        return topics(topics, spec);
    }

    /** The same of an option's text. */
    public static InputTopics topics(String text, CommandSpec spec) {
        List<String> names =
                Arrays.stream(text.split(",", -1)).map(String::strip).distinct().toList();
        if (names.size() != INPUT_TOPICS || names.contains("")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--topics " + text + ": must be three different names, such as transactions,labels,versions");
        }
        return new InputTopics(names.get(0), names.get(1), names.get(2));
    }

    /**
     * Rejects topics that take their publishers' timestamps, unless told otherwise: what is sent with this machine's
     * time could put their clocks ahead of records that are still to come (SEMANTICS 1.3).
     *
     * @param allowed whether {@code --create-time} was given
     */
    public static void requireBrokersTime(Admin admin, boolean allowed, String... names) {
        for (String topic : names) {
            if (!allowed && Topics.timestamps(admin, topic) == Topics.Timestamps.PUBLISHER) {
                throw new OperationFailedException(
                        "topic " + topic
                                + " has timestamps of its publishers (CreateTime), whose clock this machine's may be ahead of: set its"
                                + " message.timestamp.type to LogAppendTime, or give --create-time if all go by the same clock");
            }
        }
    }

    /**
     * Properties from a file.
     *
     * @param file or null for none
     */
    private static Map<String, String> clientProperties(Path file, CommandSpec spec) {
        if (file == null) {
            return Map.of();
        }
        try {
            return PropertiesFile.read(file);
        } catch (ConfigException e) {
            throw new ParameterException(spec.commandLine(), "--kafka-config " + file + ": " + e.getMessage(), e);
        } catch (IOException | IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), "--kafka-config " + file + ": cannot be read: " + e.getMessage(), e);
        }
    }
}
