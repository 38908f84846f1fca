package fraud.reference;

import fraud.decide.AssessedTransaction;
import fraud.decide.Decision;
import fraud.features.EnrichedTransaction;
import fraud.ruleset.RuleSet;
import fraud.score.Scores;
import fraud.score.StartingModels;
import fraud.sink.OutputCodec;
import fraud.sink.OutputRecord;
import fraud.versions.VersionHistory;

/**
 * The part of the reference detector that needs no state: what model and rules of version 0 say of a transaction whose
 * features are known. The oracle that scoring by itself is compared with. Not thread-safe.
 */
public final class ReferenceScoring {

    private final RuleSet rules = RuleSet.defaults();
    private final ReferenceModels models;
    private final VersionHistory versions;

    /** Scores with the models that a detector starts with. */
    public ReferenceScoring(StartingModels models) {
        this.models = new ReferenceModels(models);
        this.versions = VersionHistory.startingWith(rules, models);
    }

    /** The record of the decision, without features. */
    public OutputRecord score(EnrichedTransaction enriched) {
        Scores scores = models.scores(enriched, versions, false);
        ReferenceRules evaluated = new ReferenceRules(enriched, scores, rules);
        return OutputCodec.encode(Decision.of(
                new AssessedTransaction(enriched, scores, evaluated.reasons(), evaluated.outcome(), rules.version()),
                false));
    }
}
