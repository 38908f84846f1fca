package fraud.spark.source;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_millis;

import fraud.config.DetectorParameters;
import fraud.model.Origin;
import fraud.parse.SourceRecord;
import fraud.spark.RecordEncoder;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Keeps the clock of the topic (SEMANTICS 1.4). Spark's watermark is the greatest time of a source, but the least of several sources: so
 * each partition is a source of its own, and its watermark, the greatest timestamp less bound and skew, is that partition's share of W.
 * The query's watermark is then W itself, whatever the batches. A partition without a record holds it at 0.
 *
 * <p>After a restart Spark resumes with the watermark of the last batch, and moves it again once every partition has brought a record.
 */
public final class PartitionClocks {

    /**
     * The last header of that name, as in Kafka's own client; null if there is none or it is no number. A cast, since {@code decode} fails
     * the query on bytes that are not UTF-8.
     */
    private static final String INTENDED_SEND_MICROS =
            "try_cast(CAST(try_element_at(filter(headers, header -> header.key = '" + Origin.INTENDED_SEND_HEADER
                    + "'), -1).value AS STRING) AS BIGINT)";

    private PartitionClocks() {}

    /**
     * The records of all partitions, with the clock they keep. The watermark's column ends here, on purpose: it would make the stateful
     * stage drop rows behind the watermark, where the contract has none to drop.
     *
     * @param partitions each partition of {@code transactions} with the columns of Spark's Kafka source, headers included
     */
    public static Dataset<SourceRecord> withClocks(List<Dataset<Row>> partitions, DetectorParameters parameters) {
        String delay = parameters.lagMillis() + " milliseconds";
        return partitions.stream()
                .map(partition -> partition.withWatermark("timestamp", delay))
                .reduce(Dataset::union)
                .orElseThrow()
                .select(
                        struct(
                                        col("topic"),
                                        col("partition"),
                                        col("offset"),
                                        unix_millis(col("timestamp")).as("publishedAtMillis"),
                                        coalesce(expr(INTENDED_SEND_MICROS), lit(Origin.UNKNOWN))
                                                .as("intendedSendMicros"))
                                .as("origin"),
                        col("key"),
                        col("value"))
                .as(RecordEncoder.of(SourceRecord.class));
    }
}
