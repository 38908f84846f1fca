package fraud.training.model;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import fraud.score.FeatureVector;
import fraud.training.data.Example;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.DecisionTreeClassificationModel;
import org.apache.spark.ml.classification.RandomForestClassificationModel;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.tree.ContinuousSplit;
import org.apache.spark.ml.tree.DecisionTreeModel;
import org.apache.spark.ml.tree.InternalNode;
import org.apache.spark.ml.tree.Node;
import org.apache.spark.ml.util.MLWritable;

/**
 * Writes a model: {@code model.json} for the detectors, {@code mllib.ser} for Spark's tasks, which have no session to
 * load a pipeline with, and {@code pipeline} for all other readers. The first two have the same bytes whenever the same
 * is learned; Spark puts times and random names into the third.
 */
public final class ExportModel {

    static final String MODEL = "model.json";
    static final String SERIALIZED = "mllib.ser";
    static final String PIPELINE = "pipeline";

    private static final int FORMAT = 1;
    private static final int PROBES = 32;

    private ExportModel() {}

    /**
     * What a model says of itself besides its trees.
     *
     * @param threshold the least score to review
     * @param training how it came about: texts and numbers, by their names
     * @param candidate its settings
     * @param metrics what it is worth, by name
     */
    public record Description(
            double threshold, Map<String, Object> training, Candidate candidate, Map<String, Double> metrics) {}

    /**
     * Saves a model as a pipeline from the columns of features on.
     *
     * @param model of any type
     */
    public static void pipeline(FittedModel model, Path directory) throws IOException {
        VectorAssembler assembler = new VectorAssembler("features")
                .setInputCols(FeatureVector.names().toArray(String[]::new))
                .setOutputCol(Candidate.FEATURES);
        PipelineModel pipeline = new PipelineModel("fraud-model", List.<Transformer>of(assembler, model.mllib()));
        ((MLWritable) pipeline)
                .write()
                .overwrite()
                .save(directory.resolve(PIPELINE).toUri().toString());
    }

    /**
     * Writes a forest.
     *
     * @param examples to take the probes from
     * @return the bytes of {@code model.json}
     */
    public static byte[] forest(FittedModel model, Description description, List<Example> examples, Path directory)
            throws IOException {
        byte[] serialized = serialized(model.forest());
        Files.write(directory.resolve(SERIALIZED), serialized);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonFactory factory = JsonFactory.builder()
                // The shortest decimals: those of Double.toString depend on the JDK.
                .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                .build();
        factory.setCodec(new ObjectMapper(factory));
        try (JsonGenerator json = factory.createGenerator(out, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeNumberField("format", FORMAT);
            json.writeStringField("type", Candidate.Type.RANDOM_FOREST.key());
            json.writeNumberField("featureVersion", FeatureVector.VERSION);
            json.writeObjectField("features", FeatureVector.names());
            json.writeNumberField("threshold", description.threshold());
            json.writeObjectFieldStart("training");
            for (Map.Entry<String, Object> member : description.training().entrySet()) {
                json.writeObjectField(member.getKey(), member.getValue());
            }
            json.writeObjectField("settings", description.candidate().settings());
            json.writeEndObject();
            json.writeObjectField("metrics", description.metrics());
            json.writeObjectFieldStart("mllib");
            json.writeStringField("file", SERIALIZED);
            json.writeStringField("sha256", sha256(serialized));
            json.writeEndObject();
            json.writeArrayFieldStart("probes");
            for (Example example : probes(examples)) {
                json.writeStartObject();
                writeDoubles(json, "features", example.row().features());
                json.writeNumberField("score", model.score(example.row().features()));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("trees");
            for (DecisionTreeModel tree : model.forest().trees()) {
                Flat.of(tree.rootNode()).write(json);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        out.write('\n');
        byte[] bytes = out.toByteArray();
        Files.write(directory.resolve(MODEL), bytes);
        return bytes;
    }

    /** Half of them frauds, as far as there are: with fixed steps through each kind. */
    private static List<Example> probes(List<Example> examples) {
        List<Example> probes = new ArrayList<>();
        for (boolean fraud : new boolean[] {true, false}) {
            List<Example> kind = examples.stream()
                    .filter(example -> example.fraud() == fraud)
                    .toList();
            int count = Math.min(kind.size(), PROBES / 2);
            for (int i = 0; i < count; i++) {
                probes.add(kind.get((int) ((long) i * kind.size() / count)));
            }
        }
        return probes;
    }

    private static byte[] serialized(RandomForestClassificationModel forest) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(renamed(forest));
        }
        return bytes.toByteArray();
    }

    /** The same forest with trees that are numbered: MLlib draws their names anew in each fit. */
    private static RandomForestClassificationModel renamed(RandomForestClassificationModel forest) {
        DecisionTreeModel[] trees = forest.trees();
        DecisionTreeClassificationModel[] numbered = new DecisionTreeClassificationModel[trees.length];
        for (int i = 0; i < trees.length; i++) {
            numbered[i] = new DecisionTreeClassificationModel(
                    "tree-" + i, trees[i].rootNode(), forest.numFeatures(), forest.numClasses());
        }
        return new RandomForestClassificationModel(forest.uid(), numbered, forest.numFeatures(), forest.numClasses());
    }

    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void writeDoubles(JsonGenerator json, String name, double[] values) throws IOException {
        json.writeFieldName(name);
        json.writeArray(values, 0, values.length);
    }

    /** A tree's nodes in pre-order. */
    private static final class Flat {
        private final List<Integer> features = new ArrayList<>();
        private final List<Double> thresholds = new ArrayList<>();
        private final List<Integer> rights = new ArrayList<>();
        private final List<Double> genuine = new ArrayList<>();
        private final List<Double> frauds = new ArrayList<>();

        static Flat of(Node root) {
            Flat flat = new Flat();
            flat.add(root);
            return flat;
        }

        private void add(Node node) {
            double[] stats = node.impurityStats().stats();
            // In MLlib's order of sums: from 0 on, class by class.
            double total = 0.0 + stats[0] + stats[1];
            genuine.add(stats[0] / total);
            frauds.add(stats[1] / total);
            if (node instanceof InternalNode internal) {
                ContinuousSplit split = (ContinuousSplit) internal.split();
                int at = features.size();
                features.add(split.featureIndex());
                thresholds.add(split.threshold());
                rights.add(0);
                add(internal.leftChild());
                rights.set(at, features.size());
                add(internal.rightChild());
            } else {
                features.add(-1);
                thresholds.add(0.0);
                rights.add(0);
            }
        }

        void write(JsonGenerator json) {
            try {
                json.writeStartObject();
                json.writeFieldName("feature");
                json.writeArray(ints(features), 0, features.size());
                writeDoubles(json, "threshold", doubles(thresholds));
                json.writeFieldName("right");
                json.writeArray(ints(rights), 0, rights.size());
                writeDoubles(json, "genuine", doubles(genuine));
                writeDoubles(json, "fraud", doubles(frauds));
                json.writeEndObject();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static int[] ints(List<Integer> values) {
            return values.stream().mapToInt(Integer::intValue).toArray();
        }

        private static double[] doubles(List<Double> values) {
            return values.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }
}
