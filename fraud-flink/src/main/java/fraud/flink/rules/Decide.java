package fraud.flink.rules;

import fraud.decide.DecisionPolicy;
import fraud.flink.features.EnrichedTransaction;
import fraud.model.Decision;
import fraud.model.Transaction;
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
        return decide.get(assessed.enriched().origin(), () -> decide(assessed));
    }

    private Decision decide(AssessedTransaction assessed) {
        EnrichedTransaction enriched = assessed.enriched();
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
