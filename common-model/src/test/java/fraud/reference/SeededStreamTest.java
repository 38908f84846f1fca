package fraud.reference;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.config.DetectorParameters;
import fraud.model.Flag;
import fraud.model.Outcome;
import fraud.model.RejectReason;
import fraud.parse.SourceRecord;
import fraud.rules.Reason;
import fraud.ruleset.RuleParameter;
import fraud.ruleset.RuleSet;
import fraud.score.TestModels;
import fraud.sequences.SequenceRule;
import fraud.sink.OutputKind;
import fraud.sink.OutputRecord;
import fraud.topics.InputTopics;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SeededStreamTest {

    private static final DetectorParameters PARAMETERS =
            new DetectorParameters(3, 2, 10_000, 500, 120_000, 32, 16, true);
    private static final RuleSet RULES = RuleSet.defaults();
    private static final List<SourceRecord> STREAM = SeededStream.of(11, PARAMETERS, RULES, 200);
    private static final Map<String, Integer> EXPECTED = outputs(STREAM, PARAMETERS, RULES);

    @Test
    void givesTheSameBytesForTheSameSeedAndOthersForAnother() {
        assertThat(bytes(SeededStream.of(11, PARAMETERS, RULES, 200)))
                .isEqualTo(bytes(STREAM))
                .isNotEqualTo(bytes(SeededStream.of(12, PARAMETERS, RULES, 200)));
    }

    private static List<String> bytes(List<SourceRecord> records) {
        return records.stream()
                .map(record -> record.origin() + Arrays.toString(record.key()) + Arrays.toString(record.value()))
                .toList();
    }

    @Test
    void keepsOffsetsAscendingAndTimestampsWithinTheSkew() {
        Map<String, Long> offsets = new HashMap<>();
        Map<String, Long> clocks = new HashMap<>();
        for (SourceRecord record : STREAM) {
            long offset = record.origin().offset();
            long timestamp = record.origin().publishedAtMillis();
            assertThat(offset).isGreaterThan(offsets.getOrDefault(place(record), -1L));
            assertThat(timestamp).isGreaterThanOrEqualTo(clocks.getOrDefault(place(record), 0L) - 500);
            offsets.put(place(record), offset);
            clocks.merge(place(record), timestamp, Math::max);
        }
        assertThat(offsets)
                .containsOnlyKeys(
                        "transactions-0", "transactions-1", "transactions-2", "labels-0", "labels-1", "versions-0");
    }

    @Test
    void endsEveryPartitionOfEveryTopicWithAnEndOfInput() {
        Map<String, String> last = new TreeMap<>();
        Map<String, Long> ends = new TreeMap<>();
        for (SourceRecord record : STREAM) {
            last.put(place(record), record.value() == null ? "" : new String(record.value(), StandardCharsets.UTF_8));
            ends.put(place(record), record.origin().publishedAtMillis());
        }
        assertThat(last.values()).hasSize(6).containsOnly("{\"signal\":\"end-of-input\"}");
        assertThat(Set.copyOf(ends.values())).hasSize(1);
    }

    @Test
    void readsOnePartitionLastAndKeepsAllElseInOrder() {
        List<SourceRecord> lagging = SeededStream.readLast(STREAM, "labels", 1);

        List<SourceRecord> others = STREAM.stream()
                .filter(record -> !place(record).equals("labels-1"))
                .toList();
        assertThat(lagging.subList(0, others.size())).isEqualTo(others);
        assertThat(lagging).containsExactlyInAnyOrderElementsOf(STREAM);
        assertThat(outputs(lagging, PARAMETERS, RULES)).isEqualTo(EXPECTED);
    }

    @ParameterizedTest
    @MethodSource("anyParameters")
    void bringsAboutAllThatADetectorCanSay(DetectorParameters parameters) {
        String all = String.join(
                "\n",
                outputs(SeededStream.of(5, parameters, RULES, 200), parameters, RULES)
                        .keySet());

        assertThat(Stream.of(
                                Reason.values(),
                                Flag.values(),
                                Outcome.values(),
                                RejectReason.values(),
                                SequenceRule.values())
                        .flatMap(Arrays::stream)
                        .map(constant -> '"' + constant.name() + '"')
                        .filter(name -> !all.contains(name)))
                .as("what no record of the seeded streams brings about: add it to Episodes")
                .isEmpty();
        assertThat(Stream.of(OutputKind.values())
                        .filter(kind -> kind != OutputKind.COMPLETION)
                        .filter(kind -> !("\n" + all).contains("\n" + kind + " ")))
                .as("kinds of output that no record of the seeded streams brings about: add them to Episodes")
                .isEmpty();
    }

    private static Stream<DetectorParameters> anyParameters() {
        return Stream.of(
                PARAMETERS,
                new DetectorParameters(1, 2, 0, 60_000, 3_600_000, 16, 1_024, true),
                new DetectorParameters(4, 1, 3_600_000, 0, 120_000, 100, 16, false));
    }

    /** Otherwise a detector that gets one parameter wrong by one would pass for right. */
    @ParameterizedTest
    @MethodSource("fraud.rules.RuleCatalog#parameters")
    void tellsEachParameterFromTheNextValue(RuleParameter parameter) {
        for (long value : new long[] {RULES.get(parameter) - 1, RULES.get(parameter) + 1}) {
            if (!parameter.allows(value)) {
                continue;
            }
            assertThat(isExpected(outputs(STREAM, PARAMETERS, RULES.with(parameter, value))))
                    .as(
                            "no record of the seeded streams tells %s = %d from %d: add its boundary to Episodes",
                            parameter.key(), value, RULES.get(parameter))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("otherParameters")
    void tellsTheDetectorsParametersApart(DetectorParameters other) {
        assertThat(isExpected(outputs(STREAM, other, RULES)))
                .as("no record of the seeded streams tells %s from %s: add its boundary to Episodes", other, PARAMETERS)
                .isFalse();
    }

    private static Stream<DetectorParameters> otherParameters() {
        return Stream.of(
                new DetectorParameters(3, 2, 9_999, 500, 120_000, 32, 16, true),
                new DetectorParameters(3, 2, 10_001, 500, 120_000, 32, 16, true),
                new DetectorParameters(3, 2, 10_000, 500, 120_001, 32, 16, true),
                new DetectorParameters(3, 2, 10_000, 500, 120_000, 31, 16, true),
                new DetectorParameters(3, 2, 10_000, 500, 120_000, 33, 16, true),
                new DetectorParameters(3, 2, 10_000, 500, 120_000, 32, 17, true));
    }

    /** Versions judge by their own time: without any one of the first published ones, something else comes out. */
    @Test
    void tellsEachVersionThatIsEverInForceFromItsPredecessor() {
        List<SourceRecord> versions = STREAM.stream()
                .filter(record -> record.origin().topic().equals("versions"))
                .filter(record -> record.value() != null
                        && new String(record.value(), StandardCharsets.UTF_8).startsWith("{ \"effectiveFromMillis\""))
                .toList();
        assertThat(versions).hasSizeGreaterThan(256);
        for (SourceRecord version : versions.subList(0, 12)) {
            List<SourceRecord> without = STREAM.stream()
                    .filter(record -> !record.origin().equals(version.origin()))
                    .toList();
            assertThat(isExpected(outputs(without, PARAMETERS, RULES)))
                    .as("the same comes out without the version at %s", version.origin())
                    .isFalse();
        }
    }

    /** Otherwise a published version could change or disable a rule unseen. */
    @Test
    void bringsAboutEachRuleAndSequenceUnderAPublishedVersion() {
        Pattern published = Pattern.compile("\"ruleSetVersion\":[1-9]");
        List<String> ofPublished = EXPECTED.keySet().stream()
                .filter(text -> published.matcher(text).find())
                .toList();

        assertThat(Stream.of(Reason.values(), SequenceRule.values())
                        .flatMap(Arrays::stream)
                        .filter(constant ->
                                ofPublished.stream().noneMatch(text -> text.contains('"' + constant.name() + '"'))))
                .as("rules and sequences without a probe in RuleProbes")
                .isEmpty();
    }

    /** The texts are too long for a message that prints them. */
    private static boolean isExpected(Map<String, Integer> outputs) {
        return outputs.equals(EXPECTED);
    }

    private static String place(SourceRecord record) {
        return record.origin().topic() + "-" + record.origin().partition();
    }

    private static Map<String, Integer> outputs(
            List<SourceRecord> records, DetectorParameters parameters, RuleSet rules) {
        Map<String, Integer> counts = new TreeMap<>();
        for (OutputRecord output :
                new ReferenceDetector(parameters, rules, TestModels.starting(), InputTopics.DEFAULT).detect(records)) {
            String text = output.kind() + " " + output.key() + " " + new String(output.value(), StandardCharsets.UTF_8);
            counts.merge(text, 1, Integer::sum);
        }
        return counts;
    }
}
