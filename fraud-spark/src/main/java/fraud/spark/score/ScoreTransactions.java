package fraud.spark.score;

import fraud.features.EnrichedTransaction;
import fraud.recovery.RecordAttempts;
import fraud.rules.ModelScore;
import fraud.ruleset.RuleSet;
import fraud.score.Contribution;
import fraud.score.FeatureVector;
import fraud.score.ModelRole;
import fraud.score.PublishedModel;
import fraud.score.Scores;
import fraud.spark.features.MerchantOutput;
import fraud.spark.versions.VersionReader;
import fraud.versions.VersionHistory;
import java.util.Optional;
import org.apache.spark.api.java.function.MapFunction;

/**
 * Scores a transaction with the models that are in force at its time, by MLlib's own prediction (SEMANTICS 15).
 * Stateless.
 */
public final class ScoreTransactions implements MapFunction<MerchantOutput, ScoredOutput> {

    private static final long serialVersionUID = 1L;

    private final VersionReader versions;
    private final MllibEnsembles ensembles;
    private final boolean withContributions;
    private final RecordAttempts.Step score;

    /**
     * Scores.
     *
     * @param versions says which models are in force when
     * @param withContributions whether every score is to say which features moved it, not only those that are high
     */
    public ScoreTransactions(VersionReader versions, boolean withContributions, RecordAttempts attempts) {
        this.versions = versions;
        this.ensembles = new MllibEnsembles(versions.firstModels());
        this.withContributions = withContributions;
        this.score = attempts.step("score");
    }

    @Override
    public ScoredOutput call(MerchantOutput merchant) {
        EnrichedTransaction enriched = merchant.transaction();
        return enriched == null
                ? ScoredOutput.of(merchant.output())
                : score.get(enriched.origin(), () -> ScoredOutput.of(enriched, scores(enriched)));
    }

    private Scores scores(EnrichedTransaction enriched) {
        long eventTimeMillis = enriched.eventTimeMillis();
        VersionHistory history = versions.historyAt(eventTimeMillis);
        Optional<PublishedModel> champion = history.modelAt(ModelRole.CHAMPION, eventTimeMillis);
        Optional<PublishedModel> challenger = history.modelAt(ModelRole.CHALLENGER, eventTimeMillis);
        if (champion.isEmpty() && challenger.isEmpty()) {
            return Scores.NONE;
        }
        RuleSet rules = history.rulesAt(eventTimeMillis);
        double[] vector = FeatureVector.of(enriched);
        Scores scores = champion.map(model -> score(model, vector, rules)).orElse(Scores.NONE);
        return challenger
                .map(model -> scores.withChallenger(model, ensembles.of(model).score(vector)))
                .orElse(scores);
    }

    private Scores score(PublishedModel champion, double[] vector, RuleSet rules) {
        MllibEnsemble ensemble = ensembles.of(champion);
        Scores scores = Scores.ofChampion(champion, ensemble.score(vector), ensemble.manifest());
        return withContributions || ModelScore.isHigh(scores, rules)
                ? scores.withContributions(Contribution.greatest(ensemble.contributions(vector)))
                : scores;
    }
}
