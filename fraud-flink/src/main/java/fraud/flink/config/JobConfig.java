package fraud.flink.config;

import fraud.config.ConfigException;
import fraud.config.Option;
import fraud.config.Settings;
import fraud.recovery.RecordAttempts;
import fraud.settings.DetectorSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * All settings of the job, read and checked once in {@code main}; nothing deeper reads arguments, environment or clock.
 *
 * @param detector the settings that both detectors have
 * @param checkpointDirectory where checkpoints go
 * @param restoreFrom a checkpoint or savepoint to go on from, if any
 * @param parallelism of all stages behind the source; 0 for what the cluster (or the local machine) has
 * @param checkpointInterval how often state is saved
 * @param delivery what a crash leaves of the output
 * @param transactionTimeout how long Kafka keeps a transaction of the sinks open, if they use any
 * @param stateBackend where card state lives
 * @param watermarkInterval how often the sources tell the time
 * @param bufferTimeout how long a record may wait for others on its way between tasks
 * @param objectReuse whether stages of a task hand records on as they are, without copying them
 * @param webPort of the local web interface, on loopback; 0 for any free port. A cluster has its own.
 * @param lines the settings in force, one a line, without secrets
 */
public record JobConfig(
        DetectorSettings detector,
        URI checkpointDirectory,
        Optional<URI> restoreFrom,
        int parallelism,
        Duration checkpointInterval,
        Delivery delivery,
        Duration transactionTimeout,
        StateBackend stateBackend,
        Duration watermarkInterval,
        Duration bufferTimeout,
        boolean objectReuse,
        int webPort,
        List<String> lines) {

    private static final String ENGINE = "flink";

    private static final Option<URI> CHECKPOINT_DIRECTORY = directory("checkpoint.dir", "Where checkpoints go.");

    private static final Option<URI> RESTORE_FROM =
            directory("restore.from", "A checkpoint or savepoint to go on from.");

    private static final Option<Integer> PARALLELISM = Option.integer(
            "parallelism",
            0,
            0,
            FlinkSettings.MAX_PARALLELISM,
            "tasks",
            "Of all stages behind the sources; 0 for what the cluster, or the local machine, has.");

    private static final Option<Duration> CHECKPOINT_INTERVAL = Option.number(
                    "checkpoint.interval.millis",
                    5_000,
                    50,
                    3_600_000,
                    "ms",
                    "How often state is saved; a longer one repeats more output after a crash, and completions come later.")
            .map(Duration::ofMillis);

    private static final Option<Delivery> DELIVERY = Option.choice(
            "delivery.guarantee",
            Delivery.AT_LEAST_ONCE,
            "Whether a crash may repeat outputs; exactly-once shows them to read_committed alone, a checkpoint late.");

    private static final Option<Duration> TRANSACTION_TIMEOUT = Option.number(
                    "transaction.timeout.millis",
                    900_000,
                    1_000,
                    86_400_000,
                    "ms",
                    "With exactly-once: after a longer outage outputs may be lost; three checkpoint intervals or more.")
            .map(Duration::ofMillis);

    private static final Option<StateBackend> STATE_BACKEND = Option.choice(
            "state.backend",
            StateBackend.HASHMAP,
            "Where state lives: on the heap, or on local disk with incremental checkpoints.");

    private static final Option<Duration> WATERMARK_INTERVAL = Option.number(
                    "watermark.interval.millis",
                    200,
                    1,
                    60_000,
                    "ms",
                    "How often the sources tell the time; half of it is added to an alert's latency.")
            .map(Duration::ofMillis);

    private static final Option<Duration> BUFFER_TIMEOUT = Option.number(
                    "buffer.timeout.millis",
                    0,
                    0,
                    60_000,
                    "ms",
                    "How long a record may wait for others on its way between tasks; 0 sends each at once.")
            .map(Duration::ofMillis);

    private static final Option<Boolean> OBJECT_REUSE = Option.bool(
            "object.reuse",
            true,
            "Whether stages of a task hand records on as they are, which are immutable; false copies each.");

    private static final Option<Integer> WEB_PORT = Option.integer(
            "web.port",
            0,
            0,
            65_535,
            "",
            "Port of a local run's web interface, on loopback; 0 for any free one. A cluster has its own.");

    /** What a crash leaves of the output. */
    public enum Delivery {
        /** Everything, and some of it again. */
        AT_LEAST_ONCE,
        /** Everything once, for readers of what is committed. */
        EXACTLY_ONCE
    }

    /** Where card state lives. */
    public enum StateBackend {
        /** On the heap: fastest, as long as it fits. */
        HASHMAP,
        /** On local disk, with incremental checkpoints: for state beyond memory. */
        ROCKSDB
    }

    /** Everything that the job can be told. */
    public static List<Option<?>> options() {
        List<Option<?>> options = new ArrayList<>(DetectorSettings.options(ENGINE));
        options.addAll(List.of(
                CHECKPOINT_DIRECTORY,
                RESTORE_FROM,
                PARALLELISM,
                CHECKPOINT_INTERVAL,
                DELIVERY,
                TRANSACTION_TIMEOUT,
                STATE_BACKEND,
                WATERMARK_INTERVAL,
                BUFFER_TIMEOUT,
                OBJECT_REUSE,
                WEB_PORT));
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
        URI checkpointDirectory = settings.get(CHECKPOINT_DIRECTORY);
        Optional<URI> restoreFrom = settings.find(RESTORE_FROM);
        int parallelism = settings.get(PARALLELISM);
        Duration checkpointInterval = settings.get(CHECKPOINT_INTERVAL);
        Delivery delivery = settings.get(DELIVERY);
        Duration transactionTimeout = settings.get(TRANSACTION_TIMEOUT);
        if (delivery == Delivery.EXACTLY_ONCE) {
            requireTimeFor(checkpointInterval, transactionTimeout);
        }
        StateBackend stateBackend = settings.get(STATE_BACKEND);
        Duration watermarkInterval = settings.get(WATERMARK_INTERVAL);
        Duration bufferTimeout = settings.get(BUFFER_TIMEOUT);
        boolean objectReuse = settings.get(OBJECT_REUSE);
        int webPort = settings.get(WEB_PORT);
        settings.requireAllUsed();
        return new JobConfig(
                detector,
                checkpointDirectory,
                restoreFrom,
                parallelism,
                checkpointInterval,
                delivery,
                transactionTimeout,
                stateBackend,
                watermarkInterval,
                bufferTimeout,
                objectReuse,
                webPort,
                detector.lines(settings));
    }

    /** A third of its timeout a transaction is written to, a third the checkpoint may take that it waits for. */
    private static void requireTimeFor(Duration checkpointInterval, Duration transactionTimeout) {
        Duration least = checkpointInterval.multipliedBy(FlinkSettings.TRANSACTION_PARTS);
        if (transactionTimeout.compareTo(least) < 0) {
            throw new ConfigException(TRANSACTION_TIMEOUT.name() + " = " + transactionTimeout.toMillis()
                    + ": must be at least " + least.toMillis() + ", three times " + CHECKPOINT_INTERVAL.name());
        }
    }

    private static Option<URI> directory(String name, String meaning) {
        return Option.text(name, "a path or a URI", meaning, text -> {
            try {
                URI uri = text.contains(":/")
                        ? URI.create(text)
                        : Path.of(text).toAbsolutePath().normalize().toUri();
                // Flink makes the directory itself; a file: URI must not end in the slash that an existing one gets.
                return URI.create(uri.toString().replaceAll("/+$", ""));
            } catch (IllegalArgumentException e) {
                throw new ConfigException(name + " = " + text + ": must be a path or a URI");
            }
        });
    }

    /** The attempts at records of a job with these settings. */
    public RecordAttempts attempts() {
        return RecordAttempts.of(detector.topics(), detector.recordAttempts(), RecordFailures.OF_FLINK);
    }

    /** What every Kafka client is given. */
    public Properties kafkaProperties() {
        Properties properties = new Properties();
        properties.putAll(detector.kafkaClient());
        return properties;
    }

    /** Names neither settings for Kafka nor their values. */
    @Override
    public String toString() {
        return "JobConfig[" + detector.detectorName() + "]";
    }
}
