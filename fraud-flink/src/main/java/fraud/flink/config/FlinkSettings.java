package fraud.flink.config;

import fraud.flink.metrics.LocalPrometheusReporter;
import fraud.flink.metrics.LocalPrometheusReporterFactory;
import fraud.flink.state.StoreOptions;
import fraud.metrics.MetricsEndpoint;
import java.time.Duration;
import java.util.Locale;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.state.rocksdb.RocksDBOptions;

/** How Flink is told to run the job: everything that its defaults would leave to chance, or get wrong for this job. */
public final class FlinkSettings {

    /** Divisible by most parallelisms, so that key groups spread evenly; fixed for good by the first checkpoint. */
    static final int MAX_PARALLELISM = 720;

    /**
     * Of the time that a transaction may be open: one to be written to, one for the checkpoint that it waits for, one
     * to come up again.
     */
    static final int TRANSACTION_PARTS = 3;

    private static final String LOOPBACK = "127.0.0.1";
    private static final String REPORTER = "metrics.reporter.prometheus.";

    private FlinkSettings() {}

    /** What holds for the job wherever it runs. */
    public static Configuration ofJob(JobConfig config) {
        Configuration flink = new Configuration();
        // No Kryo, and no uid that changes with the job graph: state must be readable by the next version.
        flink.set(PipelineOptions.GENERIC_TYPES, false);
        flink.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        flink.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
        // Safe, since all that travels is immutable.
        flink.set(PipelineOptions.OBJECT_REUSE, config.objectReuse());
        flink.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, config.watermarkInterval());
        flink.set(ExecutionOptions.BUFFER_TIMEOUT, config.bufferTimeout());
        if (config.parallelism() > 0) {
            flink.set(CoreOptions.DEFAULT_PARALLELISM, config.parallelism());
        }
        setCheckpoints(flink, config);
        flink.set(RocksDBOptions.OPTIONS_FACTORY, StoreOptions.class.getName());
        setRestarts(flink);
        return flink;
    }

    /** What is added when the job brings its own cluster, in this JVM: nothing listens but on loopback. */
    public static Configuration ofLocalJob(JobConfig config) {
        Configuration flink = ofJob(config);
        flink.set(RestOptions.BIND_ADDRESS, LOOPBACK);
        flink.set(RestOptions.ADDRESS, LOOPBACK);
        flink.set(RestOptions.BIND_PORT, String.valueOf(config.webPort()));
        flink.set(JobManagerOptions.BIND_HOST, LOOPBACK);
        flink.set(JobManagerOptions.ADDRESS, LOOPBACK);
        flink.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
        flink.set(TaskManagerOptions.HOST, LOOPBACK);
        if (config.stateBackend() == JobConfig.StateBackend.HASHMAP) {
            // Managed memory serves RocksDB only.
            flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ZERO);
        }
        config.detector().metrics().ifPresent(endpoint -> setMetrics(flink, endpoint));
        return flink;
    }

    /**
     * Labels as they are, since buckets and topics have points in their names; and of those that Flink adds only what
     * tells tasks apart: the others have a new value with each job, attempt or process, and so no bound.
     */
    private static void setMetrics(Configuration flink, MetricsEndpoint endpoint) {
        Configuration reporter = MetricOptions.forReporter(flink, "prometheus");
        flink.set(MetricOptions.REPORTERS_LIST, "prometheus");
        reporter.set(MetricOptions.REPORTER_FACTORY_CLASS, LocalPrometheusReporterFactory.class.getName());
        reporter.set(
                MetricOptions.REPORTER_EXCLUDED_VARIABLES,
                "host;tm_id;job_id;task_id;task_name;task_attempt_id;task_attempt_num;operator_id");
        flink.setString(REPORTER + LocalPrometheusReporter.ADDRESS, endpoint.address());
        flink.setString(REPORTER + LocalPrometheusReporter.PORT, String.valueOf(endpoint.port()));
        flink.setString(REPORTER + "filterLabelValueCharacters", "false");
    }

    private static void setCheckpoints(Configuration flink, JobConfig config) {
        flink.set(
                StateBackendOptions.STATE_BACKEND, config.stateBackend().name().toLowerCase(Locale.ROOT));
        flink.set(
                CheckpointingOptions.INCREMENTAL_CHECKPOINTS, config.stateBackend() == JobConfig.StateBackend.ROCKSDB);
        flink.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        flink.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                config.checkpointDirectory().toString());
        config.restoreFrom().ifPresent(path -> flink.set(StateRecoveryOptions.SAVEPOINT_PATH, path.toString()));
        flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, config.checkpointInterval());
        flink.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
        if (config.delivery() == JobConfig.Delivery.EXACTLY_ONCE) {
            // A transaction waits for its checkpoint, and for the next one if that fails; if it waits for longer than
            // Kafka keeps it open, its records are lost though a checkpoint covers them. So the job goes back to the
            // last checkpoint, and writes them again, while there is time.
            flink.set(
                    CheckpointingOptions.CHECKPOINTING_TIMEOUT,
                    config.transactionTimeout().dividedBy(TRANSACTION_PARTS));
            flink.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 0);
        } else {
            // Where checkpoints cannot be written, a restart cannot read them either, and decides nothing meanwhile:
            // better go on, and repeat more after a crash. Each failure is logged and counted by Flink.
            flink.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
        }
        // The completion relies on it: a barrier never overtakes a watermark (see CompletionSink).
        flink.set(CheckpointingOptions.ENABLE_UNALIGNED, false);
        flink.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    }

    /**
     * Backs off from 0.2 s to 10 s, without end: a loss of one worker costs several restarts, as long as its slots are
     * still believed in, and a broker or a disk may be away for hours. What would fail for ever ends the job by itself
     * (see {@link fraud.recovery.RecordAttempts}).
     */
    private static void setRestarts(Configuration flink) {
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        flink.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF, Duration.ofMillis(200));
        flink.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, Duration.ofSeconds(10));
        flink.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_BACKOFF_MULTIPLIER, 2.0);
        flink.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
                Duration.ofMinutes(2));
        flink.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS, Integer.MAX_VALUE);
    }
}
