package fraud.flink.config;

import fraud.config.ConfigException;
import fraud.config.DetectorParameters;
import fraud.config.Settings;
import fraud.kafka.BrokerAddresses;
import fraud.recovery.RecordAttempts;
import fraud.score.StartingModels;
import fraud.topics.InputTopics;
import fraud.topics.TopicNames;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Everything the job can be told, parsed and checked once in {@code main}; nothing deeper reads arguments, environment
 * or clock.
 *
 * @param bootstrapServers Kafka brokers to start from
 * @param topics the input topics
 * @param detectorName last part of the output topics' names, and of the consumer group's
 * @param contract the contract's parameters, but for the numbers of partitions, which only the topics tell: they are 1
 *     here
 * @param models the models of version 0, and where published ones are
 * @param checkpointDirectory where checkpoints go
 * @param restoreFrom a checkpoint or savepoint to go on from, if any
 * @param parallelism of all stages behind the source; 0 for what the cluster (or the local machine) has
 * @param checkpointInterval how often state is saved; a longer one repeats more output after a crash, and echoes later
 * @param stateBackend where card state lives
 * @param watermarkInterval how often the sources tell the time; half of it is added to an alert's latency
 * @param bufferTimeout how long a record may wait for others on its way between tasks; 0 sends each at once
 * @param recordAttempts failures of one step at one record after which the job ends (see {@link RecordAttempts})
 * @param webPort of the local web interface, on loopback; 0 for any free port. A cluster has its own.
 * @param kafka passed to every Kafka client, such as {@code security.protocol}
 */
public record JobConfig(
        String bootstrapServers,
        InputTopics topics,
        String detectorName,
        DetectorParameters contract,
        StartingModels models,
        URI checkpointDirectory,
        Optional<URI> restoreFrom,
        int parallelism,
        Duration checkpointInterval,
        StateBackend stateBackend,
        Duration watermarkInterval,
        Duration bufferTimeout,
        int recordAttempts,
        int webPort,
        Map<String, String> kafka) {

    private static final String KAFKA_PREFIX = "kafka.";

    /** Where card state lives. */
    public enum StateBackend {
        /** On the heap: fastest, as long as it fits. */
        HASHMAP,
        /** On local disk, with incremental checkpoints: for state beyond memory. */
        ROCKSDB
    }

    /**
     * Reads a command line.
     *
     * @throws ConfigException if something is missing, unknown or out of range
     */
    public static JobConfig parse(String... arguments) {
        Settings settings = Settings.parse(arguments);
        JobConfig config = new JobConfig(
                BrokerAddresses.parse("bootstrap.servers", settings.require("bootstrap.servers"))
                        .toString(),
                InputTopics.from(settings),
                TopicNames.detector(settings, "flink"),
                DetectorParameters.from(settings, 1, 1),
                StartingModels.from(settings),
                directory("checkpoint.dir", settings.require("checkpoint.dir")),
                settings.find("restore.from").map(path -> directory("restore.from", path)),
                settings.getInt("parallelism", 0, 0, FlinkSettings.MAX_PARALLELISM),
                Duration.ofMillis(settings.getLong("checkpoint.interval.millis", 5_000, 50, 3_600_000)),
                settings.getEnum("state.backend", StateBackend.HASHMAP),
                Duration.ofMillis(settings.getLong("watermark.interval.millis", 20, 1, 60_000)),
                Duration.ofMillis(settings.getLong("buffer.timeout.millis", 0, 0, 60_000)),
                RecordAttempts.limitFrom(settings),
                settings.getInt("web.port", 0, 0, 65_535),
                settings.withPrefix(KAFKA_PREFIX));
        settings.requireAllUsed();
        return config;
    }

    private static URI directory(String key, String text) {
        try {
            URI uri = text.contains(":/")
                    ? URI.create(text)
                    : Path.of(text).toAbsolutePath().normalize().toUri();
            // Flink makes the directory itself; a file: URI must not end in the slash that an existing directory gets.
            return URI.create(uri.toString().replaceAll("/+$", ""));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(key + " = " + text + ": must be a path or a URI");
        }
    }

    /** The attempts at records of a job with these settings. */
    public RecordAttempts attempts() {
        return RecordAttempts.of(topics, recordAttempts, RecordFailures.OF_FLINK);
    }

    /** What every Kafka client is given. */
    public Properties kafkaProperties() {
        Properties properties = new Properties();
        properties.putAll(kafka);
        properties.setProperty("bootstrap.servers", bootstrapServers);
        return properties;
    }

    /** All settings in effect, for the log; the values of those meant for Kafka may be secrets and are left out. */
    public Map<String, String> describe() {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("bootstrap.servers", bootstrapServers);
        lines.put("topic.transactions", topics.transactions());
        lines.put("topic.labels", topics.labels());
        lines.put("topic.rules", topics.rules());
        lines.put("detector.name", detectorName);
        lines.put("bound.millis", String.valueOf(contract.boundMillis()));
        lines.put("skew.millis", String.valueOf(contract.skewMillis()));
        lines.put("rules.lead.millis", String.valueOf(contract.leadMillis()));
        lines.put("history.limit", String.valueOf(contract.historyLimit()));
        lines.put("merchant.daily.limit", String.valueOf(contract.merchantDailyLimit()));
        lines.put("features", String.valueOf(contract.withFeatures()));
        models.describe().forEach(lines::put);
        lines.put("checkpoint.dir", checkpointDirectory.toString());
        restoreFrom.ifPresent(path -> lines.put("restore.from", path.toString()));
        lines.put("parallelism", parallelism == 0 ? "default" : String.valueOf(parallelism));
        lines.put("checkpoint.interval.millis", String.valueOf(checkpointInterval.toMillis()));
        lines.put("state.backend", stateBackend.name().toLowerCase(Locale.ROOT));
        lines.put("watermark.interval.millis", String.valueOf(watermarkInterval.toMillis()));
        lines.put("buffer.timeout.millis", String.valueOf(bufferTimeout.toMillis()));
        lines.put(RecordAttempts.KEY, String.valueOf(recordAttempts));
        lines.put("web.port", webPort == 0 ? "any" : String.valueOf(webPort));
        new TreeMap<>(kafka).keySet().forEach(key -> lines.put(KAFKA_PREFIX + key, "(set)"));
        return lines;
    }

    /** Names neither settings for Kafka nor their values. */
    @Override
    public String toString() {
        return "JobConfig[" + detectorName + "]";
    }
}
