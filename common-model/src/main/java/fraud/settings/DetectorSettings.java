package fraud.settings;

import fraud.config.ConfigException;
import fraud.config.DetectorParameters;
import fraud.config.Option;
import fraud.config.Settings;
import fraud.kafka.BrokerAddresses;
import fraud.metrics.MetricsEndpoint;
import fraud.recovery.RecordAttempts;
import fraud.score.StartingModels;
import fraud.topics.InputTopics;
import fraud.topics.TopicNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The settings that both detectors have, read and checked once; nothing deeper reads arguments, environment or clock.
 *
 * @param bootstrapServers Kafka brokers to start from
 * @param topics the input topics
 * @param detectorName last part of the output topics' names
 * @param parameters the contract's, but for the numbers of partitions, which only the topics tell: they are 1 here
 * @param models the models of version 0, and where published ones are
 * @param recordAttempts failures of one step at one record after which the job ends (see {@link RecordAttempts})
 * @param metrics where the detector can be scraped, if anywhere
 * @param kafka passed to every Kafka client, such as {@code security.protocol}
 */
public record DetectorSettings(
        String bootstrapServers,
        InputTopics topics,
        String detectorName,
        DetectorParameters parameters,
        StartingModels models,
        int recordAttempts,
        Optional<MetricsEndpoint> metrics,
        Map<String, String> kafka) {

    /** What begins the names of settings that are passed to every Kafka client. */
    public static final String KAFKA_PREFIX = "kafka.";

    private static final Option<String> BOOTSTRAP_SERVERS = Option.text(
            "bootstrap.servers",
            "host:port, …",
            "Kafka brokers to start from.",
            text -> BrokerAddresses.parse("bootstrap.servers", text).toString());

    /**
     * The options of both detectors, in the order of their printing.
     *
     * @param engine the detector's name unless told otherwise
     */
    public static List<Option<?>> options(String engine) {
        List<Option<?>> options = new ArrayList<>();
        options.add(BOOTSTRAP_SERVERS);
        options.addAll(InputTopics.OPTIONS);
        options.add(TopicNames.detector(engine));
        options.addAll(DetectorParameters.OPTIONS);
        options.addAll(StartingModels.OPTIONS);
        options.add(RecordAttempts.LIMIT);
        options.addAll(MetricsEndpoint.OPTIONS);
        return options;
    }

    /**
     * As the settings say.
     *
     * @param engine the detector's name unless told otherwise
     * @throws ConfigException if something is missing or out of range
     */
    public static DetectorSettings from(Settings settings, String engine) {
        return new DetectorSettings(
                settings.get(BOOTSTRAP_SERVERS),
                InputTopics.from(settings),
                settings.get(TopicNames.detector(engine)),
                DetectorParameters.from(settings, 1, 1),
                StartingModels.from(settings),
                settings.get(RecordAttempts.LIMIT),
                MetricsEndpoint.from(settings),
                settings.withPrefix(KAFKA_PREFIX));
    }

    /** What every Kafka client is given. */
    public Map<String, String> kafkaClient() {
        Map<String, String> client = new TreeMap<>(kafka);
        client.put("bootstrap.servers", bootstrapServers);
        return client;
    }

    /**
     * The settings in force, one a line, for the log; the values of those meant for Kafka may be secrets and are left
     * out.
     *
     * @param settings from which all have been read
     */
    public List<String> lines(Settings settings) {
        Map<String, String> values = settings.inForce();
        values.putAll(models.describe());
        List<String> lines = new ArrayList<>();
        values.forEach((name, value) -> lines.add(name + " = " + value));
        new TreeMap<>(kafka).keySet().forEach(name -> lines.add(KAFKA_PREFIX + name + " = (set)"));
        return lines;
    }

    /** Names neither settings for Kafka nor their values. */
    @Override
    public String toString() {
        return "DetectorSettings[" + detectorName + "]";
    }
}
