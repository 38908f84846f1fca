package fraud.generator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fraud.config.DetectorParameters;
import fraud.model.Reason;
import fraud.reference.ReferenceDetector;
import fraud.rules.RuleSet;
import fraud.sink.OutputKind;
import fraud.sink.OutputRecord;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A minute of the defaults shows all that a detector does, and is no caricature: the oracle says so. */
@TestInstance(Lifecycle.PER_CLASS)
class DetectionTest {

    private final TransactionStream stream = TransactionStream.of(Streams.minute());
    private final Map<String, Boolean> fraud = new HashMap<>();
    private List<OutputRecord> outputs;

    @BeforeAll
    void detect() {
        stream.records()
                .filter(event -> event.label() != null)
                .forEach(event ->
                        fraud.put(event.label().transactionId(), event.label().fraud()));
        outputs = new ReferenceDetector(
                        DetectorParameters.defaults(stream.config().partitions()), RuleSet.defaults())
                .detect(Topic.of(stream));
    }

    @Test
    void everyRecordIsAccountedForAsTheGeneratorMeantIt() {
        Map<GeneratedRecord.Kind, Long> sent = new HashMap<>();
        stream.records().forEach(event -> sent.merge(event.kind(), 1L, Long::sum));

        assertThat(texts(OutputKind.DECISION))
                .hasSize(sent.get(GeneratedRecord.Kind.TRANSACTION).intValue());
        assertThat(texts(OutputKind.DUPLICATE))
                .hasSize(sent.get(GeneratedRecord.Kind.DUPLICATE).intValue());
        assertThat(texts(OutputKind.DEAD_LETTER))
                .hasSize(sent.get(GeneratedRecord.Kind.MALFORMED).intValue());
    }

    @Test
    void everyRuleTheSequenceAndLatenessAreSeen() {
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        for (String decision : texts(OutputKind.DECISION)) {
            Arrays.stream(Reason.values())
                    .filter(reason -> decision.contains("\"" + reason + "\""))
                    .forEach(reasons::add);
        }

        assertThat(reasons).containsExactlyInAnyOrder(Reason.values());
        assertThat(texts(OutputKind.ALERT)).hasSizeGreaterThan(12);
        assertThat(texts(OutputKind.LATE)).hasSizeGreaterThan(12);
    }

    @Test
    void honestTrafficIsApprovedMostlyAndFraudIsNot() {
        assertThat(approvedShare(false)).isBetween(0.95, 0.999);
        assertThat(approvedShare(true)).isLessThan(0.75);
    }

    @Test
    void alertsAreOfCardsThatWereTested() {
        Set<String> tested = stream.records()
                .filter(event -> event.label() != null
                        && "card-testing".equals(event.label().scenario()))
                .map(event -> event.label().cardId())
                .collect(Collectors.toSet());

        assertThat(texts(OutputKind.ALERT))
                .filteredOn(alert -> tested.stream().noneMatch(card -> alert.contains("\"" + card + "\"")))
                .isEmpty();
    }

    private double approvedShare(boolean fraudulent) {
        List<String> decisions = texts(OutputKind.DECISION).stream()
                .filter(decision -> fraud.get(transactionId(decision)) == fraudulent)
                .toList();
        long approved = decisions.stream()
                .filter(decision -> decision.contains("\"outcome\":\"APPROVE\""))
                .count();
        return (double) approved / decisions.size();
    }

    private static String transactionId(String decision) {
        return decision.replaceFirst("^\\{\"transactionId\":\"([^\"]+)\".*", "$1");
    }

    private List<String> texts(OutputKind kind) {
        return outputs.stream()
                .filter(output -> output.kind() == kind)
                .map(output -> new String(output.value(), UTF_8))
                .toList();
    }
}
