package fraud.spark.source;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The input topics as streams, with the columns of Spark's Kafka source, headers included, and how far they have been
 * read. Their order is pinned in checkpoints.
 *
 * @param ofCards the topics {@code transactions} and {@code versions}, which the first stage handles
 * @param labels the topic {@code labels}
 * @param clock of {@link ClockSource}: the readiness clock of all partitions
 */
public record InputStreams(Dataset<Row> ofCards, Dataset<Row> labels, Dataset<Row> clock) {}
