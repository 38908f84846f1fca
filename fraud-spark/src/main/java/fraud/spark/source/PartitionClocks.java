package fraud.spark.source;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.timestamp_millis;
import static org.apache.spark.sql.functions.unix_millis;

import fraud.config.DetectorParameters;
import fraud.model.Origin;
import fraud.parse.SourceRecord;
import fraud.spark.state.RecordEncoder;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Keeps the clocks of the input topics (SEMANTICS 1.4). Spark's watermark is the greatest time of a source, but the
 * least of several sources: so each partition is a source of its own, and its watermark, the greatest timestamp less
 * the skew, is that partition's clock. Labels are a step ahead, as they are waited for less long. The query's watermark
 * is then the readiness clock,
 *
 * <pre>min(clock of transactions, clock of labels + 1 h - lead, clock of versions)</pre>
 *
 * whatever the batches, in both stateful stages: once it is past {@code t - lead}, all has been read that counts for a
 * transaction at t (5.1), and less the maximum out-of-orderness it is never beyond the sequence clock. A partition
 * without a record holds it at 0.
 *
 * <p>After a restart Spark resumes with the watermark of the last batch, and moves it again once every partition has
 * brought a record.
 */
public final class PartitionClocks {

    /**
     * The last header of that name, as in Kafka's own client; null if there is none or it is no number. A cast, since
     * {@code decode} fails the query on bytes that are not UTF-8.
     */
    private static final String INTENDED_SEND_MICROS =
            "try_cast(CAST(try_element_at(filter(headers, header -> header.key = '" + Origin.INTENDED_SEND_HEADER
                    + "'), -1).value AS STRING) AS BIGINT)";

    private static final String CLOCK = "clock";

    private PartitionClocks() {}

    /** The records of {@code transactions}. */
    public static Dataset<SourceRecord> ofTransactions(InputStreams inputs, DetectorParameters parameters) {
        return records(inputs.transactions(), 0, parameters);
    }

    /** The records of {@code labels}. */
    public static Dataset<SourceRecord> ofLabels(InputStreams inputs, DetectorParameters parameters) {
        long aheadMillis = DetectorParameters.LABEL_DELAY.toMillis() - parameters.leadMillis();
        return records(inputs.labels(), aheadMillis, parameters);
    }

    /** The records of {@code versions}. */
    public static Dataset<SourceRecord> ofVersions(InputStreams inputs, DetectorParameters parameters) {
        return records(List.of(inputs.versions()), 0, parameters);
    }

    /**
     * The records of all partitions, with the clock they keep. The watermark's column ends here, on purpose: it would
     * make the stateful stages drop rows behind the watermark, where the contract has none to drop.
     */
    private static Dataset<SourceRecord> records(
            List<Dataset<Row>> partitions, long aheadMillis, DetectorParameters parameters) {
        Column clock = timestamp_millis(unix_millis(col("timestamp")).plus(aheadMillis));
        String skew = parameters.skewMillis() + " milliseconds";
        return partitions.stream()
                .map(partition -> partition.withColumn(CLOCK, clock).withWatermark(CLOCK, skew))
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
