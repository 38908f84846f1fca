package fraud.flink.decide;

import fraud.decide.AssessedTransaction;
import fraud.decide.Decision;
import fraud.flink.metrics.TaskMetrics;
import fraud.metrics.DetectorCounts;
import fraud.metrics.Metric;
import fraud.recovery.RecordAttempts;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Turns reasons into the decision (SEMANTICS 5.3 to 5.5). Stateless. */
public final class Decide extends RichMapFunction<AssessedTransaction, Decision> {

    private static final long serialVersionUID = 1L;

    private final boolean withFeatures;
    private final RecordAttempts.Step decide;
    private transient DetectorCounts counts;

    /**
     * Decides.
     *
     * @param withFeatures whether decisions carry their features
     */
    public Decide(boolean withFeatures, RecordAttempts attempts) {
        this.withFeatures = withFeatures;
        this.decide = attempts.step("decide");
    }

    @Override
    public void open(OpenContext context) {
        counts = TaskMetrics.in(
                getRuntimeContext().getMetricGroup(),
                Metric.DECISIONS,
                Metric.RULES_FIRED,
                Metric.VERSION_IN_FORCE,
                Metric.LAST_DECISION,
                Metric.DECISION_LATENCY);
    }

    @Override
    public Decision map(AssessedTransaction assessed) {
        Decision decision = decide.get(assessed.enriched().origin(), () -> Decision.of(assessed, withFeatures));
        counts.decided(decision, System.currentTimeMillis());
        return decision;
    }
}
