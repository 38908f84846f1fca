package fraud.spark.features;

import java.util.List;
import org.apache.spark.sql.execution.streaming.operators.stateful.transformwithstate.testing.InMemoryStatefulProcessorHandle;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StatefulProcessor;
import org.apache.spark.sql.streaming.TimeMode;
import org.apache.spark.sql.streaming.TwsTester;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/** One stage in Spark's own harness, which fires timers when the watermark is set. */
public final class StageTester<I, O> {

    private final StatefulProcessor<String, I, O> processor;
    private final TwsTester<String, I, O> tester;

    public StageTester(StatefulProcessor<String, I, O> processor) {
        this.processor = processor;
        this.tester = new TwsTester<>(
                processor,
                CollectionConverters.asScala(List.<scala.Tuple2<String, Object>>of())
                        .toList(),
                TimeMode.EventTime(),
                OutputMode.Append(),
                // The topology hands the stage no event-time column, so nothing is dropped as late.
                Option.apply(row -> Long.MAX_VALUE));
    }

    /** A batch with these rows of a key. */
    public List<O> rows(String key, List<I> rows) {
        return CollectionConverters.asJava(
                tester.test(key, CollectionConverters.asScala(rows).toList()));
    }

    /** What the timers up to this time bring. */
    List<O> watermark(long millis) {
        return CollectionConverters.asJava(tester.setWatermark(millis));
    }

    /** The times for which timers are set, of all keys. */
    List<Long> timers() {
        InMemoryStatefulProcessorHandle handle = (InMemoryStatefulProcessorHandle) processor.getHandle();
        return CollectionConverters.asJava(handle.timers().listExpiredTimers(Long.MAX_VALUE)).stream()
                .map(timer -> (Long) timer._1())
                .toList();
    }

    /** A value of state, or null. */
    Object value(String state, String key) {
        Option<Object> value = tester.peekValueState(state, key);
        return value.isEmpty() ? null : value.get();
    }
}
