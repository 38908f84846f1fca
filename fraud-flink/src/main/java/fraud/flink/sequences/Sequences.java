package fraud.flink.sequences;

import fraud.model.Alert;
import fraud.model.SequenceRule;
import fraud.recovery.RecordAttempts;
import fraud.sequences.SequenceEvent;
import java.util.Locale;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.cep.CEP;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/**
 * The sequences of cards and merchants, side by side: each has its candidates picked before the shuffle, since CEP
 * writes to state whatever it is shown, and its pattern matched by card or by merchant.
 */
public final class Sequences {

    private static final OutputTag<SequenceEvent> SKEW_VIOLATIONS = new OutputTag<>("skew-violations") {};

    private final DataStream<SequenceEvent> timely;
    private final RecordAttempts attempts;
    private DataStream<Alert> alerts;
    private DataStream<SequenceEvent> skewViolations;

    /**
     * No sequence yet.
     *
     * @param timely transactions that are neither late nor duplicates, in {@link SequenceTime}
     */
    public Sequences(DataStream<SequenceEvent> timely, RecordAttempts attempts) {
        this.timely = timely;
        this.attempts = attempts;
    }

    /**
     * Adds a sequence.
     *
     * @param uid of the pattern's operator, and with {@code -candidates} behind that of the filter
     * @param candidates says which events the pattern is shown
     */
    public void add(
            SequenceRule rule,
            String uid,
            FilterFunction<SequenceEvent> candidates,
            Pattern<SequenceEvent, ?> pattern) {
        String name = rule.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        KeySelector<SequenceEvent, String> key =
                rule.isOfMerchant() ? SequenceEvent::merchantId : SequenceEvent::cardId;
        RecordAttempts.Step pick = attempts.step("pick candidates of " + rule);
        DataStream<SequenceEvent> seen = timely.filter(event -> pick.get(event, () -> candidates.filter(event)))
                .name("candidates of " + name)
                .uid(uid + "-candidates");
        SingleOutputStreamOperator<Alert> matches = CEP.pattern(seen.keyBy(key), pattern, new SequenceOrder())
                .sideOutputLateData(SKEW_VIOLATIONS)
                .process(new RaiseAlert(rule, attempts))
                .name(name)
                .uid(uid);
        DataStream<SequenceEvent> refused = matches.getSideOutput(SKEW_VIOLATIONS);
        alerts = alerts == null ? matches : alerts.union(matches);
        skewViolations = skewViolations == null ? refused : skewViolations.union(refused);
    }

    /** The alerts of all sequences. */
    public DataStream<Alert> alerts() {
        return alerts;
    }

    /** What a sequence could not see though it was not late, once for each that could not. */
    public DataStream<SequenceEvent> skewViolations() {
        return skewViolations;
    }
}
