package fraud.scoring;

import fraud.decide.AssessedTransaction;
import fraud.decide.Decision;
import fraud.features.EnrichedTransaction;
import fraud.parse.SourceRecord;
import fraud.rules.ModelScore;
import fraud.ruleset.RuleSet;
import fraud.score.BadModelException;
import fraud.score.Contribution;
import fraud.score.FeatureVector;
import fraud.score.ModelRole;
import fraud.score.PublishedModel;
import fraud.score.Scores;
import fraud.score.StartingModels;
import fraud.score.TreeEnsemble;
import fraud.sink.OutputCodec;
import fraud.sink.OutputRecord;

/**
 * From a transaction with its features to its decision: the champion that a detector starts with, in its portable form,
 * and the rules that it starts with. A function of one record alone: the part of a detector that needs no state.
 * Immutable and thread-safe.
 */
public final class StatelessScoring {

    private final RuleSet rules;
    private final PublishedModel champion;
    private final TreeEnsemble ensemble;

    private StatelessScoring(RuleSet rules, PublishedModel champion, TreeEnsemble ensemble) {
        this.rules = rules;
        this.champion = champion;
        this.ensemble = ensemble;
    }

    /**
     * Scores with the model and the rules of version 0.
     *
     * @param models of which the champion is read; without one, rules alone decide
     * @throws IllegalStateException if its files are not as they were when the settings were read
     */
    public static StatelessScoring of(StartingModels models) {
        PublishedModel champion = models.model(ModelRole.CHAMPION).orElse(null);
        try {
            return new StatelessScoring(
                    RuleSet.defaults(), champion, champion == null ? null : TreeEnsemble.load(models, champion));
        } catch (BadModelException e) {
            throw new IllegalStateException("the model has changed since the start: " + e.getMessage(), e);
        }
    }

    /**
     * The record of the decision.
     *
     * @param record as {@link FeaturedTransactionCodec} writes it
     * @throws IllegalArgumentException if it is none
     */
    public OutputRecord score(SourceRecord record) {
        EnrichedTransaction enriched = FeaturedTransactionCodec.read(record);
        return OutputCodec.encode(Decision.of(AssessedTransaction.of(enriched, scores(enriched), rules), false));
    }

    private Scores scores(EnrichedTransaction enriched) {
        if (champion == null) {
            return Scores.NONE;
        }
        double[] vector = FeatureVector.of(enriched);
        Scores scores = Scores.ofChampion(champion, ensemble.score(vector), ensemble.manifest());
        return ModelScore.isHigh(scores, rules)
                ? scores.withContributions(Contribution.greatest(ensemble.contributions(vector)))
                : scores;
    }
}
