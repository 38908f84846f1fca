package fraud.flink.decide;

import fraud.decide.AssessedTransaction;
import fraud.decide.Decision;
import fraud.recovery.RecordAttempts;
import org.apache.flink.api.common.functions.MapFunction;

/** Turns reasons into the decision (SEMANTICS 5.3 to 5.5). Stateless. */
public final class Decide implements MapFunction<AssessedTransaction, Decision> {

    private static final long serialVersionUID = 1L;

    private final boolean withFeatures;
    private final RecordAttempts.Step decide;

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
    public Decision map(AssessedTransaction assessed) {
        return decide.get(assessed.enriched().origin(), () -> Decision.of(assessed, withFeatures));
    }
}
