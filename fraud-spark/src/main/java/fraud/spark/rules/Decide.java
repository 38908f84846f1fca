package fraud.spark.rules;

import fraud.config.DetectorParameters;
import fraud.decide.DecisionPolicy;
import fraud.model.Decision;
import fraud.model.Reason;
import fraud.model.Transaction;
import fraud.rules.RuleSet;
import fraud.sink.OutputCodec;
import fraud.sink.OutputRecord;
import fraud.spark.features.CardOutput;
import fraud.spark.features.EnrichedTransaction;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;

/** Makes the decision of each transaction, and passes on what is final already (SEMANTICS 5.3 to 5.5). Pure. */
public final class Decide implements MapFunction<CardOutput, OutputRecord> {

    private static final long serialVersionUID = 1L;
    private static final double NO_SCORE = 0;

    private final EvaluateRules rules;
    private final int ruleSetVersion;
    private final boolean withFeatures;

    /** Decisions under one rule set. */
    public Decide(DetectorParameters parameters, RuleSet rules) {
        this.rules = new EvaluateRules(rules);
        this.ruleSetVersion = rules.version();
        this.withFeatures = parameters.withFeatures();
    }

    @Override
    public OutputRecord call(CardOutput output) {
        return output.transaction() == null ? output.output() : OutputCodec.encode(decide(output.transaction()));
    }

    private Decision decide(EnrichedTransaction enriched) {
        Transaction transaction = enriched.transaction();
        List<Reason> reasons = rules.reasons(enriched);
        return new Decision(
                transaction.transactionId(),
                transaction.cardId(),
                transaction.eventTimeMillis(),
                DecisionPolicy.outcome(reasons),
                NO_SCORE,
                reasons,
                enriched.flags(),
                ruleSetVersion,
                Decision.NO_MODEL,
                withFeatures ? enriched.features() : null,
                enriched.origin());
    }
}
