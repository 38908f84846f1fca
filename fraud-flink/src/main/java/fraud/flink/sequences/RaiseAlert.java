package fraud.flink.sequences;

import fraud.flink.metrics.TaskMetrics;
import fraud.metrics.DetectorCounts;
import fraud.metrics.Metric;
import fraud.recovery.RecordAttempts;
import fraud.sequences.Alert;
import fraud.sequences.Alerts;
import fraud.sequences.SequenceEvent;
import fraud.sequences.SequenceRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.util.Collector;

/** Turns each match of a pattern into its alert (SEMANTICS 8.3). */
public final class RaiseAlert extends PatternProcessFunction<SequenceEvent, Alert> {

    private static final long serialVersionUID = 1L;

    private final SequenceRule rule;
    private final RecordAttempts.Step raise;
    private transient DetectorCounts counts;

    /**
     * Raises alerts of one sequence.
     *
     * @param rule the sequence that the pattern describes
     */
    public RaiseAlert(SequenceRule rule, RecordAttempts attempts) {
        this.rule = rule;
        this.raise = attempts.step("raise " + rule);
    }

    @Override
    public void open(OpenContext context) {
        counts = TaskMetrics.in(getRuntimeContext().getMetricGroup(), Metric.SEQUENCES_FIRED);
    }

    @Override
    public void processMatch(Map<String, List<SequenceEvent>> match, Context context, Collector<Alert> out) {
        // CEP gives the stages in no particular order, but each stage's events in theirs.
        List<SequenceEvent> events = new ArrayList<>();
        match.values().forEach(events::addAll);
        events.sort(SequenceEvent.ORDER);
        out.collect(raise.get(events.get(events.size() - 1), () -> Alerts.of(rule, events)));
        counts.fired(rule);
    }
}
