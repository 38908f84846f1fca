package fraud.score;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;

/**
 * A random forest as {@code model.json} has it (SEMANTICS 15.2), with scores equal to MLlib's to the last bit (15.3).
 * All trees are in one set of arrays, in pre-order: a node's left child is the next one. Immutable and thread-safe.
 */
public final class PortableForest {

    private static final int LEAF = -1;

    private final ModelManifest manifest;
    private final int[] roots;
    private final int[] feature;
    private final double[] threshold;
    private final int[] right;
    private final double[] genuine;
    private final double[] fraud;

    private PortableForest(ModelManifest manifest, JsonNode trees) throws BadModelException {
        this.manifest = manifest;
        ModelManifest.require(trees.isArray() && !trees.isEmpty(), "there are no trees");
        int nodes = 0;
        for (JsonNode tree : trees) {
            nodes += tree.path("feature").size();
        }
        roots = new int[trees.size()];
        feature = new int[nodes];
        threshold = new double[nodes];
        right = new int[nodes];
        genuine = new double[nodes];
        fraud = new double[nodes];
        int from = 0;
        for (int i = 0; i < roots.length; i++) {
            roots[i] = from;
            from += read(trees.get(i), from);
        }
    }

    /**
     * Reads a {@code model.json}, and checks the forest by its probes.
     *
     * @throws BadModelException if it is none, or not what it says
     */
    public static PortableForest read(byte[] content) throws BadModelException {
        JsonNode root = ModelManifest.parse(content);
        PortableForest forest = new PortableForest(ModelManifest.of(root), root.path("trees"));
        forest.manifest.requireProbes(forest::score);
        return forest;
    }

    /**
     * Reads the model of a version, and checks all of it that does not take MLlib.
     *
     * @param models where it is
     * @throws BadModelException if it is not there, another, or none that can be used
     */
    public static PortableForest load(StartingModels models, PublishedModel version) throws BadModelException {
        Path directory = models.directoryOf(version);
        PortableForest forest = read(ModelFiles.read(directory, version.sha256()));
        ModelFiles.readMllib(directory, forest.manifest);
        return forest;
    }

    private int read(JsonNode tree, int from) throws BadModelException {
        int[] features = ModelManifest.integers(tree, "feature");
        int[] rights = ModelManifest.integers(tree, "right");
        double[] thresholds = ModelManifest.doubles(tree, "threshold");
        double[] genuineShares = ModelManifest.doubles(tree, "genuine");
        double[] fraudShares = ModelManifest.doubles(tree, "fraud");
        int size = features.length;
        boolean sameLength = thresholds.length == size
                && rights.length == size
                && genuineShares.length == size
                && fraudShares.length == size;
        ModelManifest.require(size > 0 && sameLength, "the arrays of a tree differ in length, or are empty");
        System.arraycopy(features, 0, feature, from, size);
        System.arraycopy(thresholds, 0, threshold, from, size);
        System.arraycopy(genuineShares, 0, genuine, from, size);
        System.arraycopy(fraudShares, 0, fraud, from, size);
        for (int i = 0; i < size; i++) {
            right[from + i] = from + rights[i];
            boolean isLeaf = features[i] == LEAF;
            boolean isSplit =
                    features[i] >= 0 && features[i] < FeatureVector.size() && rights[i] > i + 1 && rights[i] < size;
            // Children come after their parent, so no path is longer than the tree, and none leaves it.
            ModelManifest.require(isLeaf || isSplit, "a tree has a node that is neither leaf nor split: " + i);
            // Votes that are no shares could sum up to nothing, and a score to no number.
            boolean areShares =
                    isShare(genuineShares[i]) && isShare(fraudShares[i]) && genuineShares[i] + fraudShares[i] > 0;
            ModelManifest.require(areShares, "a tree has a node whose shares are not from 0 to 1, or both 0: " + i);
        }
        return size;
    }

    private static boolean isShare(double value) {
        return value >= 0 && value <= 1;
    }

    /** What it says of itself. */
    public ModelManifest manifest() {
        return manifest;
    }

    /**
     * The share of the trees' votes that are for fraud, from 0 to 1 (SEMANTICS 15.3).
     *
     * @param features in the order of {@link FeatureVector#names()}
     */
    public double score(double[] features) {
        double votesGenuine = 0;
        double votesFraud = 0;
        for (int root : roots) {
            int node = root;
            while (feature[node] != LEAF) {
                node = next(node, features);
            }
            votesGenuine += genuine[node];
            votesFraud += fraud[node];
        }
        return votesFraud / (votesGenuine + votesFraud);
    }

    /**
     * By how much each feature moved the score, on the paths that the features take (SEMANTICS 15.6).
     *
     * @param features in the order of {@link FeatureVector#names()}
     * @return in the same order
     */
    public double[] contributions(double[] features) {
        double[] contributions = new double[features.length];
        for (int root : roots) {
            int node = root;
            while (feature[node] != LEAF) {
                int child = next(node, features);
                contributions[feature[node]] += fraud[child] - fraud[node];
                node = child;
            }
        }
        for (int i = 0; i < contributions.length; i++) {
            contributions[i] /= roots.length;
        }
        return contributions;
    }

    /** Number of trees. */
    public int trees() {
        return roots.length;
    }

    /** Number of nodes of all trees. */
    public int nodes() {
        return feature.length;
    }

    private int next(int node, double[] features) {
        return features[feature[node]] <= threshold[node] ? node + 1 : right[node];
    }
}
