package fraud.score;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;

/**
 * Trees as {@code model.json} has them (SEMANTICS 15.2), with scores equal to those of MLlib's objects to the last bit
 * (15.3): forests, boosted trees, or both together. All trees are in one set of arrays, in pre-order: a node's left
 * child is the next one. Immutable and thread-safe.
 */
public final class TreeEnsemble {

    /** Of this every value of a node is a multiple, so that sums are exact, and the same in every order. */
    public static final double GRAIN = 0x1p-30;

    /** As far from 0 as the leaves of a part can sum up to: 2²² multiples of {@link #GRAIN} are below 2⁵³. */
    private static final double GREATEST_SUM = 0x1p22;

    private static final int LEAF = -1;

    private final ModelManifest manifest;
    private final ScoreLink[] links;
    /** Where the trees of each part begin among the roots, and where those of the last one end. */
    private final int[] parts;

    private final int[] roots;
    private final int[] feature;
    private final double[] threshold;
    private final int[] right;
    private final double[] value;

    private TreeEnsemble(ModelManifest manifest, JsonNode json) throws BadModelException {
        this.manifest = manifest;
        int trees = 0;
        int nodes = 0;
        for (JsonNode part : json) {
            ModelManifest.require(
                    part.path("trees").isArray() && !part.path("trees").isEmpty(), "a part has no trees");
            trees += part.path("trees").size();
            for (JsonNode tree : part.path("trees")) {
                nodes += tree.path("feature").size();
            }
        }
        links = manifest.links().toArray(ScoreLink[]::new);
        parts = new int[json.size() + 1];
        roots = new int[trees];
        feature = new int[nodes];
        threshold = new double[nodes];
        right = new int[nodes];
        value = new double[nodes];
        int tree = 0;
        int node = 0;
        for (int part = 0; part < links.length; part++) {
            double greatest = 0;
            for (JsonNode of : json.get(part).path("trees")) {
                roots[tree++] = node;
                int size = read(of, node);
                greatest += greatest(node, size);
                node += size;
            }
            ModelManifest.require(greatest < GREATEST_SUM, "the values of a part can sum up to 2^22 or more");
            parts[part + 1] = tree;
        }
    }

    /**
     * Reads a {@code model.json}, and checks the trees by its probes.
     *
     * @throws BadModelException if it is none, or not what it says
     */
    public static TreeEnsemble read(byte[] content) throws BadModelException {
        JsonNode root = ModelManifest.parse(content);
        TreeEnsemble ensemble = new TreeEnsemble(ModelManifest.of(root), root.path("parts"));
        ensemble.manifest.requireProbes(ensemble::score);
        return ensemble;
    }

    /**
     * Reads the model of a version, and checks all of it that does not take MLlib.
     *
     * @param models where it is
     * @throws BadModelException if it is not there, another, or none that can be used
     */
    public static TreeEnsemble load(StartingModels models, PublishedModel version) throws BadModelException {
        Path directory = models.directoryOf(version);
        TreeEnsemble ensemble = read(ModelFiles.read(directory, version.sha256()));
        ModelFiles.readMllib(directory, ensemble.manifest);
        return ensemble;
    }

    private int read(JsonNode tree, int from) throws BadModelException {
        int[] features = ModelManifest.integers(tree, "feature");
        int[] rights = ModelManifest.integers(tree, "right");
        double[] thresholds = ModelManifest.doubles(tree, "threshold");
        double[] values = ModelManifest.doubles(tree, "value");
        int size = features.length;
        boolean sameLength = thresholds.length == size && rights.length == size && values.length == size;
        ModelManifest.require(size > 0 && sameLength, "the arrays of a tree differ in length, or are empty");
        System.arraycopy(features, 0, feature, from, size);
        System.arraycopy(thresholds, 0, threshold, from, size);
        System.arraycopy(values, 0, value, from, size);
        for (int i = 0; i < size; i++) {
            right[from + i] = from + rights[i];
            boolean isLeaf = features[i] == LEAF;
            boolean isSplit =
                    features[i] >= 0 && features[i] < FeatureVector.size() && rights[i] > i + 1 && rights[i] < size;
            // Children come after their parent, so no path is longer than the tree, and none leaves it.
            ModelManifest.require(isLeaf || isSplit, "a tree has a node that is neither leaf nor split: " + i);
            double grains = values[i] / GRAIN;
            boolean isExact = Math.abs(values[i]) < GREATEST_SUM && grains == Math.rint(grains);
            ModelManifest.require(isExact, "a tree has a value that is no multiple of 2^-30, or 2^22 or more: " + i);
        }
        return size;
    }

    private double greatest(int from, int size) {
        double greatest = 0;
        for (int i = from; i < from + size; i++) {
            greatest = Math.max(greatest, Math.abs(value[i]));
        }
        return greatest;
    }

    /** What it says of itself. */
    public ModelManifest manifest() {
        return manifest;
    }

    /**
     * How suspicious a transaction is, from 0 to 1: the mean of what the parts say (SEMANTICS 15.3).
     *
     * @param features in the order of {@link FeatureVector#names()}
     */
    public double score(double[] features) {
        double scores = 0;
        for (int part = 0; part < links.length; part++) {
            double sum = 0;
            for (int tree = parts[part]; tree < parts[part + 1]; tree++) {
                int node = roots[tree];
                while (feature[node] != LEAF) {
                    node = next(node, features);
                }
                sum += value[node];
            }
            scores += links[part].score(sum);
        }
        return scores / links.length;
    }

    /**
     * By how much each feature moved the score, on the paths that the features take (SEMANTICS 15.6).
     *
     * @param features in the order of {@link FeatureVector#names()}
     * @return in the same order
     */
    public double[] contributions(double[] features) {
        double[] contributions = new double[features.length];
        double[] moved = new double[features.length];
        for (int part = 0; part < links.length; part++) {
            for (int tree = parts[part]; tree < parts[part + 1]; tree++) {
                int node = roots[tree];
                while (feature[node] != LEAF) {
                    int child = next(node, features);
                    moved[feature[node]] += value[child] - value[node];
                    node = child;
                }
            }
            for (int i = 0; i < moved.length; i++) {
                contributions[i] += moved[i] / links[part].width();
                moved[i] = 0;
            }
        }
        for (int i = 0; i < contributions.length; i++) {
            contributions[i] /= links.length;
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
