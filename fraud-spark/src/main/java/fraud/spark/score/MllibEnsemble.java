package fraud.spark.score;

import fraud.score.BadModelException;
import fraud.score.FeatureVector;
import fraud.score.ModelFiles;
import fraud.score.ModelManifest;
import fraud.score.PublishedModel;
import fraud.score.ScoreLink;
import fraud.score.StartingModels;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.GBTRegressionModel;
import org.apache.spark.ml.tree.ContinuousSplit;
import org.apache.spark.ml.tree.DecisionTreeModel;
import org.apache.spark.ml.tree.InternalNode;
import org.apache.spark.ml.tree.Node;

/**
 * Trees of MLlib, which score one vector at a time in a task (SEMANTICS 15.3). They are read from {@code mllib.ser}:
 * {@code PipelineModel.load} asks for a session, which only the driver has. Immutable and thread-safe.
 */
public final class MllibEnsemble {

    /** What trees are made of: nothing else is read, whatever the file says. */
    private static final ObjectInputFilter MLLIB_ONLY = ObjectInputFilter.Config.createFilter(
            "org.apache.spark.ml.**;org.apache.spark.mllib.tree.**;scala.**;java.lang.**;java.util.**;!*");

    /** MLlib's name for a weighted sum of trees; all weights are 1, and its order of sums changes no bit. */
    private final List<GBTRegressionModel> parts;

    private final List<ScoreLink> links;
    private final ModelManifest manifest;

    private MllibEnsemble(List<GBTRegressionModel> parts, ModelManifest manifest) {
        this.parts = parts;
        this.links = manifest.links();
        this.manifest = manifest;
    }

    /**
     * Reads the model of a version that was accepted, and checks it by its probes.
     *
     * @param models where it is
     * @throws BadModelException if it is not there, another, or scores otherwise than its {@code model.json} says
     */
    static MllibEnsemble load(StartingModels models, PublishedModel version) throws BadModelException {
        Path directory = models.directoryOf(version);
        ModelManifest manifest = ModelManifest.read(ModelFiles.read(directory, version.sha256()));
        MllibEnsemble ensemble = new MllibEnsemble(read(ModelFiles.readMllib(directory, manifest), manifest), manifest);
        manifest.requireProbes(ensemble::score);
        return ensemble;
    }

    private static List<GBTRegressionModel> read(byte[] content, ModelManifest manifest) throws BadModelException {
        List<GBTRegressionModel> parts = new ArrayList<>();
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(content))) {
            in.setObjectInputFilter(MLLIB_ONLY);
            for (Object part : (List<?>) in.readObject()) {
                parts.add((GBTRegressionModel) part);
            }
        } catch (IOException | ClassNotFoundException | ClassCastException e) {
            throw new BadModelException("mllib", ModelFiles.MLLIB + " holds no trees of this MLlib: " + e);
        }
        if (parts.size() != manifest.links().size()) {
            throw new BadModelException("mllib", ModelFiles.MLLIB + " has other parts than " + ModelFiles.PORTABLE);
        }
        return parts;
    }

    /** What it says of itself. */
    ModelManifest manifest() {
        return manifest;
    }

    /**
     * How suspicious a transaction is, from 0 to 1: the mean of what the parts say.
     *
     * @param features in the order of {@link FeatureVector#names()}
     */
    double score(double[] features) {
        Vector vector = Vectors.dense(features);
        double scores = 0;
        for (int i = 0; i < links.size(); i++) {
            scores += links.get(i).score(parts.get(i).predict(vector));
        }
        return scores / links.size();
    }

    /**
     * By how much each feature moved the score, on the paths that the features take (SEMANTICS 15.6).
     *
     * @param features in the order of {@link FeatureVector#names()}
     * @return in the same order
     */
    double[] contributions(double[] features) {
        double[] contributions = new double[features.length];
        for (int i = 0; i < links.size(); i++) {
            double[] moved = new double[features.length];
            for (DecisionTreeModel tree : parts.get(i).trees()) {
                Node node = tree.rootNode();
                while (node instanceof InternalNode parent) {
                    ContinuousSplit split = (ContinuousSplit) parent.split();
                    boolean goesLeft = features[split.featureIndex()] <= split.threshold();
                    node = goesLeft ? parent.leftChild() : parent.rightChild();
                    moved[split.featureIndex()] += node.prediction() - parent.prediction();
                }
            }
            for (int feature = 0; feature < moved.length; feature++) {
                contributions[feature] += moved[feature] / links.get(i).width();
            }
        }
        for (int feature = 0; feature < contributions.length; feature++) {
            contributions[feature] /= links.size();
        }
        return contributions;
    }
}
