package fraud.flink.sequences;

import fraud.config.DetectorParameters;
import fraud.flink.config.OperatorIds;
import fraud.flink.state.BinaryTypes;
import fraud.recovery.RecordAttempts;
import fraud.sequences.Alert;
import fraud.sequences.SequenceEvent;
import fraud.sequences.SequenceRule;
import fraud.sequences.SequenceSubject;
import java.util.List;
import java.util.Locale;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.cep.CEP;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/**
 * The sequences of cards, merchants and issuer ranges, side by side: each has its candidates picked before the shuffle,
 * since CEP writes to state whatever it is shown, and its pattern matched by what the sequence is about.
 *
 * @param alerts the alerts of all sequences
 * @param skewViolations what a sequence could not see though it was not late, once for each that could not
 */
public record Sequences(DataStream<Alert> alerts, DataStream<SequenceEvent> skewViolations) {

    static final List<SequencePattern> ALL = List.of(
            new CardTestingPattern(),
            new AccountTakeoverPattern(),
            new EscalationPattern(),
            new UnconfirmedDevicePattern(),
            new MuleCashOutPattern(),
            new BinEnumerationPattern());

    private static final OutputTag<SequenceEvent> SKEW_VIOLATIONS =
            new OutputTag<>("skew-violations", BinaryTypes.SEQUENCE_EVENT);

    /**
     * Attaches all sequences.
     *
     * @param timely transactions that are neither late nor duplicates, in no particular order
     */
    public static Sequences of(
            DataStream<SequenceEvent> timely, DetectorParameters parameters, RecordAttempts attempts) {
        DataStream<SequenceEvent> inTheirTime = timely.transform(
                        "sequence time", timely.getType(), new SequenceTime(parameters.maxOutOfOrdernessMillis()))
                .uid(OperatorIds.SEQUENCE_TIME);
        return ALL.stream()
                .map(sequence -> attach(sequence, inTheirTime, attempts))
                .reduce((some, others) -> new Sequences(
                        some.alerts().union(others.alerts()),
                        some.skewViolations().union(others.skewViolations())))
                .orElseThrow();
    }

    private static Sequences attach(
            SequencePattern sequence, DataStream<SequenceEvent> inTheirTime, RecordAttempts attempts) {
        SequenceRule rule = sequence.rule();
        String name = rule.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        SequenceSubject subject = rule.subject();
        KeySelector<SequenceEvent, String> key = subject::idOf;
        DataStream<SequenceEvent> candidates = inTheirTime
                .filter(new PickCandidates(sequence, attempts))
                .name("candidates of " + name)
                .uid(OperatorIds.ofCandidates(rule));
        SingleOutputStreamOperator<Alert> alerts = CEP.pattern(
                        candidates.keyBy(key), sequence.pattern(attempts), new SequenceOrder())
                .sideOutputLateData(SKEW_VIOLATIONS)
                .process(new RaiseAlert(rule, attempts))
                .name(name)
                .uid(OperatorIds.ofPattern(rule));
        return new Sequences(alerts, alerts.getSideOutput(SKEW_VIOLATIONS));
    }
}
