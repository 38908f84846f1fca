package fraud.flink.parse;

import fraud.model.DeadLetter;
import fraud.model.Mark;
import fraud.model.Origin;
import fraud.parse.ParseResult;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Sends what was read on its way: transactions and card controls go on to their card; dead letters and end marks leave by side outputs;
 * a progress mark has done its work by moving its partition's clock.
 */
public final class RouteRecords extends ProcessFunction<ParseResult, ParseResult> {

    /** Records that could not be read. */
    public static final OutputTag<DeadLetter> DEAD_LETTERS = new OutputTag<>("dead-letters") {};

    /** Where each copy of an end mark was read. */
    public static final OutputTag<Origin> END_MARKS = new OutputTag<>("end-marks") {};

    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(ParseResult record, Context context, Collector<ParseResult> out) {
        switch (record.kind()) {
            case TRANSACTION, CONTROL -> out.collect(record);
            case DEAD_LETTER -> context.output(DEAD_LETTERS, record.deadLetter());
            case MARK -> {
                if (record.mark() == Mark.END) {
                    context.output(END_MARKS, record.origin());
                }
            }
        }
    }
}
