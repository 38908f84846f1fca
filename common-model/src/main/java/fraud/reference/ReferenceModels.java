package fraud.reference;

import fraud.features.Features;
import fraud.model.DeadLetter;
import fraud.model.Origin;
import fraud.rules.RuleSet;
import fraud.rules.Rules;
import fraud.score.BadModelException;
import fraud.score.Contribution;
import fraud.score.FeatureVector;
import fraud.score.ModelHistory;
import fraud.score.ModelRole;
import fraud.score.PortableForest;
import fraud.score.PublishedModel;
import fraud.score.Scores;
import fraud.score.StartingModels;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The models of a whole run (SEMANTICS 15). */
final class ReferenceModels {

    private final StartingModels first;
    private final Map<PublishedModel, PortableForest> loaded = new HashMap<>();
    private ModelHistory history;

    ReferenceModels(StartingModels first) {
        this.first = first;
        this.history = ModelHistory.startingWith(first);
    }

    /** Admits the next version in offset order, or says why not. */
    Optional<DeadLetter> admit(PublishedModel next, Origin origin, long leadMillis) {
        Optional<DeadLetter> refusal = history.refusal(next, origin, leadMillis);
        if (refusal.isEmpty()) {
            history = history.with(next);
        }
        return refusal;
    }

    /** What the models say of a transaction at this time. */
    Scores scores(long eventTimeMillis, Features features, RuleSet rules, boolean withWhy) {
        Optional<PublishedModel> champion = history.at(ModelRole.CHAMPION, eventTimeMillis);
        Optional<PublishedModel> challenger = history.at(ModelRole.CHALLENGER, eventTimeMillis);
        if (champion.isEmpty() && challenger.isEmpty()) {
            return Scores.NONE;
        }
        double[] vector = FeatureVector.of(features);
        Scores scores = Scores.NONE;
        if (champion.isPresent()) {
            PortableForest forest = forest(champion.get());
            scores = Scores.ofChampion(
                    champion.get(), forest.score(vector), forest.manifest().threshold());
            if (withWhy || Rules.isScoredHigh(scores, rules)) {
                scores = scores.withWhy(Contribution.greatest(forest.contributions(vector)));
            }
        }
        return challenger.isPresent()
                ? scores.withChallenger(
                        challenger.get(), forest(challenger.get()).score(vector))
                : scores;
    }

    private PortableForest forest(PublishedModel model) {
        return loaded.computeIfAbsent(model, version -> {
            try {
                return PortableForest.load(first, version);
            } catch (BadModelException e) {
                throw new IllegalStateException("model version " + version.version() + ": " + e.getMessage(), e);
            }
        });
    }
}
