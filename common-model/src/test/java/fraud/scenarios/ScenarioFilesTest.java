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
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
                        .map(constant -> '"' + constant.name() + '"'))
                .as("each outcome, reason, flag and sequence of the contract comes up in an example")
                .allMatch(expected::contains);
        assertThat(Stream.of(OutputKind.values()).filter(kind -> kind != OutputKind.COMPLETION))
                .allMatch(kind -> ("\n" + expected).contains("\n" + kind + " "));
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
