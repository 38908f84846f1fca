package fraud.flink.sink;

import fraud.config.DetectorParameters;
import fraud.model.Origin;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Answers an end mark once everything sent before it has been handled (SEMANTICS 10.4): emits the mark's partition when W has passed the
 * greatest time of the input, which is the mark's timestamp - b - s - 1 (SEMANTICS 10.3). Keyed by partition; its only state are those
 * timers.
 *
 * <p>After a restart the watermark begins anew, so that an echo may wait for a further copy of the mark.
 */
public final class EchoEndMarks extends KeyedProcessFunction<Integer, Origin, Integer> {

    private static final long serialVersionUID = 1L;

    private final long beforeMarkMillis;

    /** Echoes by the bound and skew of these parameters. */
    public EchoEndMarks(DetectorParameters parameters) {
        this.beforeMarkMillis = parameters.lagMillis() + 1;
    }

    @Override
    public void processElement(Origin mark, Context context, Collector<Integer> out) {
        long greatestMillis = mark.publishedAtMillis() - beforeMarkMillis;
        if (context.timerService().currentWatermark() >= greatestMillis) {
            out.collect(mark.partition());
        } else {
            context.timerService().registerEventTimeTimer(greatestMillis);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Integer> out) {
        out.collect(context.getCurrentKey());
    }
}
