package fraud.flink.parse;

import fraud.model.DeadLetter;
import fraud.model.Mark;
import fraud.model.Origin;
import fraud.parse.ParseResult;
import fraud.recovery.RecordAttempts;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Sends what was read from a topic on its way: transactions and card controls, labels, or rule sets go on; models, dead
 * letters and end marks leave by side outputs; a progress mark has done its work by moving its partition's clock.
 * Stateless.
 */
public final class RouteRecords extends ProcessFunction<ParseResult, ParseResult> {

    /** Records that could not be read. */
    public static final OutputTag<DeadLetter> DEAD_LETTERS = new OutputTag<>("dead-letters") {};

    /** Where each copy of an end mark was read. */
    public static final OutputTag<Origin> END_MARKS = new OutputTag<>("end-marks") {};

    private static final long serialVersionUID = 1L;

    private final RecordAttempts.Step route;

    /** The router of a topic. */
    public RouteRecords(RecordAttempts attempts) {
        this.route = attempts.step("route");
    }

    @Override
    public void processElement(ParseResult record, Context context, Collector<ParseResult> out) {
        route.run(record.origin(), () -> route(record, context, out));
    }

    private static void route(ParseResult record, Context context, Collector<ParseResult> out) {
        switch (record.kind()) {
            case TRANSACTION, CONTROL, LABEL, RULE_SET, MODEL -> out.collect(record);
            case DEAD_LETTER -> context.output(DEAD_LETTERS, record.deadLetter());
            case MARK -> {
                if (record.mark() == Mark.END) {
                    context.output(END_MARKS, record.origin());
                }
            }
        }
    }
}
