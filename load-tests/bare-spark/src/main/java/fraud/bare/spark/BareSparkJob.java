package fraud.bare.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.get_json_object;
import static org.apache.spark.sql.functions.lit;

import fraud.model.Origin;
import fraud.sink.OutputKind;
import fraud.spark.config.GracefulStop;
import fraud.spark.config.JobConfig;
import fraud.spark.config.ProgressFile;
import fraud.spark.config.SessionSettings;
import fraud.spark.sink.KafkaOutputs;
import fraud.spark.source.KafkaInputs;
import fraud.spark.state.RecordEncoder;
import fraud.topics.InputTopics;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StatefulProcessor;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.TTLConfig;
import org.apache.spark.sql.streaming.TimeMode;
import org.apache.spark.sql.streaming.TimerValues;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.sql.streaming.ValueState;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Spark without the domain, for the load lab: what micro-batches of reading, two shuffles, keyed state, commits and
 * writing cost whatever the records mean. Every record of {@code transactions} is counted by card, then by merchant,
 * and sent on as it is.
 *
 * <pre>
 * transactions ─┐
 * labels ───────┼─ of transactions only ─ by card ─ count ─ by merchant ─ count ─► decisions
 * versions ─────┘
 * </pre>
 *
 * <p>It has the detector's settings, and with them its state provider, trigger, limit of a batch, shuffle partitions
 * and Kafka clients; its stateful operator is the detector's, {@code transformWithState}. A record's key is its card,
 * so that of its value no more than the merchant is read. What needs no state is columns, which Spark compiles.
 *
 * <p>What it has not, since it is the detector's own: event time, for whose clock the detector has a source, timers,
 * the check that topics are still the same, a query that is started again, attempts at a record that fails, and the
 * completion of an end of input. Labels and versions are read, which every detector on these topics pays for; what
 * becomes of them is the domain.
 *
 * <p>Comparisons over time rest on this file: it does not change with the detector, whose settings alone it follows.
 */
public final class BareSparkJob {

    /** The last header of that name, as Kafka's own client finds it; null if there is none. */
    private static final String INTENDED_SEND =
            "try_element_at(filter(headers, header -> header.key = '" + Origin.INTENDED_SEND_HEADER + "'), -1).value";

    /**
     * The headers {@code source} and {@value Origin#INTENDED_SEND_HEADER} are those of the lab's echo, by which a
     * record is held against its source; {@code counts} is of the card and of the merchant.
     */
    private static final String HEADERS = "filter(array("
            + "struct('source' AS key, CAST(source AS BINARY) AS value), "
            + "struct('counts' AS key, CAST(concat_ws(',', cardCount, merchantCount) AS BINARY) AS value), "
            + "struct('" + Origin.INTENDED_SEND_HEADER + "' AS key, intendedSend AS value)), "
            + "header -> header.value IS NOT NULL)";

    private BareSparkJob() {}

    /** Runs the job with the arguments of the detector (see {@link JobConfig}) until it is stopped. */
    public static void main(String[] arguments) throws Exception {
        JobConfig config = JobConfig.parse(arguments);
        InputTopics topics = config.detector().topics();
        SparkSession spark = SessionSettings.session(config);
        config.progressFile().map(ProgressFile::at).ifPresent(spark.streams()::addListener);
        Encoder<Echo> echo = RecordEncoder.of(Echo.class);

        Dataset<Echo> counted = read(spark, config, topics.transactions())
                .union(read(spark, config, topics.labels()))
                .union(read(spark, config, topics.versions()))
                // By what only a record says: a topic that the plan knew to be dropped would not be read at all.
                .where(col("topic").equalTo(topics.transactions()))
                .select(
                        coalesce(col("key").cast("string"), lit("")).as("card"),
                        coalesce(get_json_object(col("value").cast("string"), "$.merchantId"), lit(""))
                                .as("merchant"),
                        col("value"),
                        concat_ws("-", col("partition"), col("offset")).as("source"),
                        expr(INTENDED_SEND).as("intendedSend"),
                        lit(0L).as("cardCount"),
                        lit(0L).as("merchantCount"))
                .as(echo)
                .groupBy(col("card"))
                .as(Encoders.STRING(), echo)
                .transformWithState(new Count(Echo::withCardCount), TimeMode.None(), OutputMode.Append(), echo)
                .groupBy(col("merchant"))
                .as(Encoders.STRING(), echo)
                .transformWithState(new Count(Echo::withMerchantCount), TimeMode.None(), OutputMode.Append(), echo);

        StreamingQuery query = counted.select(
                        lit(OutputKind.DECISION.topic(config.detector().detectorName()))
                                .as("topic"),
                        expr("nullif(card, '')").as("key"),
                        col("value"),
                        expr(HEADERS).as("headers"))
                .writeStream()
                .format("kafka")
                .options(KafkaOutputs.sinkOptions(config))
                .queryName("count")
                .option("checkpointLocation", SessionSettings.checkpointLocation(spark, config))
                .trigger(Trigger.ProcessingTime(config.triggerIntervalMillis()))
                .start();
        GracefulStop.onShutdown(() -> query);
        query.awaitTermination();
    }

    private static Dataset<Row> read(SparkSession spark, JobConfig config, String topic) {
        return spark.readStream()
                .format("kafka")
                .options(KafkaInputs.batchSourceOptions(config))
                .option("subscribe", topic)
                .option("maxOffsetsPerTrigger", config.maxOffsetsPerTrigger())
                .load();
    }

    /**
     * A record on its way from topic to topic.
     *
     * @param card the record's key; empty if it has none
     * @param merchant what its value says; empty if it says nothing
     * @param value as it was read; null if it was
     * @param source where it was read: partition and offset, {@code 3-1024}
     * @param intendedSend the header {@value Origin#INTENDED_SEND_HEADER} as it was read, or null
     * @param cardCount records of the card so far, this one included; 0 until it was counted
     * @param merchantCount records of the merchant so far, this one included; 0 until it was counted
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way from Kafka to Kafka, never compared
    public record Echo(
            String card,
            String merchant,
            byte[] value,
            String source,
            byte[] intendedSend,
            long cardCount,
            long merchantCount) {

        Echo withCardCount(long count) {
            return new Echo(card, merchant, value, source, intendedSend, count, merchantCount);
        }

        Echo withMerchantCount(long count) {
            return new Echo(card, merchant, value, source, intendedSend, cardCount, count);
        }
    }

    /** Counts the records of each key, in one value of keyed state, and tells each how many there were. */
    private static final class Count extends StatefulProcessor<String, Echo, Echo> {

        private static final long serialVersionUID = 1L;

        private final Counted counted;
        private transient ValueState<Long> count;

        /** Writes a count into a record. */
        private interface Counted extends Serializable {
            Echo with(Echo echo, long count);
        }

        Count(Counted counted) {
            this.counted = counted;
        }

        @Override
        public void init(OutputMode outputMode, TimeMode timeMode) {
            count = getHandle().getValueState("count", Encoders.LONG(), TTLConfig.NONE());
        }

        @Override
        public Iterator<Echo> handleInputRows(String key, Iterator<Echo> rows, TimerValues timerValues) {
            Long before = count.get();
            long now = before == null ? 0 : before;
            List<Echo> echoes = new ArrayList<>();
            while (rows.hasNext()) {
                now++;
                echoes.add(counted.with(rows.next(), now));
            }
            count.update(now);
            return CollectionConverters.asScala(echoes.iterator());
        }
    }
}
