package fraud.score;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a {@code model.json} says besides the trees (SEMANTICS 15.2).
 *
 * @param threshold score from which on the rule {@code MODEL_SCORE} holds, unless the rule set has its own
 * @param training how it was trained, by name, as text
 * @param metrics its figures by name
 * @param mllibSha256 hash of {@code mllib.ser}
 * @param probes vectors and what the model makes of them
 */
public record ModelManifest(
        double threshold,
        Map<String, String> training,
        Map<String, Double> metrics,
        String mllibSha256,
        List<Probe> probes) {

    /** The one type whose scores are equal in both engines, and so the one that is served. */
    public static final String TYPE = "random-forest";

    /** Of the format. */
    public static final int FORMAT = 1;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * A vector and the score it has.
     *
     * @param features in the order of {@link FeatureVector#names()}
     * @param score to the last bit
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Probe(double[] features, double score) {}

    /**
     * Reads a {@code model.json}.
     *
     * @throws BadModelException if it is none, of another type, or for other features
     */
    public static ModelManifest read(byte[] content) throws BadModelException {
        return of(parse(content));
    }

    static JsonNode parse(byte[] content) throws BadModelException {
        try {
            JsonNode root = JSON.readTree(content);
            require(root.isObject(), "is no JSON object");
            return root;
        } catch (IOException e) {
            throw malformed("is no JSON");
        }
    }

    static ModelManifest of(JsonNode root) throws BadModelException {
        require(root.path("format").asInt() == FORMAT, "format must be " + FORMAT);
        String type = root.path("type").asText();
        if (!type.equals(TYPE)) {
            throw new BadModelException(
                    "type", "a model of type '" + type + "' cannot be served: only " + TYPE + " can");
        }
        int featureVersion = root.path("featureVersion").asInt();
        if (featureVersion != FeatureVector.VERSION) {
            throw new BadModelException(
                    "featureVersion",
                    "it is for features of version " + featureVersion + ", the detector has " + FeatureVector.VERSION
                            + ": train it again");
        }
        List<String> names = new ArrayList<>();
        root.path("features").forEach(name -> names.add(name.asText()));
        if (!names.equals(FeatureVector.names())) {
            throw new BadModelException("featureVersion", "features are not those of version " + FeatureVector.VERSION);
        }
        Map<String, String> training = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : root.path("training").properties()) {
            JsonNode value = member.getValue();
            training.put(member.getKey(), value.isValueNode() ? value.asText() : value.toString());
        }
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : root.path("metrics").properties()) {
            metrics.put(member.getKey(), member.getValue().asDouble());
        }
        List<Probe> probes = new ArrayList<>();
        for (JsonNode probe : root.path("probes")) {
            double[] features = doubles(probe, "features");
            require(features.length == FeatureVector.size(), "a probe has " + features.length + " features");
            probes.add(new Probe(features, number(probe.path("score"), "score")));
        }
        require(!probes.isEmpty(), "there are no probes");
        return new ModelManifest(
                number(root.path("threshold"), "threshold"),
                training,
                metrics,
                root.path("mllib").path("sha256").asText(),
                List.copyOf(probes));
    }

    /**
     * Checks a model by what it makes of the probes.
     *
     * @throws BadModelException if one score differs in any bit
     */
    public void requireProbes(Scoring scoring) throws BadModelException {
        for (int i = 0; i < probes.size(); i++) {
            double score = scoring.score(probes.get(i).features().clone());
            if (Double.doubleToLongBits(score)
                    != Double.doubleToLongBits(probes.get(i).score())) {
                throw new BadModelException(
                        "probes",
                        "probe " + i + " scores " + score + " instead of "
                                + probes.get(i).score());
            }
        }
    }

    /** What a model makes of a vector. */
    @FunctionalInterface
    public interface Scoring {
        double score(double[] features);
    }

    static double[] doubles(JsonNode parent, String name) throws BadModelException {
        JsonNode array = parent.path(name);
        require(array.isArray(), name + " must be an array of numbers");
        double[] values = new double[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = number(array.get(i), name);
        }
        return values;
    }

    private static double number(JsonNode value, String name) throws BadModelException {
        require(value.isNumber() && Double.isFinite(value.asDouble()), name + " must be a finite number");
        return value.asDouble();
    }

    static void require(boolean holds, String otherwise) throws BadModelException {
        if (!holds) {
            throw malformed(otherwise);
        }
    }

    private static BadModelException malformed(String what) {
        return new BadModelException("model.json", ModelFiles.PORTABLE + ": " + what);
    }
}
