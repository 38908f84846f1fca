package fraud.spark;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.model.Reason;
import fraud.model.SequenceRule;
import fraud.sink.OutputKind;
import fraud.sink.OutputRecord;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Compares outputs byte by byte: as multisets, echoes left out. */
final class OutputComparison {

    private OutputComparison() {}

    /** Each output and how often it is there. */
    static Map<String, Integer> counted(List<OutputRecord> outputs) {
        Map<String, Integer> counts = new HashMap<>();
        outputs.stream()
                .filter(output -> output.kind() != OutputKind.ECHO)
                .forEach(output -> counts.merge(text(output), 1, Integer::sum));
        return counts;
    }

    /** The outputs that are not as often in one of the two as in the other. */
    static List<String> differences(List<OutputRecord> one, List<OutputRecord> other) {
        Map<String, Integer> counts = counted(one);
        counted(other).forEach((output, count) -> counts.merge(output, -count, Integer::sum));
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() != 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Refuses to compare what shows too little: every kind, every reason, every sequence, late and truncated have to be there. */
    static void assertWorthComparing(List<OutputRecord> outputs) {
        Map<OutputKind, String> byKind = outputs.stream()
                .collect(Collectors.toMap(OutputRecord::kind, OutputComparison::text, (one, other) -> one + other));
        assertThat(byKind)
                .containsOnlyKeys(
                        OutputKind.DECISION,
                        OutputKind.ALERT,
                        OutputKind.DEAD_LETTER,
                        OutputKind.DUPLICATE,
                        OutputKind.LATE);
        assertThat(byKind.get(OutputKind.DECISION))
                .contains(Arrays.stream(Reason.values()).map(Reason::name).toList())
                .contains("APPROVE", "REVIEW", "DECLINE", "LATE", "HISTORY_TRUNCATED");
        assertThat(byKind.get(OutputKind.ALERT))
                .contains(Arrays.stream(SequenceRule.values())
                        .map(SequenceRule::name)
                        .toList());
    }

    private static String text(OutputRecord output) {
        return output.kind() + " " + output.key() + " " + new String(output.value(), StandardCharsets.UTF_8);
    }
}
