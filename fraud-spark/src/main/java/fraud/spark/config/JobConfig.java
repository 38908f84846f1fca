package fraud.spark.config;

import fraud.config.ConfigException;
import fraud.config.DetectorParameters;
import fraud.config.Settings;
import fraud.kafka.BrokerAddresses;
import fraud.recovery.RecordAttempts;
import fraud.score.StartingModels;
import fraud.topics.InputTopics;
import fraud.topics.TopicNames;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All settings of the job, read and validated once.
 *
 * @param bootstrapServers {@code bootstrap.servers}: the Kafka brokers
 * @param topics {@code topic.transactions}, {@code topic.labels} and {@code topic.rules}: what is read
 * @param detectorName {@code detector.name}: ends the names of the output topics
 * @param parameters the parameters of the contract, but for the numbers of partitions, which only the topics know
 * @param models {@code model.dir}, {@code challenger.dir} and {@code models.dir}: the models of version 0, and where
 *     published ones are
 * @param checkpointDir {@code checkpoint.dir}: path or URI of the query's checkpoint, which belongs to this job alone
 * @param shufflePartitions {@code shuffle.partitions}: partitions of the state; pinned by the first run
 * @param maxOffsetsPerTrigger {@code max.offsets.per.trigger}: most records a batch takes of each topic, over all
 *     partitions
 * @param triggerIntervalMillis {@code trigger.interval.millis}: least time from batch to batch; 0 is one after the
 *     other
 * @param recordAttempts {@code record.attempts}: failures of one step at one record after which the job ends (see
 *     {@link RecordAttempts})
 * @param cores {@code cores}: threads of a local run; a cluster's master decides for itself
 * @param webPort {@code web.port}: port of Spark's page of a local run, or none
 * @param progressFile {@code progress.file}: where each batch's progress is appended as a line of JSON, or none (see
 *     {@link ProgressFile})
 * @param kafka {@code kafka.*}, without the prefix: for every Kafka client as they are
 */
public record JobConfig(
        String bootstrapServers,
        InputTopics topics,
        String detectorName,
        DetectorParameters parameters,
        StartingModels models,
        String checkpointDir,
        int shufflePartitions,
        long maxOffsetsPerTrigger,
        long triggerIntervalMillis,
        int recordAttempts,
        int cores,
        OptionalInt webPort,
        Optional<Path> progressFile,
        Map<String, String> kafka) {

    private static final int DEFAULT_SHUFFLE_PARTITIONS = 2;
    private static final long DEFAULT_MAX_OFFSETS_PER_TRIGGER = 100_000;

    /**
     * Reads a command line (see {@link Settings}).
     *
     * @throws ConfigException if a setting is missing, unknown or out of range
     */
    public static JobConfig parse(String... arguments) {
        Settings settings = Settings.parse(arguments);
        int webPort = settings.getInt("web.port", 0, 0, 65_535);
        JobConfig config = new JobConfig(
                BrokerAddresses.parse("bootstrap.servers", settings.require("bootstrap.servers"))
                        .toString(),
                InputTopics.from(settings),
                TopicNames.detector(settings, "spark"),
                DetectorParameters.from(settings, 1, 1),
                StartingModels.from(settings),
                settings.require("checkpoint.dir"),
                settings.getInt("shuffle.partitions", DEFAULT_SHUFFLE_PARTITIONS, 1, 10_000),
                settings.getLong("max.offsets.per.trigger", DEFAULT_MAX_OFFSETS_PER_TRIGGER, 1, Long.MAX_VALUE),
                settings.getLong("trigger.interval.millis", 0, 0, 3_600_000),
                RecordAttempts.limitFrom(settings),
                settings.getInt("cores", Runtime.getRuntime().availableProcessors(), 1, 1_024),
                webPort == 0 ? OptionalInt.empty() : OptionalInt.of(webPort),
                settings.find("progress.file").map(Path::of),
                settings.withPrefix("kafka."));
        settings.requireAllUsed();
        return config;
    }

    /** The attempts at records of a job with these settings. */
    public RecordAttempts attempts() {
        return RecordAttempts.of(topics, recordAttempts, RecordFailures.OF_SPARK);
    }

    /** What a Kafka client is configured with. */
    public Map<String, Object> kafkaProperties() {
        Map<String, Object> client = new TreeMap<>(kafka);
        client.put("bootstrap.servers", bootstrapServers);
        return client;
    }

    /** The same as options of Spark's Kafka source and sink. */
    public Map<String, String> kafkaOptions() {
        Map<String, String> options = new TreeMap<>();
        kafkaProperties().forEach((key, value) -> options.put("kafka." + key, value.toString()));
        return options;
    }

    /** The settings in force, one a line, without secrets. */
    public List<String> lines() {
        Stream<String> own = Stream.of(
                "bootstrap.servers = " + bootstrapServers,
                "topic.transactions = " + topics.transactions(),
                "topic.labels = " + topics.labels(),
                "topic.rules = " + topics.rules(),
                "detector.name = " + detectorName,
                "bound.millis = " + parameters.boundMillis(),
                "skew.millis = " + parameters.skewMillis(),
                "rules.lead.millis = " + parameters.leadMillis(),
                "history.limit = " + parameters.historyLimit(),
                "merchant.daily.limit = " + parameters.merchantDailyLimit(),
                "features = " + parameters.withFeatures(),
                "checkpoint.dir = " + checkpointDir,
                "shuffle.partitions = " + shufflePartitions,
                "max.offsets.per.trigger = " + maxOffsetsPerTrigger,
                "trigger.interval.millis = " + triggerIntervalMillis,
                RecordAttempts.KEY + " = " + recordAttempts,
                "cores = " + cores,
                "web.port = " + (webPort.isPresent() ? webPort.getAsInt() : "none"),
                "progress.file = " + progressFile.map(Path::toString).orElse("none"));
        Stream<String> ofModels =
                models.describe().entrySet().stream().map(entry -> entry.getKey() + " = " + entry.getValue());
        Stream<String> clients = kafka.entrySet().stream()
                .map(entry ->
                        "kafka." + entry.getKey() + " = " + (isSecret(entry.getKey()) ? "(hidden)" : entry.getValue()));
        return Stream.of(own, ofModels, clients).flatMap(lines -> lines).toList();
    }

    private static boolean isSecret(String key) {
        String name = key.toLowerCase(Locale.ROOT);
        return name.contains("password") || name.contains("secret") || name.contains("jaas") || name.endsWith(".key");
    }
}
