package fraud.spark;

import fraud.config.DetectorParameters;
import fraud.model.Origin;
import fraud.parse.SourceRecord;
import fraud.ruleset.RuleSet;
import fraud.score.StartingModels;
import fraud.sink.OutputRecord;
import fraud.spark.metrics.DriverMetrics;
import fraud.spark.source.InputStreams;
import fraud.spark.source.PartitionClocks;
import fraud.spark.versions.CheckpointVerdicts;
import fraud.spark.versions.MemoryVersionsTopic;
import fraud.spark.versions.VersionReader;
import fraud.topics.InputTopics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.streaming.runtime.MemoryStream;
import org.apache.spark.sql.streaming.SourceProgress;
import org.apache.spark.sql.streaming.StateOperatorProgress;
import org.apache.spark.sql.streaming.StreamingQuery;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The topology in Spark, with streams in memory instead of Kafka, batch by batch as the test says.
 */
final class TopologyRun implements AutoCloseable {

    private static final InputTopics TOPICS = InputTopics.DEFAULT;

    private final SparkSession spark;
    private final DetectorParameters parameters;
    private final RuleSet rules;
    private final StartingModels models;
    private final Path checkpoint;
    private final Map<String, MemoryStream<Row>> topics = new LinkedHashMap<>();
    private final List<SourceRecord> versionsTopic = new CopyOnWriteArrayList<>();
    private final List<List<OutputRecord>> batches = Collections.synchronizedList(new ArrayList<>());
    private final DriverMetrics metrics;
    private StreamingQuery query;

    TopologyRun(
            DetectorParameters parameters,
            RuleSet rules,
            StartingModels models,
            int shufflePartitions,
            Path checkpoint) {
        // One context serves all tests of the JVM; what varies is set on a session of its own.
        SparkConf conf = KafkaRows.settings(shufflePartitions);
        this.spark = KafkaRows.session().newSession();
        for (scala.Tuple2<String, String> setting : conf.getAll()) {
            if (setting._1().startsWith("spark.sql.")) {
                spark.conf().set(setting._1(), setting._2());
            }
        }
        this.parameters = parameters;
        this.rules = rules;
        this.models = models;
        this.checkpoint = checkpoint;
        this.metrics = DriverMetrics.of(spark, TOPICS, parameters);
        MemoryStream<Row> ofCards = stream();
        topics.put(TOPICS.transactions(), ofCards);
        topics.put(TOPICS.versions(), ofCards);
        topics.put(TOPICS.labels(), stream());
    }

    private MemoryStream<Row> stream() {
        return MemoryStream.apply(Encoders.row(KafkaRows.SCHEMA), (org.apache.spark.sql.classic.SparkSession) spark);
    }

    TopologyRun start() throws TimeoutException {
        VoidFunction2<Dataset<OutputRecord>, Long> collect = (batch, id) -> batches.add(batch.collectAsList());
        InputStreams inputs = new InputStreams(
                topics.get(TOPICS.transactions()).toDF(),
                topics.get(TOPICS.labels()).toDF(),
                PartitionClocks.stream(spark, metrics::readinessMillis));
        // A topic of its own each time: as after a restart of the process, nothing has been read of it.
        VersionReader versions = new VersionReader(
                MemoryVersionsTopic.of(versionsTopic),
                rules,
                models,
                new CheckpointVerdicts(checkpoint.toString()),
                parameters);
        query = FraudTopology.build(inputs, TOPICS, parameters, versions, Attempts.ofAJob(), metrics.accumulator())
                .writeStream()
                .foreachBatch(collect)
                .option("checkpointLocation", checkpoint.toString())
                .start();
        return this;
    }

    /**
     * Runs a batch with these records (or more than one, if Spark takes the first topics' alone), and those without
     * data after it.
     */
    void batch(List<SourceRecord> records) {
        add(records);
        query.processAllAvailable();
    }

    /** Adds records to their partitions; those added before the start are one batch. */
    void add(List<SourceRecord> records) {
        records.stream()
                .filter(record -> record.origin().topic().equals(TOPICS.versions()))
                .forEach(versionsTopic::add);
        Map<MemoryStream<Row>, List<Row>> rows = new LinkedHashMap<>();
        for (SourceRecord record : records) {
            Origin origin = record.origin();
            rows.computeIfAbsent(topics.get(origin.topic()), stream -> new ArrayList<>())
                    .add(row(record));
        }
        rows.forEach((stream, ofStream) -> stream.addData(CollectionConverters.asScala(ofStream)));
    }

    private static Row row(SourceRecord record) {
        String intended = String.valueOf(record.origin().intendedSendMicros());
        return KafkaRows.row(record, new Row[] {
            RowFactory.create("other", null),
            RowFactory.create(Origin.INTENDED_SEND_HEADER, intended.getBytes(StandardCharsets.UTF_8))
        });
    }

    /** Rows that Spark's own late filter dropped, over all batches of the last start. */
    long droppedByWatermark() {
        return Arrays.stream(query.recentProgress())
                .flatMap(progress -> Arrays.stream(progress.stateOperators()))
                .mapToLong(StateOperatorProgress::numRowsDroppedByWatermark)
                .sum();
    }

    /** Values and timers in the state stores: of merchants, and of cards and all else. */
    List<Long> stateRowsByStage() {
        return Arrays.stream(query.lastProgress().stateOperators())
                .map(StateOperatorProgress::numRowsTotal)
                .toList();
    }

    /** How many sources a batch reads. */
    int sources() {
        return query.lastProgress().sources().length;
    }

    /** Records that Spark has read, over all topics and batches. */
    long recordsRead() {
        return Arrays.stream(query.recentProgress())
                .flatMap(progress -> Arrays.stream(progress.sources()))
                .filter(source -> !source.description().equals("readiness clock"))
                .mapToLong(SourceProgress::numInputRows)
                .sum();
    }

    /** What the driver counts. */
    DriverMetrics metrics() {
        return metrics;
    }

    /** Waits until listeners have heard of all batches so far. */
    void awaitProgress() throws TimeoutException {
        spark.sparkContext().listenerBus().waitUntilEmpty();
    }

    /** What each batch put out, in order, those without data included. */
    List<List<OutputRecord>> batches() {
        return List.copyOf(batches);
    }

    List<OutputRecord> outputs() {
        return batches().stream().flatMap(List::stream).toList();
    }

    void stop() throws TimeoutException {
        query.stop();
    }

    @Override
    public void close() throws TimeoutException {
        stop();
    }
}
