package fraud.spark.source;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The input topics, each partition a stream of its own (see {@link PartitionClocks}) with the columns of Spark's Kafka
 * source, headers included. Their order is pinned in checkpoints.
 *
 * @param transactions the partitions of {@code transactions}
 * @param labels the partitions of {@code labels}
 * @param versions the one partition of {@code versions}
 */
public record InputStreams(List<Dataset<Row>> transactions, List<Dataset<Row>> labels, Dataset<Row> versions) {}
