package fraud.reference;

import fraud.features.EnrichedTransaction;
import fraud.rules.ModelScore;
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

/** The models of a whole run (SEMANTICS 15). Not thread-safe. */
public final class ReferenceModels {

    private final StartingModels first;
    private final Map<PublishedModel, TreeEnsemble> loaded = new HashMap<>();

    /**
     * The models of a detector.
     *
     * @param first those of version 0, and where others are
     */
    public ReferenceModels(StartingModels first) {
        this.first = first;
    }

    /**
     * What the models say of a transaction at its time.
     *
     * @param enriched with the merchant's features
     * @param versions all that were accepted
     * @param withContributions whether every score is to say which features moved it, not only those that are high
     */
    public Scores scores(EnrichedTransaction enriched, VersionHistory versions, boolean withContributions) {
        long eventTimeMillis = enriched.eventTimeMillis();
        Optional<PublishedModel> champion = versions.modelAt(ModelRole.CHAMPION, eventTimeMillis);
        Optional<PublishedModel> challenger = versions.modelAt(ModelRole.CHALLENGER, eventTimeMillis);
        if (champion.isEmpty() && challenger.isEmpty()) {
            return Scores.NONE;
        }
        double[] vector = FeatureVector.of(enriched);
        Scores scores = Scores.NONE;
        if (champion.isPresent()) {
            TreeEnsemble ensemble = ensemble(champion.get());
            scores = Scores.ofChampion(champion.get(), ensemble.score(vector), ensemble.manifest());
            if (withContributions || ModelScore.isHigh(scores, versions.rulesAt(eventTimeMillis))) {
                scores = scores.withContributions(Contribution.greatest(ensemble.contributions(vector)));
            }
        }
        return challenger.isPresent()
                ? scores.withChallenger(
                        challenger.get(), ensemble(challenger.get()).score(vector))
                : scores;
    }

    private TreeEnsemble ensemble(PublishedModel model) {
        return loaded.computeIfAbsent(model, version -> {
            try {
                return TreeEnsemble.load(first, version);
            } catch (BadModelException e) {
                throw new IllegalStateException("model version " + version.version() + ": " + e.getMessage(), e);
            }
        });
    }
}
