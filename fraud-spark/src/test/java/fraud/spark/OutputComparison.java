package fraud.spark;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.model.Flag;
import fraud.model.Outcome;
import fraud.rules.Reason;
import fraud.sequences.SequenceRule;
import fraud.sink.OutputDifferences;
import fraud.sink.OutputKind;
import fraud.sink.OutputRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares outputs byte by byte: as multisets, completions left out. */
final class OutputComparison {

    private static final Pattern IDENTITY =
            Pattern.compile("\"alertId\":\"\\w+\"|\"sourcePartition\":\\d+,\"sourceOffset\":\\d+");

    private OutputComparison() {}

    /** What is missing and what is too much, as {@link OutputDifferences} has it. */
    static String differences(List<OutputRecord> actual, List<OutputRecord> expected) {
        return OutputDifferences.of(texts(actual), texts(expected));
    }

    private static List<String> texts(List<OutputRecord> outputs) {
        return outputs.stream()
                .filter(output -> output.kind() != OutputKind.COMPLETION)
                .map(OutputComparison::text)
                .toList();
    }

    /**
     * The outputs that name a reason or a sequence, by what identifies them: the source of a decision, the id of an
     * alert.
     */
    static Set<String> naming(String name, List<OutputRecord> outputs) {
        return outputs.stream()
                .map(OutputComparison::text)
                .filter(text -> text.contains('"' + name + '"'))
                .map(IDENTITY::matcher)
                .filter(Matcher::find)
                .map(Matcher::group)
                .collect(Collectors.toSet());
    }

    /**
     * Does not compare what shows too little: every kind, every reason, every flag, every sequence, and dead letters
     * of every topic have to be there.
     */
    static void assertWorthComparing(List<OutputRecord> outputs) {
        Map<OutputKind, List<String>> byKind = outputs.stream()
                .collect(Collectors.groupingBy(
                        OutputRecord::kind, Collectors.mapping(OutputComparison::text, Collectors.toList())));
        assertThat(byKind)
                .containsOnlyKeys(
                        OutputKind.DECISION,
                        OutputKind.ALERT,
                        OutputKind.DEAD_LETTER,
                        OutputKind.DUPLICATE,
                        OutputKind.LATE);
        Stream<String> ofDecisions = Stream.of(Reason.values(), Flag.values(), Outcome.values())
                .flatMap(Stream::of)
                .map(Enum::name);
        assertThat(ofDecisions.filter(name -> !isNamed(name, byKind.get(OutputKind.DECISION))))
                .isEmpty();
        Stream<String> ofDeadLetters = Stream.of("transactions", "labels", "versions", "VERSION_NOT_NEW", "TOO_SOON");
        assertThat(ofDeadLetters.filter(name -> !isNamed(name, byKind.get(OutputKind.DEAD_LETTER))))
                .isEmpty();
        Stream<String> ofAlerts = Stream.of(SequenceRule.values()).map(Enum::name);
        assertThat(ofAlerts.filter(name -> !isNamed(name, byKind.get(OutputKind.ALERT))))
                .isEmpty();
    }

    private static boolean isNamed(String name, List<String> texts) {
        String quoted = '"' + name + '"';
        return texts.stream().anyMatch(text -> text.contains(quoted));
    }

    private static String text(OutputRecord output) {
        return output.kind() + " " + output.key() + " " + new String(output.value(), StandardCharsets.UTF_8);
    }
}
