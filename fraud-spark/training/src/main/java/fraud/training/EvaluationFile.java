package fraud.training;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fraud.score.RankingMetrics;
import fraud.training.data.PrequentialValidation.Fold;
import fraud.training.data.Split;
import fraud.training.evaluate.PairedBootstrap.Intervals;
import fraud.training.evaluate.Ranking;
import fraud.training.model.Scored;
import java.util.List;

/** What {@code evaluation.json} says of how a model came about. */
final class EvaluationFile {

    private EvaluationFile() {}

    /**
     * The plan, the folds and the candidates, with what was chosen.
     *
     * @param intervals by fold and candidate, against the chosen one
     */
    static void describe(
            ObjectNode evaluation,
            TrainingPlan plan,
            String sparkVersion,
            List<Fold> folds,
            List<Validated> validated,
            Validated chosen,
            List<List<Intervals>> intervals,
            Split.Sample sample,
            Split judged) {
        evaluation.put("sparkVersion", sparkVersion);
        evaluation.put("seed", plan.seed());
        evaluation.put("chosen", chosen.candidate().name());
        evaluation.put("type", chosen.candidate().type().key());
        evaluation.put("isPublishable", chosen.candidate().type().isPublishable());
        evaluation.put("thresholdRule", plan.threshold().text());
        evaluation.put("costs", plan.threshold().cost().text());
        evaluation
                .putObject("training")
                .put("from", plan.from().toString())
                .put("to", plan.to().toString())
                .put("delayDays", plan.delayDays())
                .put("rows", sample.train().size())
                .put("frauds", Split.Sample.frauds(sample.train()))
                .put("unknownOutcomes", sample.unknown())
                .put("judgedFrom", judged.judgedFrom().toString())
                .put("judgedTo", judged.judgedTo().toString())
                .put(
                        "knownCardsRows",
                        plan.hasTest()
                                ? sample.known().size()
                                : folds.get(0).sample().known().size())
                .put(
                        "unlabelled",
                        plan.hasTest()
                                ? sample.open().size()
                                : folds.get(0).sample().open().size());
        ArrayNode times = evaluation.putArray("folds");
        for (Fold fold : folds) {
            times.addObject()
                    .put("trainFrom", fold.split().trainFrom().toString())
                    .put("trainTo", fold.split().trainTo().toString())
                    .put("judgedFrom", fold.split().judgedFrom().toString())
                    .put("judgedTo", fold.split().judgedTo().toString())
                    .put("trainRows", fold.sample().train().size())
                    .put("trainFrauds", Split.Sample.frauds(fold.sample().train()))
                    .put("rows", fold.sample().judged().size())
                    .put("frauds", Split.Sample.frauds(fold.sample().judged()))
                    .put(
                            "ceiling",
                            RankingMetrics.cardPrecisionCeiling(
                                    Scored.forMetrics(chosen.scored().get(folds.indexOf(fold))), Ranking.CARDS));
        }
        ArrayNode candidates = evaluation.putArray("candidates");
        for (Validated one : validated) {
            ObjectNode json = candidates
                    .addObject()
                    .put("name", one.candidate().name())
                    .put("type", one.candidate().type().key())
                    .put("isPublishable", one.candidate().type().isPublishable())
                    .put("seconds", one.seconds());
            json.set("settings", one.candidate().settings());
            json.set("mean", one.mean().toJson());
            ArrayNode rankings = json.putArray("folds");
            for (int fold = 0; fold < folds.size(); fold++) {
                ObjectNode ranking = one.rankings().get(fold).toJson();
                if (!one.candidate().equals(chosen.candidate())) {
                    ranking.set(
                            "againstChosen",
                            intervals.get(fold).get(validated.indexOf(one)).toJson());
                }
                rankings.add(ranking);
            }
        }
    }
}
