package fraud.spark.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.SparkSession;

/** Spark's own settings: what the detector's output rests on, and what makes its batches short. */
public final class SessionSettings {

    /** The contract or the checkpoint rests on these; given otherwise, they are overruled. */
    private static final Map<String, String> REQUIRED = Map.of(
            // There is one watermark, the readiness clock; were there another, the least would count (SEMANTICS 1.4).
            "spark.sql.streaming.multipleWatermarkPolicy",
            "min",
            // A signal moves the sequence clock after its batch; what is due then must not wait for the next record.
            "spark.sql.streaming.noDataMicroBatches.enabled",
            "true",
            // transformWithState knows no other store.
            "spark.sql.streaming.stateStore.providerClass",
            "org.apache.spark.sql.execution.streaming.state.RocksDBStateStoreProvider");

    /** How state is stored; the operator may set it otherwise. */
    private static final Map<String, String> OF_STATE = Map.of(
            // A changelog makes a batch's commit as small as its changes.
            "spark.sql.streaming.stateStore.rocksdb.changelogCheckpointing.enabled", "true");

    /** The operator may set it otherwise. */
    private static final Map<String, String> DEFAULTS = Map.of(
            // Streaming queries with state are never planned adaptively; left on, each start warns of that.
            "spark.sql.adaptive.enabled",
            "false",
            // A batch in which a partition brings nothing has a plan with fewer stages. With the number of its stage in
            // its name, each generated class would be compiled anew for each such plan, and be cold again.
            "spark.sql.codegen.useIdInClassName",
            "false",
            // Data comes from the network: no executor is nearer to it than another.
            "spark.locality.wait",
            "0s",
            // A fetch that fails is an executor that is gone: a reason to compute anew what it had, however often.
            "spark.stage.maxConsecutiveAttempts",
            String.valueOf(Integer.MAX_VALUE),
            // The same of executors that end, where YARN or Kubernetes count them. A standalone master has a limit of
            // its own, for those
            // that cannot even be started (deploy/README). How often a task may fail stays as it is: the query is
            // started again.
            "spark.executor.maxNumFailures",
            String.valueOf(Integer.MAX_VALUE),
            // All of a worker's state stores together stay below this, whatever the number of partitions.
            "spark.sql.streaming.stateStore.rocksdb.boundedMemoryUsage",
            "true",
            "spark.sql.streaming.stateStore.rocksdb.maxMemoryUsageMB",
            "256",
            // A stop that hangs ends in a warning, before the caller kills.
            "spark.sql.streaming.stopTimeout",
            "10s",
            // Plans, which the web interface and failures show, have the settings for Kafka: Spark's own pattern knows
            // passwords, but not the entries and keys that hold one.
            "spark.redaction.regex",
            "(?i)secret|password|token|access[.]?key|jaas|keystore[.]key",
            // Gauges of rates, latency and state for whatever sink the cluster's metrics have.
            "spark.sql.streaming.metricsEnabled",
            "true");

    private static final String LOCAL_FILES = "file:";

    private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");

    private SessionSettings() {}

    /** The session of the job: on the master that {@code spark-submit} has given, else in this JVM. */
    public static SparkSession session(JobConfig config) {
        SparkConf conf = applyTo(new SparkConf(), config.shufflePartitions());
        if (!conf.contains("spark.master")) {
            applyToLocal(conf, config.cores());
            config.webPort()
                    .ifPresent(port -> conf.set("spark.ui.enabled", "true").set("spark.ui.port", "" + port));
        }
        if (isLocal(config.checkpointDir(), conf)) {
            // The usual one goes through Hadoop's older interface, which knows LocalCheckpointFileSystem not.
            conf.setIfMissing(
                    "spark.sql.streaming.checkpointFileManagerClass",
                    "org.apache.spark.sql.execution.streaming.checkpointing.FileSystemBasedCheckpointFileManager");
        }
        return SparkSession.builder().config(conf).getOrCreate();
    }

    /**
     * Where the checkpoint goes: a plain path, where that is one of the local file system, to the fast one of ours, all
     * else as it was given.
     */
    public static String checkpointLocation(SparkSession spark, JobConfig config) {
        String given = config.checkpointDir();
        return isLocal(given, spark.sparkContext().getConf()) ? LocalCheckpointFileSystem.uri(Path.of(given)) : given;
    }

    /** A cluster without Hadoop's settings has no other file system by default. */
    private static boolean isLocal(String checkpoint, SparkConf conf) {
        return !URI.matcher(checkpoint).matches()
                && SparkHadoopUtil.get()
                        .newConfiguration(conf)
                        .get("fs.defaultFS", LOCAL_FILES)
                        .startsWith(LOCAL_FILES);
    }

    /** Adds them to what the operator has given. */
    public static SparkConf applyTo(SparkConf given, int shufflePartitions) {
        REQUIRED.forEach(given::set);
        OF_STATE.forEach(given::setIfMissing);
        DEFAULTS.forEach(given::setIfMissing);
        given.setIfMissing(LocalCheckpointFileSystem.IMPLEMENTATION_KEY, LocalCheckpointFileSystem.class.getName());
        return given.set("spark.sql.shuffle.partitions", String.valueOf(shufflePartitions));
    }

    /** What is right for a JVM that is driver and executor in one. */
    public static SparkConf applyToLocal(SparkConf given, int cores) {
        return given.set("spark.master", "local[" + cores + "]")
                .setIfMissing("spark.app.name", QueryNames.DETECT_FRAUD)
                .setIfMissing("spark.ui.enabled", "false")
                .setIfMissing("spark.driver.host", "127.0.0.1")
                .setIfMissing("spark.driver.bindAddress", "127.0.0.1");
    }
}
