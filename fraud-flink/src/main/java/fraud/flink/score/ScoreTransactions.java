package fraud.flink.score;

import fraud.features.EnrichedTransaction;
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
import fraud.versions.VersionHistory;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Scores a transaction with the models that are in force at its time, in their portable form (SEMANTICS 15). A model is
 * read when it is first asked, and kept: at most as many as were accepted. Belongs to one task.
 */
public final class ScoreTransactions {

    private final StartingModels first;
    private final boolean withContributions;
    private final Map<PublishedModel, TreeEnsemble> ensembles = new HashMap<>();

    /**
     * Scores.
     *
     * @param first what the detector was started with
     * @param withContributions whether every score is to say which features moved it, not only those that are high
     */
    public ScoreTransactions(StartingModels first, boolean withContributions) {
        this.first = first;
        this.withContributions = withContributions;
    }

    /**
     * What the models say.
     *
     * @param enriched with the merchant's features
     * @param rules the version at its event time, which may have a threshold of its own
     * @param versions all that were accepted
     * @throws IllegalStateException if the files of an accepted model are there no more
     */
    public Scores score(EnrichedTransaction enriched, RuleSet rules, VersionHistory versions) {
        long eventTimeMillis = enriched.eventTimeMillis();
        Optional<PublishedModel> champion = versions.modelAt(ModelRole.CHAMPION, eventTimeMillis);
        Optional<PublishedModel> challenger = versions.modelAt(ModelRole.CHALLENGER, eventTimeMillis);
        if (champion.isEmpty() && challenger.isEmpty()) {
            return Scores.NONE;
        }
        double[] vector = FeatureVector.of(enriched);
        Scores scores = champion.map(model -> score(model, vector, rules)).orElse(Scores.NONE);
        return challenger
                .map(model -> scores.withChallenger(model, ensemble(model).score(vector)))
                .orElse(scores);
    }

    /** Reads a model before it is needed. */
    public void prepare(PublishedModel model) {
        if (model.isPresent()) {
            ensemble(model);
        }
    }

    private Scores score(PublishedModel champion, double[] vector, RuleSet rules) {
        TreeEnsemble ensemble = ensemble(champion);
        Scores scores = Scores.ofChampion(champion, ensemble.score(vector), ensemble.manifest());
        return withContributions || ModelScore.isHigh(scores, rules)
                ? scores.withContributions(Contribution.greatest(ensemble.contributions(vector)))
                : scores;
    }

    private TreeEnsemble ensemble(PublishedModel model) {
        return ensembles.computeIfAbsent(model, version -> {
            try {
                return TreeEnsemble.load(first, version);
            } catch (BadModelException e) {
                throw new IllegalStateException(
                        "version " + version.version() + " of the models was accepted, and now: " + e.getMessage(), e);
            }
        });
    }
}
