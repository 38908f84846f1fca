package fraud.flink.parse;

import fraud.flink.metrics.TaskMetrics;
import fraud.metrics.DetectorCounts;
import fraud.metrics.Metric;
import fraud.model.DeadLetter;
import fraud.model.Origin;
import fraud.model.Signal;
import fraud.parse.ParseResult;
import fraud.recovery.RecordAttempts;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Sends what was read from a topic on its way: transactions and card controls, labels, or rule sets go on; models, dead
 * letters and ends of input leave by side outputs; a heartbeat has done its work by moving its partition's clock.
 * Stateless.
 */
public final class RouteRecords extends ProcessFunction<ParseResult, ParseResult> {

    /** Records that could not be read. */
    public static final OutputTag<DeadLetter> DEAD_LETTERS = new OutputTag<>("dead-letters") {};

    /** Where each copy of an end of input was read. */
    public static final OutputTag<Origin> ENDS_OF_INPUT = new OutputTag<>("end-of-inputs") {};

    private static final long serialVersionUID = 1L;

    private final RecordAttempts.Step route;
    private transient DetectorCounts counts;

    /** The router of a topic. */
    public RouteRecords(RecordAttempts attempts) {
        this.route = attempts.step("route");
    }

    @Override
    public void open(OpenContext context) {
        counts = TaskMetrics.in(getRuntimeContext().getMetricGroup(), Metric.DEAD_LETTERS);
    }

    @Override
    public void processElement(ParseResult record, Context context, Collector<ParseResult> out) {
        route.run(record.origin(), () -> route(record, context, out));
    }

    private void route(ParseResult record, Context context, Collector<ParseResult> out) {
        switch (record.kind()) {
            case TRANSACTION, CONTROL, LABEL, RULE_SET, MODEL -> out.collect(record);
            case DEAD_LETTER -> {
                context.output(DEAD_LETTERS, record.deadLetter());
                counts.deadLetter(record.deadLetter().reason());
            }
            case SIGNAL -> {
                if (record.signal() == Signal.END_OF_INPUT) {
                    context.output(ENDS_OF_INPUT, record.origin());
                }
            }
        }
    }
}
