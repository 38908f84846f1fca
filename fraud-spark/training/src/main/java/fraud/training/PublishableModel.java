package fraud.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fraud.drift.ScoreReference;
import fraud.score.BadModelException;
import fraud.score.TreeEnsemble;
import fraud.training.console.Progress;
import fraud.training.console.TrainingFailedException;
import fraud.training.data.Example;
import fraud.training.data.Split;
import fraud.training.evaluate.Ranking;
import fraud.training.model.ExportModel;
import fraud.training.model.FittedModel;
import fraud.training.model.Scored;
import fraud.training.model.Thresholds;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the files of a model, and holds the one of the detectors against MLlib. */
final class PublishableModel {

    private final TrainingPlan plan;
    private final String sparkVersion;
    private final ObjectNode evaluation;

    /** Writes into the plan's directory, and into the evaluation what came of it. */
    PublishableModel(TrainingPlan plan, String sparkVersion, ObjectNode evaluation) {
        this.plan = plan;
        this.sparkVersion = sparkVersion;
        this.evaluation = evaluation;
    }

    /**
     * Writes all files that a model of its type has.
     *
     * @throws TrainingFailedException if {@code model.json} scores otherwise than MLlib
     */
    void export(
            Validated chosen,
            FittedModel model,
            Thresholds thresholds,
            ScoreReference reference,
            Split.Sample sample,
            List<Scored> judged)
            throws IOException {
        ExportModel.pipeline(model, plan.out());
        if (!chosen.candidate().type().isPublishable()) {
            return;
        }
        Map<String, Object> training = new LinkedHashMap<>();
        training.put("from", plan.from().toString());
        training.put("to", plan.to().toString());
        training.put("delayDays", plan.delayDays());
        training.put("rows", sample.train().size());
        training.put("frauds", Split.Sample.frauds(sample.train()));
        training.put("seed", plan.seed());
        training.put("sparkVersion", sparkVersion);
        training.put("candidate", chosen.candidate().name());
        training.put("kind", chosen.candidate().type().key());
        training.put("thresholdRule", plan.threshold().text());
        training.put("calibration", evaluation.path("calibration").asText());
        Map<String, Double> metrics = new LinkedHashMap<>();
        put(metrics, "validation", chosen.mean());
        if (plan.hasTest()) {
            put(metrics, "test", Ranking.of(judged));
        }
        byte[] json = ExportModel.trees(
                model,
                new ExportModel.Description(
                        thresholds,
                        plan.threshold().cost(),
                        training,
                        chosen.candidate(),
                        metrics,
                        Optional.of(reference)),
                sample.train(),
                plan.out());
        compare(model, portable(json), judged);
        evaluation.put("modelSha256", ExportModel.sha256(json));
        evaluation.put("modelBytes", json.length);
        evaluation.put("nodes", model.nodes());
    }

    private static void put(Map<String, Double> metrics, String of, Ranking ranking) {
        metrics.put(of + "Auc", ranking.areaUnderRoc());
        metrics.put(of + "AveragePrecision", ranking.averagePrecision());
        metrics.put(of + "CardPrecision100", ranking.cardPrecision());
    }

    private static TreeEnsemble portable(byte[] json) {
        try {
            return TreeEnsemble.read(json);
        } catch (BadModelException e) {
            throw new TrainingFailedException("the model that was just trained cannot be used: " + e.getMessage(), e);
        }
    }

    /** The detectors' scores must be MLlib's, to the bit. */
    private void compare(FittedModel model, TreeEnsemble portable, List<Scored> judged) {
        long differing = judged.stream()
                .map(scored -> scored.example().row().features())
                .filter(features -> Double.doubleToRawLongBits(model.score(features))
                        != Double.doubleToRawLongBits(portable.score(features)))
                .count();
        evaluation.putObject("bitCheck").put("rows", judged.size()).put("differing", differing);
        List<Example> examples = judged.stream().map(Scored::example).toList();
        ObjectNode speed = evaluation.withArray("speed").addObject();
        speed.put("scorer", "model.json");
        speed.put("microseconds", FittedModel.microseconds(examples, portable::score));
        Progress.say("bit check: %d of %,d rows differ between MLlib and model.json", differing, judged.size());
        if (differing > 0) {
            throw new TrainingFailedException(differing + " of " + judged.size()
                    + " rows have another score by model.json than by MLlib: the model must not be used");
        }
    }
}
