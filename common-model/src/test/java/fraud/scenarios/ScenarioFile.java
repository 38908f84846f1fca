package fraud.scenarios;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.platform.commons.io.Resource;
import org.junit.platform.commons.io.ResourceFilter;
import org.junit.platform.commons.support.ResourceSupport;

/**
 * The examples of one subject. What is wrong in a file is reported with file, line and key.
 *
 * @param name without the path
 * @param scenarios at least one
 */
record ScenarioFile(String name, List<Located<Scenario>> scenarios) {

    private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Between these lines, examples stand in a document for people. */
    private static final String EXAMPLES_BEGIN = "```yaml";

    private static final String EXAMPLES_END = "```";

    /** All files of the folder {@code scenarios}, by name, the contract with its examples among them. */
    static List<ScenarioFile> all() {
        List<ScenarioFile> files = ResourceSupport.findAllResourcesInPackage(
                        "scenarios",
                        ResourceFilter.of(file -> file.getName().endsWith(".yaml") || isDocument(file.getName())))
                .stream()
                .map(ScenarioFile::read)
                .sorted(Comparator.comparing(ScenarioFile::name))
                .toList();
        if (files.isEmpty()) {
            throw new IllegalStateException("no scenarios/*.yaml on the class path");
        }
        return files;
    }

    private static ScenarioFile read(Resource file) {
        String name = file.getName().substring(file.getName().lastIndexOf('/') + 1);
        try (InputStream yaml = file.getInputStream()) {
            String text = new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
            return parse(name, isDocument(name) ? examplesOf(text) : text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isDocument(String name) {
        return name.endsWith(".md");
    }

    /** The examples in a document, on their lines. */
    static String examplesOf(String document) {
        StringBuilder examples = new StringBuilder();
        boolean inside = false;
        for (String line : document.lines().toList()) {
            inside = line.equals(EXAMPLES_BEGIN) || (inside && !line.equals(EXAMPLES_END));
            examples.append(inside && !line.equals(EXAMPLES_BEGIN) ? line : "").append('\n');
        }
        return examples.toString();
    }

    /** A file with this text; throws an {@link IllegalArgumentException} of one line if it is not well-formed. */
    static ScenarioFile parse(String name, String text) {
        List<Located<Scenario>> scenarios;
        try {
            scenarios = YAML.readValue(text, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(name + ":" + line(e, text) + ": " + problem(e), e);
        }
        if (scenarios == null || scenarios.isEmpty()) {
            throw new IllegalArgumentException(name + ":1: a file is a list of examples");
        }
        scenarios.forEach(scenario -> check(name, scenario));
        return new ScenarioFile(name, scenarios);
    }

    private static void check(String file, Located<Scenario> scenario) {
        if (scenario.value().name() == null || scenario.value().steps().isEmpty()) {
            throw new IllegalArgumentException(file + ":" + scenario.line() + ": an example has a name and steps");
        }
        for (Located<Step> step : scenario.value().steps()) {
            step.value().problem().ifPresent(problem -> {
                throw new IllegalArgumentException(file + ":" + step.line() + ": " + problem);
            });
        }
        for (Located<Scenario.ExpectedAlert> alert : scenario.value().alerts()) {
            alert.value().problem().ifPresent(problem -> {
                throw new IllegalArgumentException(file + ":" + alert.line() + ": " + problem);
            });
        }
    }

    /** Whether its examples change the rules for each other. */
    boolean publishesRules() {
        return scenarios.stream().anyMatch(scenario -> scenario.value().publishesRules());
    }

    private static int line(JsonProcessingException e, String text) {
        int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
        // An unknown key is reported only once its object is read to the end.
        if (e instanceof UnrecognizedPropertyException unknown) {
            List<String> lines = text.lines().toList();
            line = Math.min(line, lines.size());
            while (line > 1 && !lines.get(line - 1).contains(unknown.getPropertyName() + ":")) {
                line--;
            }
        }
        return line;
    }

    private static String problem(JsonProcessingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return unknown.getPropertyName() + ": unknown key; one of "
                    + unknown.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .sorted()
                            .collect(Collectors.joining(", "));
        }
        String key = e instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(JsonMappingException.Reference::getFieldName)
                        .filter(name -> name != null)
                        .reduce((outer, inner) -> inner)
                        .map(name -> name + ": ")
                        .orElse("")
                : "";
        return key + e.getOriginalMessage().lines().findFirst().orElse("");
    }
}
