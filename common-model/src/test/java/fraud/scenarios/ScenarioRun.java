package fraud.scenarios;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fraud.config.DetectorParameters;
import fraud.parse.SourceRecord;
import fraud.scenarios.ExpectedOutputs.Expected;
import fraud.scenarios.Placement.Example;
import fraud.scenarios.Placement.Placed;
import fraud.score.StartingModels;
import fraud.score.TestModels;
import fraud.sink.OutputKind;
import fraud.sink.OutputRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The examples that ask for the same parameters of the detector, as input topics with all that has to come out. A file
 * whose examples publish rule sets has runs of its own, since a rule set holds for all that shares its topics.
 *
 * <p>A test of a detector starts it with {@link #parameters()} {@link #startingModels()} and the default rule set,
 * gives it {@link #records()}, which hold the records of all three topics under their usual names
 * ({@link fraud.topics.InputTopics#DEFAULT}) in the order of sending, up to an end of input on every partition, and
 * wants {@link #differences} of all that comes out to be empty.
 */
public final class ScenarioRun {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_DIFFERENCES = 10;
    private static final Pattern FEATURES = Pattern.compile(",\"features\":(\\{[^{}]*})}$");

    private final Shared shared;
    private final List<Example> examples;
    private final Placement placement;
    private final List<Expected> expected;

    /**
     * What the examples of a run have in common.
     *
     * @param file the only file, or empty if the run is of all files that publish no rule sets
     */
    private record Shared(DetectorParameters parameters, String file) {}

    private ScenarioRun(Shared shared, List<Example> examples) {
        this.shared = shared;
        this.examples = examples;
        this.placement = new Placement(examples, shared.parameters());
        this.expected = new ExpectedOutputs(examples, placement.placed()).outputs();
    }

    /** Every example of every file. */
    public static Stream<ScenarioRun> all() {
        return of(ScenarioFile.all());
    }

    static Stream<ScenarioRun> of(List<ScenarioFile> files) {
        Map<Shared, List<Example>> runs = new LinkedHashMap<>();
        for (ScenarioFile file : files) {
            int number = 0;
            for (Located<Scenario> scenario : file.scenarios()) {
                number++;
                String scope = file.name().replace(".yaml", "") + "." + number;
                Shared shared =
                        new Shared(scenario.value().detectorParameters(), file.publishesRules() ? file.name() : "");
                runs.computeIfAbsent(shared, asked -> new ArrayList<>()).add(new Example(file.name(), scope, scenario));
            }
        }
        return runs.entrySet().stream().map(entry -> new ScenarioRun(entry.getKey(), entry.getValue()));
    }

    /** What the detector is started with, besides the default rules; features are on. */
    public DetectorParameters parameters() {
        return shared.parameters();
    }

    /** The detector is started without a model, and knows where {@link TestModels} are. */
    public static StartingModels startingModels() {
        return new StartingModels(null, null, TestModels.directory().toString());
    }

    /** All records of all three topics in the order of sending; each partition's are in offset order. */
    public List<SourceRecord> records() {
        return placement.records();
    }

    /** The form in which {@link #differences} takes an output: kind, key and value with blanks between. */
    public static String text(OutputRecord output) {
        return ExpectedOutputs.text(output.kind(), output.key(), new String(output.value(), StandardCharsets.UTF_8));
    }

    /** What has to come out; for tests of the examples themselves. */
    List<String> expected() {
        return expected.stream().map(Expected::text).toList();
    }

    /**
     * What is missing and what is too much, each with the file, line and example it belongs to; ten of them at most,
     * and how many there are besides.
     *
     * @param outputs all outputs of a detector as {@link #text}; completions are passed over
     */
    public List<String> differences(Collection<String> outputs) {
        Map<String, Integer> missing = new TreeMap<>();
        Map<String, String> places = new LinkedHashMap<>();
        for (Expected output : expected) {
            missing.merge(output.text(), 1, Integer::sum);
            places.put(output.text(), output.where());
        }
        for (String output : outputs) {
            if (!output.startsWith(OutputKind.COMPLETION + " ")) {
                String comparable = withNamedFeaturesOnly(output);
                missing.merge(comparable, -1, Integer::sum);
                places.computeIfAbsent(comparable, this::place);
            }
        }
        List<String> differences = missing.entrySet().stream()
                .filter(entry -> entry.getValue() != 0)
                .map(entry -> places.get(entry.getKey())
                        + (entry.getValue() > 0 ? " misses " : " does not know ")
                        + entry.getKey())
                .sorted()
                .toList();
        return differences.size() <= MAX_DIFFERENCES
                ? differences
                : Stream.concat(
                                differences.stream().limit(MAX_DIFFERENCES),
                                Stream.of("and " + (differences.size() - MAX_DIFFERENCES) + " more"))
                        .toList();
    }

    /** An example names the features it is about; the others are not compared. */
    private String withNamedFeaturesOnly(String output) {
        Matcher features = FEATURES.matcher(output);
        if (!features.find()) {
            return output;
        }
        String plain = output.substring(0, features.start()) + "}";
        Optional<Placed> record = record(value(plain));
        if (record.isEmpty() || record.get().step().features() == null) {
            return plain;
        }
        JsonNode actual = json(features.group(1));
        Map<String, Object> named = new LinkedHashMap<>();
        record.get().step().features().keySet().forEach(name -> named.put(name, actual.get(name)));
        return plain + ExpectedOutputs.features(named);
    }

    private String place(String output) {
        JsonNode value = value(output.replaceFirst(" features \\{[^{}]*}$", ""));
        return record(value)
                .map(Placed::where)
                .or(() -> examples.stream()
                        .filter(example -> Stream.of("cardId", "merchantId")
                                .anyMatch(key -> value.path(key).asText().startsWith(example.scope() + ".")))
                        .map(example -> example.where(example.scenario().line()))
                        .findFirst())
                .orElse("no example");
    }

    private Optional<Placed> record(JsonNode value) {
        return placement.placed().stream()
                .filter(record -> value.path("sourceTopic")
                                .asText()
                                .equals(record.origin().topic())
                        && value.path("sourcePartition").asInt(-1)
                                == record.origin().partition()
                        && value.path("sourceOffset").asLong(-1)
                                == record.origin().offset())
                .findFirst();
    }

    private static JsonNode value(String output) {
        return json(output.split(" ", 3)[2]);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("an output is not JSON: " + text, e);
        }
    }

    @Override
    public String toString() {
        DetectorParameters parameters = shared.parameters();
        return examples.size() + " examples" + (shared.file().isEmpty() ? "" : " of " + shared.file()) + ", bound "
                + parameters.maxOutOfOrdernessMillis() + " ms, skew " + parameters.skewMillis() + " ms, history limit "
                + parameters.historyLimit() + ", daily limit " + parameters.merchantDailyLimit();
    }
}
