package fraud.spark.source;

import fraud.config.DetectorParameters;
import fraud.spark.config.JobConfig;
import fraud.topics.InputTopics;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Reads the input topics from the first record on. Records that the broker has deleted before they were read fail the
 * query, rather than be missed.
 */
public final class KafkaInputs {

    private final SparkSession spark;
    private final JobConfig config;

    private KafkaInputs(SparkSession spark, JobConfig config) {
        this.spark = spark;
        this.config = config;
    }

    /**
     * The topics of a job, which have the partitions that the parameters say.
     *
     * @param readinessMillis how far they have been read
     */
    public static InputStreams read(
            SparkSession spark, JobConfig config, DetectorParameters parameters, LongSupplier readinessMillis) {
        KafkaInputs inputs = new KafkaInputs(spark, config);
        InputTopics topics = config.detector().topics();
        return new InputStreams(
                inputs.stream(topics.transactions(), parameters.partitions(), topics.versions(), 1),
                inputs.stream(topics.labels(), parameters.labelPartitions()),
                PartitionClocks.stream(spark, readinessMillis));
    }

    private Dataset<Row> stream(String topic, int partitions) {
        return stream(assignment(topic, partitions));
    }

    private Dataset<Row> stream(String topic, int partitions, String another, int partitionsOfThat) {
        return stream(assignment(topic, partitions) + "," + assignment(another, partitionsOfThat));
    }

    /**
     * The limit is each stream's own: with fewer labels than transactions in a batch of a backfill, their clock would
     * fall behind, and all would wait for it. Within a stream Spark gives each partition its share of what is left.
     */
    private Dataset<Row> stream(String assignments) {
        return spark.readStream()
                .format("kafka")
                .options(batchSourceOptions(config))
                .option("assign", "{" + assignments + "}")
                .option("maxOffsetsPerTrigger", config.maxOffsetsPerTrigger())
                .load();
    }

    private static String assignment(String topic, int partitions) {
        return IntStream.range(0, partitions)
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(",", "\"" + topic + "\":[", "]"));
    }

    /** Options of a source of the input topics, but for what it reads, and how much at a time. */
    public static Map<String, String> sourceOptions(JobConfig config) {
        Map<String, String> options = new TreeMap<>();
        options.put("kafka.isolation.level", "read_committed");
        options.putAll(config.kafkaOptions());
        options.put("groupIdPrefix", "fraud-" + config.detector().detectorName());
        options.put("startingOffsets", "earliest");
        options.put("failOnDataLoss", "true");
        options.put("includeHeaders", "true");
        return options;
    }

    /**
     * The same of a source that is read in micro-batches. With each fetch Spark asks for the ends of its partition; a
     * broker answers a connection's requests one after the other, and before that one would hold the client's read
     * ahead, which nobody waits for, until something comes.
     */
    public static Map<String, String> batchSourceOptions(JobConfig config) {
        Map<String, String> options = sourceOptions(config);
        options.putIfAbsent("kafka.fetch.max.wait.ms", "1");
        return options;
    }
}
