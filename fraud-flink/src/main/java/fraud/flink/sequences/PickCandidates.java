package fraud.flink.sequences;

import fraud.flink.metrics.TaskMetrics;
import fraud.metrics.DetectorCounts;
import fraud.metrics.Metric;
import fraud.recovery.RecordAttempts;
import fraud.sequences.SequenceEvent;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFilterFunction;

/** Lets pass what a sequence is to see. Stateless. */
final class PickCandidates extends RichFilterFunction<SequenceEvent> {

    private static final long serialVersionUID = 1L;

    private final SequencePattern sequence;
    private final RecordAttempts.Step pick;
    private transient DetectorCounts counts;

    PickCandidates(SequencePattern sequence, RecordAttempts attempts) {
        this.sequence = sequence;
        this.pick = attempts.step("pick candidates of " + sequence.rule());
    }

    @Override
    public void open(OpenContext context) {
        counts = TaskMetrics.in(getRuntimeContext().getMetricGroup(), Metric.SEQUENCE_CANDIDATES);
    }

    @Override
    public boolean filter(SequenceEvent event) {
        boolean isCandidate = pick.get(event, () -> sequence.isCandidate(event));
        if (isCandidate) {
            counts.candidate(sequence.rule());
        }
        return isCandidate;
    }
}
