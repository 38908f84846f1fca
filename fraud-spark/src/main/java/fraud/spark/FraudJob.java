package fraud.spark;

import fraud.config.ConfigException;
import fraud.config.DetectorParameters;
import fraud.kafka.TopicLookup;
import fraud.mask.CardNumbers;
import fraud.recovery.JobFailedException;
import fraud.ruleset.RuleSet;
import fraud.settings.RequiredTopics;
import fraud.settings.SettingsText;
import fraud.sink.OutputRecord;
import fraud.spark.config.GracefulStop;
import fraud.spark.config.JobConfig;
import fraud.spark.config.ProgressFile;
import fraud.spark.config.QueryNames;
import fraud.spark.config.RestartingQuery;
import fraud.spark.config.SessionSettings;
import fraud.spark.metrics.DriverMetrics;
import fraud.spark.sink.KafkaOutputs;
import fraud.spark.source.CheckpointMemory;
import fraud.spark.source.KafkaInputs;
import fraud.spark.source.TopicGuard;
import fraud.spark.versions.CheckpointVerdicts;
import fraud.spark.versions.KafkaVersionsTopic;
import fraud.spark.versions.VersionReader;
import fraud.topics.DetectorMemory;
import fraud.topics.TopicIdentities;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The detector as a process: reads its settings, binds the topology to Kafka, and runs it until it is told to stop. The
 * same under {@code spark-submit} and as a plain JVM, which then is driver and executor in one.
 *
 * <p>Exit code 2: a setting is wrong. 1: the job cannot start or has failed; the last line of stderr says why. On
 * SIGTERM it stops after the running batch. Under {@code --supervise}, which starts a driver again that ends with
 * anything but 0, what starting again cannot mend ends with 0, after the same line.
 */
public final class FraudJob {

    private static final Logger LOG = LoggerFactory.getLogger(FraudJob.class);

    private FraudJob() {}

    /** Runs the job; see {@link JobConfig} for the arguments. */
    @SuppressWarnings("SystemOut") // help
    public static void main(String[] arguments) {
        if (List.of(arguments).equals(List.of("--help"))) {
            System.out.print(SettingsText.help("fraud.spark.FraudJob", JobConfig.options()));
            return;
        }
        try {
            run(JobConfig.parse(arguments));
        } catch (ConfigException e) {
            exit(isSupervised() ? 0 : 2, e.getMessage());
        } catch (JobFailedException e) {
            exit(isSupervised() && RestartingQuery.isForGood(e) ? 0 : 1, e.getMessage());
        } catch (Exception | LinkageError e) {
            // Scala throws checked exceptions that no signature names; another Spark than ours shows as a linkage
            // error.
            LOG.error("unexpected failure", e);
            exit(1, JobFailedException.rootOf(e));
        }
    }

    private static void run(JobConfig config) {
        DetectorMemory now = RequiredTopics.find(config.detector());
        DetectorParameters parameters = now.parameters(config.detector().parameters());
        config.lines().forEach(LOG::info);
        LOG.info("partitions of {} = {}", config.detector().topics().transactions(), parameters.partitions());
        LOG.info("partitions of {} = {}", config.detector().topics().labels(), parameters.labelPartitions());
        Optional<ProgressFile> progress = config.progressFile().map(ProgressFile::at);
        SparkSession spark = SessionSettings.session(config);
        progress.ifPresent(spark.streams()::addListener);
        String checkpoint = SessionSettings.checkpointLocation(spark, config);
        VersionReader versions = new VersionReader(
                KafkaVersionsTopic.of(config),
                RuleSet.defaults(),
                config.detector().models(),
                new CheckpointVerdicts(checkpoint),
                parameters);
        DriverMetrics metrics = DriverMetrics.of(spark, config.detector().topics(), parameters);
        config.detector().metrics().ifPresent(metrics::serve);
        Dataset<OutputRecord> outputs = FraudTopology.build(
                KafkaInputs.read(spark, config, parameters, metrics::readinessMillis),
                config.detector().topics(),
                parameters,
                versions,
                config.attempts(),
                metrics.accumulator());
        try (TopicLookup lookup = new TopicLookup(config.detector().kafkaClient())) {
            CheckpointMemory.of(spark, checkpoint).bind(now);
            TopicIdentities topics = now.topics();
            TopicGuard guard = new TopicGuard(topics, () -> new TopicIdentities(lookup.find(topics.names())));
            RestartingQuery query = RestartingQuery.start(
                    () -> start(outputs, config, checkpoint),
                    guard::awaitTermination,
                    delay -> Thread.sleep(delay.toMillis()),
                    spark.sparkContext()::isStopped);
            GracefulStop.onShutdown(query::query);
            LOG.info("running");
            query.await();
        } catch (JobFailedException e) {
            // Not in a finally: told to end, GracefulStop still works on the query while this thread returns.
            spark.stop();
            throw e;
        } catch (TimeoutException e) {
            spark.stop();
            throw JobFailedException.of("the query does not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static StreamingQuery start(Dataset<OutputRecord> outputs, JobConfig config, String checkpoint)
            throws TimeoutException {
        return KafkaOutputs.write(outputs, config)
                .queryName(QueryNames.DETECT_FRAUD)
                .option("checkpointLocation", checkpoint)
                .trigger(Trigger.ProcessingTime(config.triggerIntervalMillis()))
                .start();
    }

    private static boolean isSupervised() {
        return new SparkConf().getBoolean("spark.driver.supervise", false);
    }

    @SuppressWarnings("SystemOut") // the last line of stderr is what the caller shows
    private static void exit(int code, String message) {
        System.err.println("error: " + CardNumbers.maskInMessage(message));
        System.exit(code);
    }
}
