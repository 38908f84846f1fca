package fraud.score;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fraud.json.StrictJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a {@code model.json} says besides the trees (SEMANTICS 15.2).
 *
 * @param threshold score from which on the rule {@code MODEL_SCORE} holds, unless the rule set has its own
 * @param declineThreshold score from which on that rule asks to decline, unless the rule set has its own;
 *     {@link #NEVER} if the model says none
 * @param training how it was trained, by name, as text
 * @param metrics its figures by name
 * @param mllibSha256 hash of {@code mllib.ser}, or null if it says none
 * @param probes vectors and what the model makes of them
 * @param links of the parts, in their order
 */
public record ModelManifest(
        double threshold,
        double declineThreshold,
        Map<String, String> training,
        Map<String, Double> metrics,
        String mllibSha256,
        List<Probe> probes,
        List<ScoreLink> links) {

    /** The one type whose scores are equal in both engines, and so the one that is served. */
    public static final String TYPE = "tree-ensemble";

    /** Of the format. */
    public static final int FORMAT = 2;

    /** A threshold that no score reaches. */
    public static final double NEVER = 2;

    private static final String DECLINE_THRESHOLD = "declineThreshold";
    private static final String FEATURE_VERSION = "featureVersion";

    private static final ObjectMapper JSON = JsonMapper.builder(StrictJson.factory(ModelFiles.MAX_BYTES))
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
        // Not from the bytes, whose encoding Jackson would guess.
        try (Reader text = new InputStreamReader(new ByteArrayInputStream(content), StrictJson.utf8())) {
            JsonNode root = JSON.readTree(text);
            require(root.isObject(), "is no JSON object");
            return root;
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String place = at == null ? "" : ": line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw malformed("is no JSON" + place);
        } catch (IOException e) {
            throw malformed("is no UTF-8");
        }
    }

    static ModelManifest of(JsonNode root) throws BadModelException {
        require(isInteger(root.path("format"), FORMAT), "format must be " + FORMAT);
        String type = root.path("type").asText();
        if (!type.equals(TYPE)) {
            throw new BadModelException(
                    "type", "a model of type '" + type + "' cannot be served: only " + TYPE + " can");
        }
        if (!isInteger(root.path(FEATURE_VERSION), FeatureVector.VERSION)) {
            throw new BadModelException(
                    FEATURE_VERSION,
                    "it is for features of version " + root.path(FEATURE_VERSION) + ", the detector has "
                            + FeatureVector.VERSION + ": train it again");
        }
        if (!areNames(root.path("features"), FeatureVector.names())) {
            throw new BadModelException(FEATURE_VERSION, "features are not those of version " + FeatureVector.VERSION);
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
        return new ModelManifest(
                number(root.path("threshold"), "threshold"),
                root.has(DECLINE_THRESHOLD) ? number(root.path(DECLINE_THRESHOLD), DECLINE_THRESHOLD) : NEVER,
                training,
                metrics,
                root.path("mllib").path("sha256").textValue(),
                probes(root.path("probes")),
                links(root.path("parts")));
    }

    private static List<ScoreLink> links(JsonNode parts) throws BadModelException {
        require(parts.isArray() && !parts.isEmpty(), "there are no parts");
        List<ScoreLink> links = new ArrayList<>();
        for (JsonNode part : parts) {
            links.add(ScoreLink.of(part.path("link")));
        }
        return List.copyOf(links);
    }

    /** Whether this is the number, written as an integer: neither {@code 1.0} nor {@code "1"}. */
    private static boolean isInteger(JsonNode value, int number) {
        return value.isInt() && value.intValue() == number;
    }

    private static boolean areNames(JsonNode array, List<String> names) {
        boolean areEqual = array.isArray() && array.size() == names.size();
        for (int i = 0; areEqual && i < names.size(); i++) {
            areEqual = names.get(i).equals(array.get(i).textValue());
        }
        return areEqual;
    }

    private static List<Probe> probes(JsonNode array) throws BadModelException {
        require(array.isArray() && !array.isEmpty(), "there are no probes");
        List<Probe> probes = new ArrayList<>();
        for (JsonNode probe : array) {
            double[] features = doubles(probe, "features");
            require(features.length == FeatureVector.size(), "a probe has " + features.length + " features");
            probes.add(new Probe(features, number(probe.path("score"), "score")));
        }
        return List.copyOf(probes);
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

    /**
     * Integers of an array, as JSON writes them: no fraction, no exponent.
     *
     * @throws BadModelException if it is no array, or one of them is no integer of 32 bits
     */
    static int[] integers(JsonNode parent, String name) throws BadModelException {
        JsonNode array = parent.path(name);
        require(array.isArray(), name + " must be an array of integers");
        int[] values = new int[array.size()];
        for (int i = 0; i < values.length; i++) {
            require(array.get(i).isInt(), name + " must be an array of integers");
            values[i] = array.get(i).intValue();
        }
        return values;
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
