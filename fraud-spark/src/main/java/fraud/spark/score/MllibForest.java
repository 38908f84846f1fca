package fraud.spark.score;

import fraud.score.BadModelException;
import fraud.score.FeatureVector;
import fraud.score.ModelFiles;
import fraud.score.ModelManifest;
import fraud.score.PublishedModel;
import fraud.score.StartingModels;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.nio.file.Path;
import org.apache.spark.ml.classification.RandomForestClassificationModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.tree.ContinuousSplit;
import org.apache.spark.ml.tree.DecisionTreeModel;
import org.apache.spark.ml.tree.InternalNode;
import org.apache.spark.ml.tree.Node;

/**
 * A random forest of MLlib, which scores one vector at a time in a task (SEMANTICS 15.3). It is read from
 * {@code mllib.ser}: {@code PipelineModel.load} asks for a session, which only the driver has. Immutable and
 * thread-safe.
 */
public final class MllibForest {

    /** What a forest is made of: nothing else is read, whatever the file says. */
    private static final ObjectInputFilter MLLIB_ONLY = ObjectInputFilter.Config.createFilter(
            "org.apache.spark.ml.**;org.apache.spark.mllib.tree.**;scala.**;java.lang.**;java.util.**;!*");

    private final RandomForestClassificationModel forest;
    private final DecisionTreeModel[] trees;
    private final double threshold;

    private MllibForest(RandomForestClassificationModel forest, double threshold) {
        this.forest = forest;
        this.trees = forest.trees();
        this.threshold = threshold;
    }

    /**
     * Reads the model of a version that was accepted, and checks it by its probes.
     *
     * @param models where it is
     * @throws BadModelException if it is not there, another, or scores otherwise than its {@code model.json} says
     */
    static MllibForest load(StartingModels models, PublishedModel version) throws BadModelException {
        Path directory = models.directoryOf(version);
        ModelManifest manifest = ModelManifest.read(ModelFiles.read(directory, version.sha256()));
        MllibForest forest = new MllibForest(read(ModelFiles.readMllib(directory, manifest)), manifest.threshold());
        manifest.requireProbes(forest::score);
        return forest;
    }

    private static RandomForestClassificationModel read(byte[] content) throws BadModelException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(content))) {
            in.setObjectInputFilter(MLLIB_ONLY);
            return (RandomForestClassificationModel) in.readObject();
        } catch (IOException | ClassNotFoundException | ClassCastException e) {
            throw new BadModelException("mllib", ModelFiles.MLLIB + " is no forest of this MLlib: " + e);
        }
    }

    /** Score from which on it takes a transaction for fraud. */
    double threshold() {
        return threshold;
    }

    /**
     * The share of the trees' votes that are for fraud, from 0 to 1.
     *
     * @param features in the order of {@link FeatureVector#names()}
     */
    double score(double[] features) {
        Vector votes = forest.predictRaw(Vectors.dense(features));
        return votes.apply(1) / (votes.apply(0) + votes.apply(1));
    }

    /**
     * By how much each feature moved the score, on the paths that the features take (SEMANTICS 15.6).
     *
     * @param features in the order of {@link FeatureVector#names()}
     * @return in the same order
     */
    double[] contributions(double[] features) {
        double[] contributions = new double[features.length];
        for (DecisionTreeModel tree : trees) {
            Node node = tree.rootNode();
            while (node instanceof InternalNode parent) {
                ContinuousSplit split = (ContinuousSplit) parent.split();
                boolean goesLeft = features[split.featureIndex()] <= split.threshold();
                node = goesLeft ? parent.leftChild() : parent.rightChild();
                contributions[split.featureIndex()] += fraudShare(node) - fraudShare(parent);
            }
        }
        for (int i = 0; i < contributions.length; i++) {
            contributions[i] /= trees.length;
        }
        return contributions;
    }

    private static double fraudShare(Node node) {
        double[] classes = node.impurityStats().stats();
        return classes[1] / (classes[0] + classes[1]);
    }
}
