package fraud.scoring.spark;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_millis;

import fraud.config.ConfigException;
import fraud.model.Origin;
import fraud.parse.SourceRecord;
import fraud.score.StartingModels;
import fraud.scoring.StatelessScoring;
import fraud.settings.RequiredTopics;
import fraud.sink.OutputKind;
import fraud.sink.OutputRecord;
import fraud.spark.config.GracefulStop;
import fraud.spark.config.JobConfig;
import fraud.spark.config.ProgressFile;
import fraud.spark.config.SessionSettings;
import fraud.spark.sink.KafkaOutputs;
import fraud.spark.sink.KafkaRow;
import fraud.spark.source.KafkaInputs;
import fraud.spark.state.RecordEncoder;
import fraud.topics.DetectorMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;

/**
 * Scoring alone on Spark, for the load lab: transactions that carry their features, the model and the rules, and no
 * state. Its twin is {@code ScoringFlinkJob}, which does the same on Flink.
 *
 * <pre>
 * transactions ─ score ─► decisions
 * </pre>
 *
 * <p>It runs in Real-Time Mode, which in this version of Spark has no state: a task of each partition reads, scores and
 * writes for the length of a batch, {@code trigger.interval.millis}, so that the cluster needs a core for each
 * partition. It has the detector's other settings, and with them its Kafka clients. What both twins do with a record is
 * one function, {@link StatelessScoring}: what differs between them is the engine.
 *
 * <p>A record that holds no transaction with its features fails the job: the lab makes none. Labels and versions are
 * not read, since nothing is remembered.
 */
public final class ScoringSparkJob {

    /** Spark allows no shorter batch; its setting could, but so short they are not what the mode is for. */
    private static final long LEAST_BATCH_MILLIS = 5_000;

    /** The last header of that name, as Kafka's own client finds it; null if there is none. */
    private static final String INTENDED_SEND_MICROS =
            "CAST(CAST(try_element_at(filter(headers, header -> header.key = '" + Origin.INTENDED_SEND_HEADER
                    + "'), -1).value AS STRING) AS BIGINT)";

    private ScoringSparkJob() {}

    /** Runs the job with the arguments of the detector (see {@link JobConfig}) until it is stopped. */
    public static void main(String[] arguments) throws Exception {
        JobConfig config = JobConfig.parse(arguments);
        if (config.triggerIntervalMillis() < LEAST_BATCH_MILLIS) {
            throw new ConfigException("trigger.interval.millis = " + config.triggerIntervalMillis()
                    + ": must be at least " + LEAST_BATCH_MILLIS + ", the length of a batch in Real-Time Mode");
        }
        DetectorMemory unused = RequiredTopics.find(config.detector());
        SparkSession spark = SessionSettings.session(config);
        config.progressFile().map(ProgressFile::at).ifPresent(spark.streams()::addListener);

        Dataset<Row> records = spark.readStream()
                .format("kafka")
                .options(KafkaInputs.sourceOptions(config))
                .option("subscribe", config.detector().topics().transactions())
                .load();
        StreamingQuery query = scored(
                        records,
                        config.detector().models(),
                        OutputKind.DECISION.topic(config.detector().detectorName()))
                .writeStream()
                .format("kafka")
                .options(KafkaOutputs.sinkOptions(config))
                .queryName("score")
                .option("checkpointLocation", SessionSettings.checkpointLocation(spark, config))
                .outputMode(OutputMode.Update())
                .trigger(Trigger.RealTime(config.triggerIntervalMillis()))
                .start();
        GracefulStop.onShutdown(() -> query);
        query.awaitTermination();
    }

    /**
     * The decisions as Spark's Kafka sink wants them.
     *
     * @param records with the columns of Spark's Kafka source, headers included
     * @param topic of the decisions
     */
    static Dataset<KafkaRow> scored(Dataset<Row> records, StartingModels models, String topic) {
        return records.select(
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
                .as(RecordEncoder.of(SourceRecord.class))
                .map(new Score(models, topic), RecordEncoder.of(KafkaRow.class));
    }

    /**
     * Scores each record by itself, and addresses its decision. The headers {@code source} and
     * {@value Origin#INTENDED_SEND_HEADER} are those of the lab's echo, by which it is held against its source.
     */
    static final class Score implements MapFunction<SourceRecord, KafkaRow> {

        private static final long serialVersionUID = 1L;

        /** A JVM reads the model once, and not once a batch, of which each has tasks of its own. */
        private static final Map<StartingModels, StatelessScoring> LOADED = new ConcurrentHashMap<>();

        private final StartingModels models;
        private final String topic;
        private transient StatelessScoring scoring;

        Score(StartingModels models, String topic) {
            this.models = models;
            this.topic = topic;
        }

        @Override
        public KafkaRow call(SourceRecord record) {
            if (scoring == null) {
                scoring = LOADED.computeIfAbsent(models, StatelessScoring::of);
            }
            Origin origin = record.origin();
            OutputRecord decision = scoring.score(record);
            List<KafkaRow.Header> headers = new ArrayList<>(2);
            headers.add(header("source", origin.partition() + "-" + origin.offset()));
            if (decision.intendedSendMicros() != Origin.UNKNOWN) {
                headers.add(header(Origin.INTENDED_SEND_HEADER, Long.toString(decision.intendedSendMicros())));
            }
            return new KafkaRow(topic, decision.key(), decision.value(), headers);
        }

        private static KafkaRow.Header header(String key, String value) {
            return new KafkaRow.Header(key, value.getBytes(US_ASCII));
        }
    }
}
