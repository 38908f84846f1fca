package fraud.spark.config;

import fraud.config.ConfigException;
import fraud.config.Option;
import fraud.config.Settings;
import fraud.recovery.RecordAttempts;
import fraud.settings.DetectorSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * All settings of the job, read and checked once in {@code main}; nothing deeper reads arguments, environment or clock.
 *
 * @param detector the settings that both detectors have
 * @param checkpointDir path or URI of the query's checkpoint, which belongs to this job alone
 * @param shufflePartitions partitions of the state; pinned by the first run
 * @param maxOffsetsPerTrigger most records a batch takes of {@code transactions} and {@code versions}, and as many of
 *     {@code labels}
 * @param triggerIntervalMillis least time from batch to batch; 0 is one after the other
 * @param cores threads of a local run; a cluster's master decides for itself
 * @param webPort port of Spark's page of a local run, or none
 * @param progressFile where each batch's progress is appended as a line of JSON, or none (see {@link ProgressFile})
 * @param lines the settings in force, one a line, without secrets
 */
public record JobConfig(
        DetectorSettings detector,
        String checkpointDir,
        int shufflePartitions,
        long maxOffsetsPerTrigger,
        long triggerIntervalMillis,
        int cores,
        OptionalInt webPort,
        Optional<Path> progressFile,
        List<String> lines) {

    private static final String ENGINE = "spark";

    private static final Option<String> CHECKPOINT_DIRECTORY = Option.text(
            "checkpoint.dir",
            "a path or a URI",
            "The query's checkpoint, which belongs to this job alone.",
            text -> text);

    private static final Option<Integer> SHUFFLE_PARTITIONS = Option.integer(
            "shuffle.partitions", 2, 1, 10_000, "partitions", "Partitions of the state; pinned by the first run.");

    private static final Option<Long> MAX_OFFSETS_PER_TRIGGER = Option.number(
            "max.offsets.per.trigger",
            100_000,
            1,
            Long.MAX_VALUE,
            "records",
            "Most that a batch takes of transactions and versions together, and as many of labels.");

    private static final Option<Long> TRIGGER_INTERVAL = Option.number(
            "trigger.interval.millis",
            0,
            0,
            3_600_000,
            "ms",
            "Least time from batch to batch; 0 is one after the other.");

    private static final Option<Integer> CORES = Option.integer(
                    "cores", 1, 1, 1_024, "threads", "Of a local run; a cluster's master decides for itself.")
            .otherwise("all of the machine");

    private static final Option<Integer> WEB_PORT = Option.integer(
            "web.port", 0, 0, 65_535, "", "Port of Spark's page of a local run, on loopback; 0 for none.");

    private static final Option<Path> PROGRESS_FILE = Option.text(
            "progress.file", "a file", "Where each batch's progress is appended as a line of JSON.", Path::of);

    /** Everything that the job can be told. */
    public static List<Option<?>> options() {
        List<Option<?>> options = new ArrayList<>(DetectorSettings.options(ENGINE));
        options.addAll(List.of(
                CHECKPOINT_DIRECTORY,
                SHUFFLE_PARTITIONS,
                MAX_OFFSETS_PER_TRIGGER,
                TRIGGER_INTERVAL,
                CORES,
                WEB_PORT,
                PROGRESS_FILE));
        return options;
    }

    /**
     * Reads a command line.
     *
     * @throws ConfigException if something is missing, unknown or out of range
     */
    public static JobConfig parse(String... arguments) {
        Settings settings = Settings.parse(arguments);
        DetectorSettings detector = DetectorSettings.from(settings, ENGINE);
        String checkpointDir = settings.get(CHECKPOINT_DIRECTORY);
        int shufflePartitions = settings.get(SHUFFLE_PARTITIONS);
        long maxOffsetsPerTrigger = settings.get(MAX_OFFSETS_PER_TRIGGER);
        long triggerIntervalMillis = settings.get(TRIGGER_INTERVAL);
        int cores = settings.find(CORES).orElseGet(Runtime.getRuntime()::availableProcessors);
        int webPort = settings.get(WEB_PORT);
        Optional<Path> progressFile = settings.find(PROGRESS_FILE);
        settings.requireAllUsed();
        return new JobConfig(
                detector,
                checkpointDir,
                shufflePartitions,
                maxOffsetsPerTrigger,
                triggerIntervalMillis,
                cores,
                webPort == 0 ? OptionalInt.empty() : OptionalInt.of(webPort),
                progressFile,
                detector.lines(settings));
    }

    /** The attempts at records of a job with these settings. */
    public RecordAttempts attempts() {
        return RecordAttempts.of(detector.topics(), detector.recordAttempts(), RecordFailures.OF_SPARK);
    }

    /** What every Kafka client is given, as options of Spark's Kafka source and sink. */
    public Map<String, String> kafkaOptions() {
        Map<String, String> options = new TreeMap<>();
        detector.kafkaClient().forEach((key, value) -> options.put(DetectorSettings.KAFKA_PREFIX + key, value));
        return options;
    }

    /** Names neither settings for Kafka nor their values. */
    @Override
    public String toString() {
        return "JobConfig[" + detector.detectorName() + "]";
    }
}
