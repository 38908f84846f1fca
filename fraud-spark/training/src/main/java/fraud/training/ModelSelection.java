package fraud.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fraud.drift.ScoreReference;
import fraud.training.console.Progress;
import fraud.training.data.PrequentialValidation.Fold;
import fraud.training.data.Split;
import fraud.training.evaluate.PairedBootstrap;
import fraud.training.evaluate.PairedBootstrap.Intervals;
import fraud.training.evaluate.Ranking;
import fraud.training.evaluate.ReferenceScores;
import fraud.training.model.Calibration;
import fraud.training.model.Candidate;
import fraud.training.model.FittedModel;
import fraud.training.model.Scored;
import fraud.training.model.Thresholds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/** Validates the candidates, and takes the best of them. */
final class ModelSelection {

    private static final String PIPELINE_NOTE =
            "logistic regression goes through BLAS, whose order of sums is the machine's, so that the engines' scores could differ in"
                    + " their last bits: it cannot be published";

    private final TrainingPlan plan;
    private final SparkSession spark;
    private final List<Fold> folds;
    private final ObjectNode evaluation;
    /** What was fitted on each fold, by the candidates' names: a mean needs others'. */
    private final List<Map<String, FittedModel>> fitted = new ArrayList<>();

    /**
     * A selection.
     *
     * @param folds the latest first
     * @param evaluation gets what is to be said of it
     */
    ModelSelection(TrainingPlan plan, SparkSession spark, List<Fold> folds, ObjectNode evaluation) {
        this.plan = plan;
        this.spark = spark;
        this.folds = folds;
        this.evaluation = evaluation;
        folds.forEach(fold -> fitted.add(new HashMap<>()));
    }

    /** All candidates, in the order of the plan. */
    List<Validated> validate() {
        return plan.candidates().stream().map(this::validate).toList();
    }

    private Validated validate(Candidate candidate) {
        long begin = System.nanoTime();
        List<Ranking> rankings = new ArrayList<>();
        List<List<Scored>> scored = new ArrayList<>();
        List<Scored> open = new ArrayList<>();
        List<Scored> known = new ArrayList<>();
        for (Fold fold : folds) {
            long fitStart = System.nanoTime();
            FittedModel model =
                    candidate.fit(spark, fold.sample().train(), plan.seed(), fitted.get(folds.indexOf(fold)));
            double seconds = (System.nanoTime() - fitStart) / 1e9;
            List<Scored> judged = model.score(fold.sample().judged());
            Ranking ranking = Ranking.of(judged);
            rankings.add(ranking);
            scored.add(judged);
            open.addAll(model.score(fold.sample().openExamples()));
            known.addAll(model.score(fold.sample().known()));
            Progress.say(
                    "%s, validation %s: AUC %.3f, AP %.3f, CP@100 %.3f, fit %.0f s",
                    candidate.name(),
                    fold.split().judgedFrom(),
                    ranking.areaUnderRoc(),
                    ranking.averagePrecision(),
                    ranking.cardPrecision(),
                    seconds);
            if (rankings.size() == 1) {
                ObjectNode speed = evaluation.withArray("speed").addObject();
                speed.put("scorer", "MLlib " + candidate.type().key() + " (" + candidate.name() + ")");
                speed.put("microseconds", model.microseconds(fold.sample().judged()));
            }
        }
        return new Validated(candidate, rankings, scored, open, known, (System.nanoTime() - begin) / 1e9);
    }

    /** The best that can be published; the best of all if none can. */
    Validated choose(List<Validated> validated) {
        Comparator<Validated> byPrecision =
                Comparator.comparingDouble(one -> one.mean().averagePrecision());
        Validated best = validated.stream().max(byPrecision).orElseThrow();
        Validated chosen = validated.stream()
                .filter(one -> one.candidate().type().isPublishable())
                .max(byPrecision)
                .orElse(best);
        String note = "";
        if (!chosen.candidate().type().isPublishable()) {
            note = "no model.json: " + PIPELINE_NOTE;
        } else if (!best.candidate().type().isPublishable()) {
            note = best.candidate().name() + " has a greater mean, but " + PIPELINE_NOTE;
        } else if (validated.stream().anyMatch(one -> !one.candidate().type().isPublishable())) {
            note = PIPELINE_NOTE;
        }
        evaluation.put("note", note);
        Progress.say(
                "chosen: %s, mean of average precision %.4f",
                chosen.candidate().name(), chosen.mean().averagePrecision());
        if (!note.isEmpty()) {
            Progress.say("note: %s", note);
        }
        return chosen;
    }

