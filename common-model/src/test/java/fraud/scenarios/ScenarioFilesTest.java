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
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of {@code scenarios/*.yaml}, run against the reference detector. */
class ScenarioFilesTest {

    @ParameterizedTest
    @MethodSource("fraud.scenarios.ScenarioRun#all")
    void comeTrueInTheReferenceDetector(ScenarioRun run) {
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
}
