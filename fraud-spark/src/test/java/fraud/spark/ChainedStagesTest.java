package fraud.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.streaming.runtime.MemoryStream;
import org.apache.spark.sql.streaming.ExpiredTimerInfo;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StateOperatorProgress;
import org.apache.spark.sql.streaming.StatefulProcessor;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.TimeMode;
import org.apache.spark.sql.streaming.TimerValues;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What the topology rests on in Spark, without the topology: two stateful stages, one behind the other, with a union of
 * another source in between, have in every batch the same watermark, the least over all sources. What the first stage's
 * timer puts out, the second sees in the same batch, before its own timers fire; what it sets a timer for that is due
 * already fires in the same batch, too. No row is dropped, however old.
 */
@Tag("engine")
class ChainedStagesTest {

    private static final MapFunction<String, String> KEY = row -> row.replaceFirst(" .*", "");
    private static final MapFunction<Long, String> ROW = millis -> millis % 2 == 0 ? "even" : "odd";

    @TempDir
    private Path checkpoint;

    /** Writes down the watermark at each row and timer; each row sets the timer of its key. */
    private static final class Stage extends StatefulProcessor<String, String, String> {

        private static final long serialVersionUID = 1L;

        private final String name;
        private final long timerMillis;

        Stage(String name, long timerMillis) {
            this.name = name;
            this.timerMillis = timerMillis;
        }

        @Override
        public void init(OutputMode outputMode, TimeMode timeMode) {
            // No state but the timers.
        }

        @Override
        public Iterator<String> handleInputRows(String key, Iterator<String> rows, TimerValues values) {
            List<String> out = new ArrayList<>();
            CollectionConverters.asJava(rows).forEachRemaining(row -> out.add(row + seen("row", values)));
            getHandle().registerTimer(timerMillis);
            return CollectionConverters.asScala(out.iterator());
        }

        @Override
        public Iterator<String> handleExpiredTimer(String key, TimerValues values, ExpiredTimerInfo expired) {
            return CollectionConverters.asScala(
                    List.of(key + seen("timer", values)).iterator());
        }

        private String seen(String event, TimerValues values) {
            return " " + name + "-" + event + "@" + values.getCurrentWatermarkInMs();
        }
    }

    @Test
    void shareOneWatermarkAndFireInOneBatch() throws Exception {
        SparkSession spark = (SparkSession) KafkaRows.session().newSession();
        MemoryStream<Timestamp> one = MemoryStream.apply(Encoders.TIMESTAMP(), spark);
        MemoryStream<Timestamp> another = MemoryStream.apply(Encoders.TIMESTAMP(), spark);
        MemoryStream<Timestamp> ofSecond = MemoryStream.apply(Encoders.TIMESTAMP(), spark);
        Map<Long, List<String>> batches = Collections.synchronizedMap(new TreeMap<>());
        VoidFunction2<Dataset<String>, Long> collect = (batch, id) ->
                batches.put(id, batch.collectAsList().stream().sorted().toList());
        Dataset<String> first = stage(rows(one).union(rows(another)), new Stage("first", 100));
        StreamingQuery query = stage(first.union(rows(ofSecond)), new Stage("second", 50))
                .writeStream()
                .foreachBatch(collect)
                .option("checkpointLocation", checkpoint.toString())
                .start();
        try {
            add(one, 1_000);
            add(another, 1_000);
            query.processAllAvailable();
            add(ofSecond, 90);
            query.processAllAvailable();
            add(one, 5);
            add(ofSecond, 300, 10);
            query.processAllAvailable();

            assertThat(batches.values().stream().flatMap(List::stream))
                    .as("however the rows of a time were cut into batches")
                    .containsExactlyInAnyOrder(
                            "even first-row@0 second-row@0",
                            "even first-row@0 second-row@0",
                            "even second-row@0",
                            "even second-timer@90",
                            "even second-row@90",
                            "even second-row@90",
                            "even second-timer@90",
                            "odd first-row@90 second-row@90",
                            "odd second-timer@90",
                            "even first-timer@300 second-row@300",
                            "even second-timer@300",
                            "odd first-timer@300 second-row@300",
                            "odd second-timer@300");
            assertThat(List.copyOf(batches.values()).get(batches.size() - 1))
                    .as("one batch")
                    .hasSize(4);
            assertThat(Arrays.stream(query.recentProgress())
                            .flatMap(progress -> Arrays.stream(progress.stateOperators()))
                            .mapToLong(StateOperatorProgress::numRowsDroppedByWatermark))
                    .containsOnly(0L);
        } finally {
            query.stop();
        }
    }

    private static Dataset<String> stage(Dataset<String> rows, Stage stage) {
        return rows.groupByKey(KEY, Encoders.STRING())
                .transformWithState(stage, TimeMode.EventTime(), OutputMode.Append(), Encoders.STRING());
    }

    private static Dataset<String> rows(MemoryStream<Timestamp> source) {
        return source.toDF()
                .withWatermark("value", "0 milliseconds")
                .selectExpr("unix_millis(value)")
                .as(Encoders.LONG())
                .map(ROW, Encoders.STRING());
    }

    private static void add(MemoryStream<Timestamp> source, long... millis) {
        source.addData(CollectionConverters.asScala(
                Arrays.stream(millis).mapToObj(Timestamp::new).toList()));
    }
}
