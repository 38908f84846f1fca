package fraud.spark.rules;

import fraud.decide.AssessedTransaction;
import fraud.features.EnrichedTransaction;
import fraud.recovery.RecordAttempts;
import fraud.spark.score.ScoredOutput;
import fraud.spark.versions.VersionReader;
import org.apache.spark.api.java.function.MapFunction;

/** Finds the rules that hold for a transaction under the rule set of its time (SEMANTICS 5.2, 5.3). Stateless. */
public final class EvaluateRules implements MapFunction<ScoredOutput, AssessedOutput> {

    private static final long serialVersionUID = 1L;

    private final VersionReader versions;
    private final RecordAttempts.Step evaluate;

    /** Evaluates the rule sets of a topic. */
    public EvaluateRules(VersionReader versions, RecordAttempts attempts) {
        this.versions = versions;
        this.evaluate = attempts.step("evaluate rules");
    }

    @Override
    public AssessedOutput call(ScoredOutput scored) {
        EnrichedTransaction enriched = scored.transaction();
        return enriched == null
                ? AssessedOutput.of(scored.output())
                : evaluate.get(
                        enriched.origin(),
                        () -> AssessedOutput.of(AssessedTransaction.of(
                                enriched, scored.scores(), versions.rulesAt(enriched.eventTimeMillis()))));
    }
}
