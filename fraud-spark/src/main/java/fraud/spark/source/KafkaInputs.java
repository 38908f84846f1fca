package fraud.spark.source;

import fraud.config.DetectorParameters;
import fraud.spark.config.JobConfig;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Reads the input topics from the first record on, each partition as a source of its own. Records that the broker has
 * deleted before they were read fail the query, rather than be missed.
 */
public final class KafkaInputs {

    private final SparkSession spark;
    private final JobConfig config;

    private KafkaInputs(SparkSession spark, JobConfig config) {
        this.spark = spark;
        this.config = config;
    }

    /** The topics of a job, which have the partitions that the parameters say. */
    public static InputStreams read(SparkSession spark, JobConfig config, DetectorParameters parameters) {
        KafkaInputs inputs = new KafkaInputs(spark, config);
        return new InputStreams(
                inputs.partitions(config.detector().topics().transactions(), parameters.partitions()),
                inputs.partitions(config.detector().topics().labels(), parameters.labelPartitions()),
                inputs.partitions(config.detector().topics().versions(), 1).get(0));
    }

    /** A topic's partitions in their order. */
    private List<Dataset<Row>> partitions(String topic, int count) {
        // The limit is each source's own. Each topic has all of it: with fewer labels than transactions in a batch of a
        // backfill, their clock would fall behind, and all would wait for it.
        long maxOffsets = Math.max(1, config.maxOffsetsPerTrigger() / count);
        return IntStream.range(0, count)
                .mapToObj(partition -> spark.readStream()
                        .format("kafka")
                        .options(sourceOptions(config))
                        .option("assign", "{\"" + topic + "\":[" + partition + "]}")
                        .option("maxOffsetsPerTrigger", maxOffsets)
                        .load())
                .toList();
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
}
