package fraud.spark.rules;

import fraud.decide.DecisionPolicy;
import fraud.model.Decision;
import fraud.model.Transaction;
import fraud.recovery.RecordAttempts;
import fraud.sink.OutputCodec;
import fraud.sink.OutputRecord;
import fraud.spark.features.EnrichedTransaction;
import org.apache.spark.api.java.function.MapFunction;

/** Turns reasons into the decision (SEMANTICS 5.3 to 5.5), and lets pass what is final already. Stateless. */
public final class Decide implements MapFunction<AssessedOutput, OutputRecord> {

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
    public OutputRecord call(AssessedOutput assessed) {
        return assessed.transaction() == null
                ? assessed.output()
                : decide.get(assessed.transaction().origin(), () -> OutputCodec.encode(decide(assessed)));
    }

    private Decision decide(AssessedOutput assessed) {
        EnrichedTransaction enriched = assessed.transaction();
        Transaction transaction = enriched.transaction();
        return new Decision(
                transaction.transactionId(),
                transaction.cardId(),
                transaction.eventTimeMillis(),
                DecisionPolicy.outcome(assessed.reasons()),
                assessed.reasons(),
                enriched.flags(),
                assessed.ruleSetVersion(),
                assessed.scores(),
                withFeatures ? enriched.features() : null,
                enriched.origin());
    }
}