    /** How every candidate's figures differ from those of the chosen one, by fold and candidate. */
    List<List<Intervals>> intervals(List<Validated> validated, Validated chosen) {
        List<List<Intervals>> intervals = new ArrayList<>();
        for (int i = 0; i < folds.size(); i++) {
            int fold = i;
            intervals.add(PairedBootstrap.of(
                    validated.stream().map(one -> one.scored().get(fold)).toList(),
                    validated.indexOf(chosen),
                    plan.seed()));
        }
        return intervals;
    }

    /** What share was fraud, by the sums of all validations; empty if there is no one sum, or too little fraud. */
    Optional<Calibration> calibration(Validated chosen) {
        List<FittedModel> models = models(chosen);
        List<Calibration.Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < folds.size() && models.get(i).isCalibratable(); i++) {
            // Detectors score cards that are known for fraud, too.
            outcomes.addAll(models.get(i).sums(folds.get(i).sample().judged()));
            outcomes.addAll(models.get(i).sums(folds.get(i).sample().known()));
        }
        long frauds = outcomes.stream().filter(Calibration.Outcome::fraud).count();
        Optional<Calibration> calibration = frauds < Calibration.LEAST_FRAUDS
                ? Optional.empty()
                : Optional.of(models.get(0).calibration(outcomes));
        evaluation.put("calibration", calibrationText(models.get(0), calibration));
        Progress.say("%s", calibrationText(models.get(0), calibration));
        return calibration;
    }

    /** What a model says of its calibration. */
    static String calibrationText(FittedModel model, Optional<Calibration> calibration) {
        return calibration
                .map(Calibration::text)
                .orElse(
                        model.isCalibratable()
                                ? "scores are not calibrated: the validations have fewer than "
                                        + Calibration.LEAST_FRAUDS + " frauds"
                                : "scores are not calibrated: only one sum of trees can be");
    }

    /** The same, with calibrated scores, which rank as before. */
    Validated calibrated(Validated chosen, Calibration calibration) {
        List<List<Scored>> scored = new ArrayList<>();
        List<Scored> open = new ArrayList<>();
        List<Scored> known = new ArrayList<>();
        List<FittedModel> models = models(chosen);
        for (int i = 0; i < folds.size(); i++) {
            FittedModel model = models.get(i).with(calibration);
            Split.Sample sample = folds.get(i).sample();
            scored.add(model.score(sample.judged()));
            open.addAll(model.score(sample.openExamples()));
            known.addAll(model.score(sample.known()));
        }
        return new Validated(chosen.candidate(), chosen.rankings(), scored, open, known, chosen.seconds());
    }

    private List<FittedModel> models(Validated chosen) {
        return fitted.stream().map(fold -> fold.get(chosen.candidate().name())).toList();
    }

    /** The scores to review and to decline from, by the plan's rule over all validations. */
    Thresholds thresholds(Validated chosen) {
        List<Scored> all =
                new ArrayList<>(chosen.scored().stream().flatMap(List::stream).toList());
        if (plan.threshold().isBudget()) {
            // Who reviews alerts does not know yet which of them will ever have an outcome, and gets those of cards
            // that are known for fraud, too.
            all.addAll(chosen.open());
            all.addAll(chosen.known());
        }
        double review = plan.threshold().threshold(all, days());
        OptionalDouble decline = plan.threshold()
                .declineThreshold(chosen.scored().stream().flatMap(List::stream).toList());
        Progress.say("threshold %.6f: %s", review, plan.threshold().text());
        Progress.say(
                "threshold to decline: %s, where %s",
                decline.isPresent() ? String.format(Locale.ROOT, "%.6f", decline.getAsDouble()) : "none",
                plan.threshold().cost().text());
        return new Thresholds(review, decline);
    }

    /** How the chosen one scored all rows of all validations: as in the stream. */
    ScoreReference reference(Validated chosen, double threshold) {
        return ReferenceScores.of(
                ScoreReference.VALIDATION,
                Stream.concat(chosen.scored().stream().flatMap(List::stream), chosen.known().stream())
                        .toList(),
                chosen.open(),
                days(),
                threshold,
                plan.threshold());
    }

    private int days() {
        return folds.stream().mapToInt(fold -> fold.split().days()).sum();
    }
}
