package fraud.spark.source;

import fraud.config.DetectorParameters;
import fraud.spark.JobConfig;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Reads {@code transactions} from the first record on, each partition as a source of its own (see {@link PartitionClocks}). Records that
 * the broker has deleted before they were read fail the query, rather than be missed.
 */
public final class KafkaPartitions {

    private KafkaPartitions() {}

    /** One stream for each partition, in their order, with the columns of Spark's Kafka source and the headers. */
    public static List<Dataset<Row>> read(SparkSession spark, JobConfig config, DetectorParameters parameters) {
        // The limit is each source's own.
        long maxOffsets = Math.max(1, config.maxOffsetsPerTrigger() / parameters.partitions());
        return IntStream.range(0, parameters.partitions())
                .mapToObj(partition -> spark.readStream()
                        .format("kafka")
                        .option("kafka.isolation.level", "read_committed")
                        .options(config.kafkaOptions())
                        .option("assign", "{\"" + config.transactionsTopic() + "\":[" + partition + "]}")
                        .option("groupIdPrefix", "fraud-" + config.detectorName())
                        .option("startingOffsets", "earliest")
                        .option("failOnDataLoss", "true")
                        .option("includeHeaders", "true")
                        .option("maxOffsetsPerTrigger", maxOffsets)
                        .load())
                .toList();
    }
}
