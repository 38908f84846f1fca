package fraud.training.model;

import fraud.score.ScoreLink;
import fraud.training.data.Example;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.classification.ProbabilisticClassificationModel;
import org.apache.spark.ml.classification.RandomForestClassificationModel;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.Vector;

/**
 * What MLlib has learned, and its scores. Of trees these are the scores of the parts that are published, whose leaves
 * are rounded; of a regression the logistic of its margin.
 */
public final class FittedModel {

    private static final int PASSES = 5;
    private static final int LEAST_ROWS = 20_000;
    private static final double NANOS_PER_MICRO = 1_000;

    private final List<ProbabilisticClassificationModel<Vector, ?>> models;
    private final List<TreePart> parts;
    private final List<ScoreLink> links;

    private FittedModel(List<ProbabilisticClassificationModel<Vector, ?>> models, List<TreePart> parts) {
        this.models = models;
        this.parts = parts;
        this.links = parts.stream()
                .map(part -> ScoreLink.of(part.sums(), part.scores()))
                .toList();
    }

    static FittedModel of(RandomForestClassificationModel forest) {
        return new FittedModel(List.of(forest), List.of(TreePart.of(forest)));
    }

    static FittedModel of(GBTClassificationModel boosted) {
        return new FittedModel(List.of(boosted), List.of(TreePart.of(boosted)));
    }

    static FittedModel of(LogisticRegressionModel regression) {
        return new FittedModel(List.of(regression), List.of());
    }

    /** The mean of several, all of them trees. */
    static FittedModel mean(List<FittedModel> of) {
        return new FittedModel(
                of.stream().flatMap(one -> one.models.stream()).toList(),
                of.stream().flatMap(one -> one.parts.stream()).toList());
    }

    /** Whether its score is one link of one sum, which a {@link Calibration} can stand in for. */
    public boolean isCalibratable() {
        return parts.size() == 1;
    }

    /** The calibration by outcomes that neither it nor its like have learned from; if it is calibratable. */
    public Calibration calibration(List<Calibration.Outcome> outcomes) {
        double[] ends = parts.get(0).sums();
        return Calibration.of(outcomes, ends[0], ends[ends.length - 1]);
    }

    /** The sums of leaves, with the outcomes; if it is calibratable. */
    public List<Calibration.Outcome> sums(List<Example> examples) {
        return examples.stream()
                .map(example -> new Calibration.Outcome(
                        parts.get(0)
                                .trees()
                                .predict(new DenseVector(example.row().features())),
                        example.fraud()))
                .toList();
    }

    /** The same, with another link, so that it ranks as before; if it is calibratable. */
    public FittedModel with(Calibration calibration) {
        return new FittedModel(
                models, List.of(new TreePart(parts.get(0).trees(), calibration.sums(), calibration.scores())));
    }

    /** MLlib's own models, as they were learned. */
    List<ProbabilisticClassificationModel<Vector, ?>> mllib() {
        return models;
    }

    /** What is published; nothing of a regression. */
    List<TreePart> parts() {
        return parts;
    }

    /** Nodes of all trees. */
    public int nodes() {
        return parts.stream().mapToInt(part -> part.trees().totalNumNodes()).sum();
    }

    /** How suspicious a transaction is, from 0 to 1. */
    public double score(double[] features) {
        DenseVector vector = new DenseVector(features);
        if (parts.isEmpty()) {
            return 1 / (1 + StrictMath.exp(-models.get(0).predictRaw(vector).apply(1)));
        }
        double scores = 0;
        for (int i = 0; i < parts.size(); i++) {
            scores += links.get(i).score(parts.get(i).trees().predict(vector));
        }
        return scores / parts.size();
    }

    public List<Scored> score(List<Example> examples) {
        List<Scored> scored = new ArrayList<>(examples.size());
        for (Example example : examples) {
            scored.add(new Scored(example, score(example.row().features())));
        }
        return scored;
    }

    /** What each feature adds to the purity of the trees' nodes, sums to 1; empty for a model without trees. */
    public double[] importances() {
        double[] sum = new double[0];
        for (ProbabilisticClassificationModel<Vector, ?> model : models) {
            double[] of;
            if (model instanceof RandomForestClassificationModel forest) {
                of = forest.featureImportances().toArray();
            } else if (model instanceof GBTClassificationModel boosted) {
                of = boosted.featureImportances().toArray();
            } else {
                return sum;
            }
            double[] before = sum.length == 0 ? new double[of.length] : sum;
            sum = new double[of.length];
            for (int i = 0; i < of.length; i++) {
                sum[i] = before[i] + of[i] / models.size();
            }
        }
        return sum;
    }

    /** Microseconds that a score takes by MLlib, on one thread. */
    public double microseconds(List<Example> examples) {
        return microseconds(examples, this::score);
    }

    /** Something that gives a number for a transaction. */
    public interface Scorer {
        double score(double[] features);
    }

    /**
     * Microseconds that a scorer takes for a transaction, on one thread: the median of some passes, after one to warm
     * up.
     */
    public static double microseconds(List<Example> examples, Scorer scorer) {
        int repeats = (LEAST_ROWS + examples.size() - 1) / examples.size();
        double[] passes = new double[PASSES];
        double sum = 0;
        for (int pass = -1; pass < PASSES; pass++) {
            long start = System.nanoTime();
            for (int repeat = 0; repeat < repeats; repeat++) {
                for (Example example : examples) {
                    sum += scorer.score(example.row().features());
                }
            }
            if (pass >= 0) {
                passes[pass] = (System.nanoTime() - start) / NANOS_PER_MICRO / ((double) repeats * examples.size());
            }
        }
        java.util.Arrays.sort(passes);
        // Whatever it is, it is a number: so the compiler cannot leave the scores out.
        return Double.isNaN(sum) ? Double.NaN : passes[PASSES / 2];
    }
}
