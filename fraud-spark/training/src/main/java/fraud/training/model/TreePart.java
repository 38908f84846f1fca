package fraud.training.model;

import com.fasterxml.jackson.core.JsonGenerator;
import fraud.score.TreeEnsemble;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.ml.classification.RandomForestClassificationModel;
import org.apache.spark.ml.regression.DecisionTreeRegressionModel;
import org.apache.spark.ml.regression.GBTRegressionModel;
import org.apache.spark.ml.tree.ContinuousSplit;
import org.apache.spark.ml.tree.DecisionTreeModel;
import org.apache.spark.ml.tree.InternalNode;
import org.apache.spark.ml.tree.LeafNode;
import org.apache.spark.ml.tree.Node;
import org.apache.spark.mllib.tree.impurity.VarianceCalculator;

/**
 * Trees whose leaves are summed up, and what the sum says as a score (SEMANTICS 15.2): a learned model with its leaves
 * rounded to multiples of {@link TreeEnsemble#GRAIN}, so that no order of sums changes a bit.
 *
 * @param trees MLlib's object for a weighted sum of trees, all weights 1, each node's prediction the rounded value
 * @param sums where the link has its points, ascending
 * @param scores what they say, from 0 to 1
 */
@SuppressWarnings("ArrayRecordComponent") // points of a curve, never compared
record TreePart(GBTRegressionModel trees, double[] sums, double[] scores) {

    /** Farther out a logistic function says no more than that it is one or the other. */
    private static final int LOGISTIC_WIDTH = 12;

    private static final int LOGISTIC_STEPS_OF_ONE = 8;

    /** A forest: each leaf its share of frauds, over the number of trees. */
    static TreePart of(RandomForestClassificationModel forest) {
        double trees = forest.trees().length;
        return new TreePart(
                summed(forest.trees(), forest.numFeatures(), (tree, node) -> fraudShare(node) / trees),
                new double[] {0, 1},
                new double[] {0, 1});
    }

    /** Boosted trees: each leaf its part of the logarithm of the odds, which are twice MLlib's margin. */
    static TreePart of(GBTClassificationModel boosted) {
        double[] weights = boosted.treeWeights();
        int steps = LOGISTIC_WIDTH * LOGISTIC_STEPS_OF_ONE;
        double[] sums = new double[2 * steps + 1];
        double[] scores = new double[sums.length];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = (double) (i - steps) / LOGISTIC_STEPS_OF_ONE;
            scores[i] = 1 / (1 + StrictMath.exp(-sums[i]));
        }
        return new TreePart(
                summed(boosted.trees(), boosted.numFeatures(), (tree, node) -> 2 * weights[tree] * node.prediction()),
                sums,
                scores);
    }

    private interface NodeValue {
        double of(int tree, Node node);
    }

    private static double fraudShare(Node node) {
        double[] classes = node.impurityStats().stats();
        return classes[1] / (classes[0] + classes[1]);
    }

    private static GBTRegressionModel summed(DecisionTreeModel[] trees, int features, NodeValue value) {
        DecisionTreeRegressionModel[] rounded = new DecisionTreeRegressionModel[trees.length];
        double[] weights = new double[trees.length];
        for (int i = 0; i < trees.length; i++) {
            int tree = i;
            // Numbered: MLlib draws names anew in each fit.
            rounded[i] = new DecisionTreeRegressionModel(
                    "tree-" + i, rounded(trees[i].rootNode(), node -> value.of(tree, node)), features);
            weights[i] = 1;
        }
        return new GBTRegressionModel("trees", rounded, weights, features);
    }

    /** A copy of a tree, of which nothing is left but splits and values. */
    private static Node rounded(Node node, ToDoubleFunction<Node> value) {
        double prediction = Math.rint(value.applyAsDouble(node) / TreeEnsemble.GRAIN) * TreeEnsemble.GRAIN;
        VarianceCalculator none = new VarianceCalculator(new double[3], 0);
        return node instanceof InternalNode internal
                ? new InternalNode(
                        prediction,
                        0,
                        0,
                        rounded(internal.leftChild(), value),
                        rounded(internal.rightChild(), value),
                        internal.split(),
                        none)
                : new LeafNode(prediction, 0, none);
    }

    /** Writes it as a part of {@code model.json}. */
    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("link");
        writeDoubles(json, "sum", sums);
        writeDoubles(json, "score", scores);
        json.writeEndObject();
        json.writeArrayFieldStart("trees");
        for (DecisionTreeRegressionModel tree : trees.trees()) {
            Flat flat = new Flat();
            flat.add(tree.rootNode());
            flat.write(json);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    static void writeDoubles(JsonGenerator json, String name, double[] values) throws IOException {
        json.writeFieldName(name);
        json.writeArray(values, 0, values.length);
    }

    /** A tree's nodes in pre-order. */
    private static final class Flat {
        private final List<Integer> features = new ArrayList<>();
        private final List<Double> thresholds = new ArrayList<>();
        private final List<Integer> rights = new ArrayList<>();
        private final List<Double> values = new ArrayList<>();

        private void add(Node node) {
            int at = features.size();
            rights.add(0);
            values.add(node.prediction());
            if (node instanceof InternalNode internal) {
                ContinuousSplit split = (ContinuousSplit) internal.split();
                features.add(split.featureIndex());
                thresholds.add(split.threshold());
                add(internal.leftChild());
                rights.set(at, features.size());
                add(internal.rightChild());
            } else {
                features.add(-1);
                thresholds.add(0.0);
            }
        }

        void write(JsonGenerator json) throws IOException {
            json.writeStartObject();
            json.writeFieldName("feature");
            json.writeArray(ints(features), 0, features.size());
            writeDoubles(json, "threshold", doubles(thresholds));
            json.writeFieldName("right");
            json.writeArray(ints(rights), 0, rights.size());
            writeDoubles(json, "value", doubles(values));
            json.writeEndObject();
        }

        private static int[] ints(List<Integer> values) {
            return values.stream().mapToInt(Integer::intValue).toArray();
        }

        private static double[] doubles(List<Double> values) {
            return values.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }
}
