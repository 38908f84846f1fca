package fraud.spark;

import fraud.config.DetectorParameters;
import fraud.model.Origin;
import fraud.parse.SourceRecord;
import fraud.ruleset.RuleSet;
import fraud.score.StartingModels;
import fraud.sink.OutputRecord;
import fraud.spark.metrics.DriverMetrics;
import fraud.spark.source.InputStreams;
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
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.datasources.v2.MicroBatchScanExec;
import org.apache.spark.sql.execution.streaming.runtime.MemoryStream;
import org.apache.spark.sql.execution.streaming.runtime.StreamingQueryWrapper;
import org.apache.spark.sql.streaming.StateOperatorProgress;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryProgress;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The topology in Spark, with a stream in memory for each partition of each topic instead of Kafka, batch by batch as
 * the test says.
 */
final class TopologyRun implements AutoCloseable {

    private static final InputTopics TOPICS = InputTopics.DEFAULT;

    private final SparkSession spark;
    private final DetectorParameters parameters;
    private final RuleSet rules;
    private final StartingModels models;
    private final Path checkpoint;
    private final Map<String, List<MemoryStream<Row>>> topics = new LinkedHashMap<>();
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
        topics.put(TOPICS.transactions(), partitions(parameters.partitions()));
        topics.put(TOPICS.labels(), partitions(parameters.labelPartitions()));
        topics.put(TOPICS.versions(), partitions(1));
    }

    private List<MemoryStream<Row>> partitions(int count) {
        return IntStream.range(0, count)
                .mapToObj(partition -> MemoryStream.apply(
                        Encoders.row(KafkaRows.SCHEMA), (org.apache.spark.sql.classic.SparkSession) spark))
                .toList();
    }

    TopologyRun start() throws TimeoutException {
        VoidFunction2<Dataset<OutputRecord>, Long> collect = (batch, id) -> batches.add(batch.collectAsList());
        InputStreams inputs = new InputStreams(
                streams(TOPICS.transactions()),
                streams(TOPICS.labels()),
                streams(TOPICS.versions()).get(0));
        // A topic of its own each time: as after a restart of the process, nothing has been read of it.
        VersionReader versions = new VersionReader(
                MemoryVersionsTopic.of(versionsTopic),
                rules,
                models,
                new CheckpointVerdicts(checkpoint.toString()),
                parameters);
        query = FraudTopology.build(inputs, parameters, versions, Attempts.ofAJob(), metrics.accumulator())
                .writeStream()
                .foreachBatch(collect)
                .option("checkpointLocation", checkpoint.toString())
                .start();
        return this;
    }

    private List<Dataset<Row>> streams(String topic) {
        return topics.get(topic).stream()
                .map(MemoryStream::toDF)
                .<Dataset<Row>>map(d -> d)
                .toList();
    }

    /**
     * Runs a batch with these records (or more than one, if Spark takes the first partitions' alone), and those without
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
            rows.computeIfAbsent(topics.get(origin.topic()).get(origin.partition()), stream -> new ArrayList<>())
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

    /** Lets no batch without data follow, so that the last plan is that of a batch with data. */
    TopologyRun withoutEmptyBatches() {
        spark.conf().set("spark.sql.streaming.noDataMicroBatches.enabled", "false");
        return this;
    }

    /** How many scans of a source the plan of the last batch has. */
    long scansOfLastBatch() {
        SparkPlan plan =
                ((StreamingQueryWrapper) query).streamingQuery().lastExecution().executedPlan();
        return CollectionConverters.asJava(plan.collectLeaves()).stream()
                .filter(MicroBatchScanExec.class::isInstance)
                .count();
    }

    /** Records that Spark has read, over all sources and batches. */
    long recordsRead() {
        return Arrays.stream(query.recentProgress())
                .mapToLong(StreamingQueryProgress::numInputRows)
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
