package fraud.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.model.Flag;
import fraud.model.Outcome;
import fraud.model.RejectReason;
import fraud.reference.ReferenceDetector;
import fraud.rules.Reason;
import fraud.ruleset.RuleSet;
import fraud.sequences.SequenceRule;
import fraud.sink.OutputKind;
import fraud.topics.InputTopics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of {@code scenarios/*.yaml}, run against the reference detector. */
class ScenarioFilesTest {

    @ParameterizedTest
    @MethodSource("fraud.scenarios.ScenarioRun#all")
    void matchTheReferenceDetector(ScenarioRun run) {
        List<String> outputs = new ReferenceDetector(
                        run.parameters(), RuleSet.defaults(), ScenarioRun.startingModels(), InputTopics.DEFAULT)
                .detect(run.records()).stream().map(ScenarioRun::text).toList();

        assertThat(run.differences(outputs)).isEmpty();
    }

    @Test
    void leavesNothingUntold() {
        String expected = String.join(
                "\n", ScenarioRun.all().flatMap(run -> run.expected().stream()).toList());

        assertThat(Stream.of(
                                Outcome.values(),
                                Reason.values(),
                                Flag.values(),
                                RejectReason.values(),
                                SequenceRule.values())
                        .flatMap(Stream::of)
                        .map(constant -> '"' + constant.name() + '"')
                        .filter(name -> !expected.contains(name)))
                .as("what comes up in no example: add one to scenarios/*.yaml")
                .isEmpty();
        assertThat(Stream.of(OutputKind.values())
                        .filter(kind -> kind != OutputKind.COMPLETION)
                        .filter(kind -> !("\n" + expected).contains("\n" + kind + " ")))
                .as("kinds of output that come up in no example: add one to scenarios/*.yaml")
                .isEmpty();
    }

    /** Both engines and the reference share the code of features: only examples see a fault in all three. */
    @Test
    void eachFeatureHasTwoDifferentValues() {
        Map<String, Set<Object>> values = new HashMap<>();
        ScenarioFile.all().stream()
                .flatMap(file -> file.scenarios().stream())
                .flatMap(scenario -> scenario.value().steps().stream())
                .map(step -> step.value().features())
                .filter(Objects::nonNull)
                .forEach(features -> features.forEach((name, value) ->
                        values.computeIfAbsent(name, feature -> new HashSet<>()).add(value)));

        assertThat(Step.FEATURES.stream()
                        .filter(name -> values.getOrDefault(name, Set.of()).size() < 2))
                .as("features without two values in examples: add both sides of a boundary to scenarios/*.yaml")
                .isEmpty();
    }

    /** A name that only comes up in the examples of others is no example of its own. */
    @Test
    void eachRuleAndSequenceHasAFileOfItsOwn() throws IOException {
        Map<String, String> elsewhere =
                Map.of("card-blocked", "card-controls", "merchant-blocked", "merchant-lists", "model-score", "models");
        for (Enum<?> constant : Stream.concat(Stream.of(Reason.values()), Stream.of(SequenceRule.values()))
                .toList()) {
            String name = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
            String file = "/scenarios/" + elsewhere.getOrDefault(name, name) + ".yaml";
            try (InputStream in = getClass().getResourceAsStream(file)) {
                assertThat(in).as("examples of " + constant + " in " + file).isNotNull();
                assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        .as("examples of " + constant + " in " + file)
                        .contains(constant.name());
            }
        }
    }
}
