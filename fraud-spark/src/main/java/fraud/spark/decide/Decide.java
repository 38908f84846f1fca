package fraud.spark.decide;

import fraud.decide.AssessedTransaction;
import fraud.decide.Decision;
import fraud.recovery.RecordAttempts;
import fraud.sink.OutputCodec;
import fraud.sink.OutputRecord;
import fraud.spark.metrics.CountsAccumulator;
import fraud.spark.rules.AssessedOutput;
import org.apache.spark.api.java.function.MapFunction;

/** Turns reasons into the decision (SEMANTICS 5.3 to 5.5), and lets pass what is final already. Stateless. */
public final class Decide implements MapFunction<AssessedOutput, OutputRecord> {

    private static final long serialVersionUID = 1L;

    private final boolean withFeatures;
    private final RecordAttempts.Step decide;
    private final CountsAccumulator counts;

    /**
     * Decides.
     *
     * @param withFeatures whether decisions carry their features
     */
    public Decide(boolean withFeatures, RecordAttempts attempts, CountsAccumulator counts) {
        this.withFeatures = withFeatures;
        this.decide = attempts.step("decide");
        this.counts = counts;
    }

    @Override
    public OutputRecord call(AssessedOutput row) {
        AssessedTransaction assessed = row.transaction();
        return assessed == null
                ? row.output()
                : decide.get(assessed.enriched().origin(), () -> {
                    Decision decision = Decision.of(assessed, withFeatures);
                    OutputRecord output = OutputCodec.encode(decision);
                    counts.ofTask().decided(decision, System.currentTimeMillis());
                    return output;
                });
    }
}
