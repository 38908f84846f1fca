package fraud.flink.completion;

import fraud.config.DetectorParameters;
import fraud.model.Origin;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Answers an end of input of {@code transactions} once everything sent before it has been handled (SEMANTICS 10.4):
 * emits the signal's partition when every input's clock has come to its end: when the readiness clock is E - s, where E
 * is the signal's timestamp (SEMANTICS 10.3). Keyed by partition; its only state are those timers.
 *
 * <p>The first input are the ends of input of {@code transactions}; the second those of {@code labels} and
 * {@code versions}, of which only the watermark counts. After a restart the watermark begins anew, so that a completion
 * may wait for further copies of the signals.
 */
public final class EmitCompletions extends KeyedCoProcessFunction<Integer, Origin, Origin, Integer> {

    private static final long serialVersionUID = 1L;

    private final long beforeSignalMillis;

    /** Completions by the skew of these parameters. */
    public EmitCompletions(DetectorParameters parameters) {
        this.beforeSignalMillis = parameters.skewMillis() + 1;
    }

    @Override
    public void processElement1(Origin signal, Context context, Collector<Integer> out) {
        // A watermark is the readiness clock less 1 ms.
        long endMillis = signal.publishedAtMillis() - beforeSignalMillis;
        if (context.timerService().currentWatermark() >= endMillis) {
            out.collect(signal.partition());
        } else {
            context.timerService().registerEventTimeTimer(endMillis);
        }
    }

    @Override
    public void processElement2(Origin signal, Context context, Collector<Integer> out) {
        // Answers are for each partition of transactions only.
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Integer> out) {
        out.collect(context.getCurrentKey());
    }
}
