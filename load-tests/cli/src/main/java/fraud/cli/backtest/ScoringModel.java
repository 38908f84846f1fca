package fraud.cli.backtest;

import fraud.score.BadModelException;
import fraud.score.ModelRole;
import fraud.score.PublishedModel;
import fraud.score.Scores;
import fraud.score.StartingModels;
import fraud.score.TreeEnsemble;
import java.util.function.Function;

/** The model that scores, if there is one. */
final class ScoringModel {

    private final Function<double[], Scores> scoring;

    /** @param models of which the champion scores; it was read and checked before */
    ScoringModel(StartingModels models) {
        this.scoring = models.model(ModelRole.CHAMPION)
                .map(champion -> scoring(models, champion))
                .orElse(features -> Scores.NONE);
    }

    private static Function<double[], Scores> scoring(StartingModels models, PublishedModel champion) {
        try {
            TreeEnsemble ensemble = TreeEnsemble.load(models, champion);
            return features -> Scores.ofChampion(champion, ensemble.score(features), ensemble.manifest());
        } catch (BadModelException e) {
            throw new IllegalStateException(champion.directory() + ": " + e.getMessage(), e);
        }
    }

    /** What it says of a transaction. */
    Scores scores(double[] features) {
        return scoring.apply(features);
    }
}
