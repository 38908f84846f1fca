package fraud.training.model;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import fraud.costs.Costs;
import fraud.drift.ScoreReference;
import fraud.score.FeatureVector;
import fraud.score.ModelManifest;
import fraud.training.data.Example;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.ProbabilisticClassificationModel;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.Vector;
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

    private static final int PROBES = 32;

    private ExportModel() {}

    /**
     * What a model says of itself besides its trees.
     *
     * @param thresholds the least score to review, and to decline
     * @param cost what mistakes cost: what the threshold to decline comes from
     * @param training how it came about: texts and numbers, by their names
     * @param candidate its settings
     * @param metrics what it is worth, by name
     * @param reference how it scored days that it did not learn from; none if it did not
     */
    public record Description(
            Thresholds thresholds,
            Costs cost,
            Map<String, Object> training,
            Candidate candidate,
            Map<String, Double> metrics,
            Optional<ScoreReference> reference) {}

    /**
     * Saves a model as a pipeline from the columns of features on. Of several models that are meant together, each has
     * columns of its own, which begin with its number from 1 on.
     *
     * @param model of any type
     */
    public static void pipeline(FittedModel model, Path directory) throws IOException {
        List<Transformer> stages = new ArrayList<>();
        stages.add(new VectorAssembler("features")
                .setInputCols(FeatureVector.names().toArray(String[]::new))
                .setOutputCol(Candidate.FEATURES));
        int number = 1;
        for (ProbabilisticClassificationModel<Vector, ?> mllib : model.mllib()) {
            if (model.mllib().size() > 1) {
                mllib.setRawPredictionCol(number + "-rawPrediction");
                mllib.setProbabilityCol(number + "-probability");
                mllib.setPredictionCol(number + "-prediction");
                number++;
            }
            stages.add(mllib);
        }
        PipelineModel pipeline = new PipelineModel("fraud-model", stages);
        ((MLWritable) pipeline)
                .write()
                .overwrite()
                .save(directory.resolve(PIPELINE).toUri().toString());
    }

    /**
     * Writes a model of trees.
     *
     * @param examples to take the probes from
     * @return the bytes of {@code model.json}
     */
    public static byte[] trees(FittedModel model, Description description, List<Example> examples, Path directory)
            throws IOException {
        byte[] serialized = serialized(model.parts());
        Files.write(directory.resolve(SERIALIZED), serialized);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonFactory factory = JsonFactory.builder()
                // The shortest decimals: those of Double.toString depend on the JDK.
                .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                .build();
        factory.setCodec(new ObjectMapper(factory));
        try (JsonGenerator json = factory.createGenerator(out, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeNumberField("format", ModelManifest.FORMAT);
            json.writeStringField("type", ModelManifest.TYPE);
            json.writeNumberField("featureVersion", FeatureVector.VERSION);
            json.writeObjectField("features", FeatureVector.names());
            json.writeNumberField("threshold", description.thresholds().review());
            if (description.thresholds().decline().isPresent()) {
                json.writeNumberField(
                        "declineThreshold", description.thresholds().decline().getAsDouble());
            }
            json.writeObjectField(Costs.MEMBER, description.cost());
            json.writeObjectFieldStart("training");
            for (Map.Entry<String, Object> member : description.training().entrySet()) {
                json.writeObjectField(member.getKey(), member.getValue());
            }
            json.writeObjectField("settings", description.candidate().settings());
            json.writeEndObject();
            json.writeObjectField("metrics", description.metrics());
            if (description.reference().isPresent()) {
                json.writeObjectField(
                        ScoreReference.MEMBER, description.reference().get());
            }
            json.writeObjectFieldStart("mllib");
            json.writeStringField("file", SERIALIZED);
            json.writeStringField("sha256", sha256(serialized));
            json.writeEndObject();
            json.writeArrayFieldStart("probes");
            for (Example example : probes(examples)) {
                json.writeStartObject();
                TreePart.writeDoubles(json, "features", example.row().features());
                json.writeNumberField("score", model.score(example.row().features()));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("parts");
            for (TreePart part : model.parts()) {
                part.write(json);
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

    private static byte[] serialized(List<TreePart> parts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new ArrayList<>(parts.stream().map(TreePart::trees).toList()));
        }
        return bytes.toByteArray();
    }

    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
