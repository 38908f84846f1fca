package fraud.training.model;

import fraud.training.data.Example;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.ml.classification.ProbabilisticClassificationModel;
import org.apache.spark.ml.classification.RandomForestClassificationModel;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.Vector;

/** A model that MLlib has learned, and its scores. */
public final class FittedModel {

    private static final int PASSES = 5;
    private static final int LEAST_ROWS = 20_000;
    private static final double NANOS_PER_MICRO = 1_000;

    private final ProbabilisticClassificationModel<Vector, ?> model;
    private final Candidate.Type type;

    public FittedModel(ProbabilisticClassificationModel<Vector, ?> model, Candidate.Type type) {
        this.model = model;
        this.type = type;
    }

    /** MLlib's own model. */
    ProbabilisticClassificationModel<Vector, ?> mllib() {
        return model;
    }

    /** MLlib's own model, which must be a forest. */
    public RandomForestClassificationModel forest() {
        return (RandomForestClassificationModel) model;
    }

    /**
     * How suspicious a transaction is, from 0 to 1: of a forest the trees' votes, of the others the logistic of the
     * margin.
     */
    public double score(double[] features) {
        double[] raw = model.predictRaw(new DenseVector(features)).toArray();
        return switch (type) {
            case RANDOM_FOREST -> raw[1] / (raw[0] + raw[1]);
            case GRADIENT_BOOSTED_TREES -> 1 / (1 + StrictMath.exp(-2 * raw[1]));
            case LOGISTIC_REGRESSION -> 1 / (1 + StrictMath.exp(-raw[1]));
        };
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
        return switch (type) {
            case RANDOM_FOREST -> forest().featureImportances().toArray();
            case GRADIENT_BOOSTED_TREES ->
                ((GBTClassificationModel) model).featureImportances().toArray();
            case LOGISTIC_REGRESSION -> new double[0];
        };
    }

    /** Microseconds that {@code predictRaw} takes for a transaction, on one thread. */
    public double microseconds(List<Example> examples) {
        return microseconds(
                examples,
                features -> model.predictRaw(new DenseVector(features)).apply(1));
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
