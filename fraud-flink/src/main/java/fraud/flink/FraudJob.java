package fraud.flink;

import fraud.config.ConfigException;
import fraud.config.DetectorParameters;
import fraud.flink.config.ClusterRun;
import fraud.flink.config.FlinkSettings;
import fraud.flink.config.JobConfig;
import fraud.flink.config.LocalRun;
import fraud.flink.sink.FraudStreams;
import fraud.flink.sink.KafkaOutputs;
import fraud.flink.sink.Transactions;
import fraud.flink.source.KafkaInputs;
import fraud.mask.CardNumbers;
import fraud.metrics.MetricsEndpoint;
import fraud.recovery.JobFailedException;
import fraud.recovery.RecordAttempts;
import fraud.ruleset.RuleSet;
import fraud.settings.RequiredTopics;
import fraud.settings.SettingsText;
import fraud.topics.DetectorMemory;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Binds the topology to Kafka and executes it. Submitted to a cluster it runs there; started as a plain Java program it
 * brings a cluster of its own, in the same JVM.
 *
 * <p>Started as a program it ends with 0 when it was stopped, with 2 and one line on stderr when its settings cannot be
 * used, and with 1 and one line when it failed. On a cluster it throws.
 */
public final class FraudJob {

    private static final Logger LOG = LoggerFactory.getLogger(FraudJob.class);

    private FraudJob() {}

    /** Runs the job with {@code --config FILE} and {@code --key value} pairs (see {@link JobConfig}). */
    @SuppressWarnings("SystemOut") // help
    public static void main(String... arguments) throws Exception {
        if (!LocalRun.isLocal()) {
            JobConfig config = JobConfig.parse(arguments);
            ClusterRun.execute(
                    bind(StreamExecutionEnvironment.getExecutionEnvironment(FlinkSettings.ofJob(config)), config),
                    name(config));
            return;
        }
        if (List.of(arguments).equals(List.of("--help"))) {
            System.out.print(SettingsText.help("fraud.flink.FraudJob", JobConfig.options()));
            return;
        }
        try {
            JobConfig config = JobConfig.parse(arguments);
            config.detector().metrics().ifPresent(MetricsEndpoint::requireFree);
            LocalRun.execute(
                    bind(StreamExecutionEnvironment.createLocalEnvironment(FlinkSettings.ofLocalJob(config)), config),
                    name(config));
            System.exit(0);
        } catch (ConfigException e) {
            exit(2, e.getMessage());
        } catch (JobFailedException e) {
            LOG.debug("failed", e);
            exit(1, e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("unexpected failure", e);
            exit(1, JobFailedException.rootOf(e));
        }
    }

    @SuppressWarnings("SystemOut") // the last line of stderr is what the caller shows
    private static void exit(int code, String message) {
        System.err.println("error: " + CardNumbers.maskInMessage(message));
        System.exit(code);
    }

    private static StreamExecutionEnvironment bind(StreamExecutionEnvironment environment, JobConfig config) {
        DetectorMemory now = RequiredTopics.find(config.detector());
        Transactions.requireAllowed(config);
        DetectorParameters parameters = now.parameters(config.detector().parameters());
        config.lines().forEach(LOG::info);
        LOG.info(
                "{} has {} partitions, {} has {}",
                config.detector().topics().transactions(),
                parameters.partitions(),
                config.detector().topics().labels(),
                parameters.labelPartitions());
        RecordAttempts attempts = config.attempts();
        KafkaInputs inputs = new KafkaInputs(environment, config, now, attempts);
        FraudStreams streams = FraudTopology.build(
                inputs.transactions(),
                inputs.labels(),
                inputs.versions(),
                parameters,
                RuleSet.defaults(),
                config.detector().models(),
                attempts);
        new KafkaOutputs(config, attempts).attach(streams);
        return environment;
    }

    private static String name(JobConfig config) {
        return "fraud-" + config.detector().detectorName();
    }
}
