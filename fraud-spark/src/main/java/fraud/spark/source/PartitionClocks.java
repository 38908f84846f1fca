package fraud.spark.source;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_millis;

import fraud.model.Origin;
import fraud.parse.SourceRecord;
import fraud.spark.state.RecordEncoder;
import java.util.Collections;
import java.util.function.LongSupplier;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Keeps the clocks of the input topics (SEMANTICS 1.4). Spark's watermark over a source is the greatest time seen in
 * any of its partitions; the contract's is the least of all partitions' clocks. So tasks say how far they have read,
 * each partition's greatest timestamp less the skew (labels an hour less the lead more, as they are waited for less
 * long), and the driver keeps the least,
 *
 * <pre>min(clock of transactions, clock of labels + 1 h - lead, clock of versions)</pre>
 *
 * the readiness clock. What the batches before have read of it is a source of its own, the only one with a watermark:
 * so that is the query's, in both stateful stages, whatever the batches and however many the partitions. Once it is
 * past {@code t - lead}, all has been read that counts for a transaction at t (5.1), and less the maximum
 * out-of-orderness it is never beyond the sequence clock. A partition without a record holds it at 0.
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

    private PartitionClocks() {}

    /** The records of a stream of Kafka's. */
    public static Dataset<SourceRecord> records(Dataset<Row> stream) {
        return stream.select(
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

    /**
     * The stream of the readiness clock.
     *
     * @param readinessMillis how far all partitions have been read
     */
    public static Dataset<Row> stream(SparkSession spark, LongSupplier readinessMillis) {
        return ClockSource.stream(spark, readinessMillis);
    }

    /**
     * Gives its watermark to the query, and no row. The watermark's column ends here, on purpose: it would make the
     * stateful stages drop rows behind the watermark, where the contract has none to drop.
     */
    public static <T> Dataset<T> watermark(Dataset<Row> clock, Encoder<T> encoder) {
        FlatMapFunction<Row, T> nothing = tick -> Collections.emptyIterator();
        return clock.withWatermark(ClockSource.COLUMN, "0 milliseconds").flatMap(nothing, encoder);
    }
}
