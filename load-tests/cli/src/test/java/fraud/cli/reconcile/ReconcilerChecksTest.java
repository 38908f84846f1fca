package fraud.cli.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.cli.outputs.Output;
import fraud.cli.process.Checkout;
import fraud.parse.SourceRecord;
import fraud.score.TestModels;
import fraud.sequences.SequenceSubject;
import fraud.sink.OutputKind;
import fraud.sink.OutputRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Goal: an output that is another record's is wrong, also where a record is at its offset. Method: the reference's
 * outputs on a seeded input, with one member of one of them changed.
 */
class ReconcilerChecksTest {

    private static final Pattern SOURCE =
            Pattern.compile("\"sourceTopic\":\"(.*?)\",\"sourcePartition\":(\\d+),\"sourceOffset\":(\\d+)");

    private static final List<SourceRecord> INPUT = Recordings.input();
    private static final List<OutputRecord> OUTPUTS = Recordings.outputs();

    /** A topic that was deleted and made again has other records at the same offsets. */
    private static final String DECIDED = ",\"outcome\":\"APPROVE\",\"ruleSetVersion\":0";

    @Test
    void callsEveryOutputOfAnotherRecordAtItsOffsetWrong() {
        Reconciler reconciler = new Reconciler(Recordings.PARAMETERS, TestModels.starting());
        INPUT.stream().map(ReconcilerChecksTest::ofAnotherTransaction).forEach(reconciler::input);
        List<OutputRecord> outputs = OUTPUTS.stream()
                .filter(output -> output.kind() != OutputKind.DEAD_LETTER)
                .toList();
        outputs.forEach(output -> reconciler.output(Recordings.output(output)));

        Reconciliation result = reconciler.finish();

        assertThat(result.wrong()).isEqualTo(outputs.size());
        assertThat(result.decisions() + result.duplicates() + result.late() + result.alerts())
                .isZero();
    }

    private static SourceRecord ofAnotherTransaction(SourceRecord record) {
        if (record.value() == null || !record.origin().topic().equals("transactions")) {
            return record;
        }
        String value = new String(record.value(), StandardCharsets.ISO_8859_1)
                .replaceFirst("\"transactionId\"(\\s*):(\\s*)\"", "\"transactionId\"$1:$2\"x");
        return new SourceRecord(record.origin(), record.key(), value.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A new member is held against its record, or it is said here that it is not. */
    @Test
    void everyMemberOfADecisionIsCheckedOrNamedAsUnchecked() throws IOException {
        Set<String> checked = Set.of(
                "transactionId",
                "cardId",
                "eventTimeMillis",
                "outcome",
                "flags", // LATE, against the late entries
                "ruleSetVersion",
                "sourceTopic",
                "sourcePartition",
                "sourceOffset");
        Set<String> unchecked = Set.of(
                "score",
                "reasons",
                "modelVersion",
                "challengerScore",
                "challengerVersion",
                "contributions",
                "features");

        assertThat(Stream.concat(checked.stream(), unchecked.stream()))
                .as("members of a decision (SEMANTICS 11)")
                .containsExactlyInAnyOrderElementsOf(membersOfDecision());
    }

    private static List<String> membersOfDecision() throws IOException {
        String row = Files.readAllLines(Checkout.root().resolve("docs/SEMANTICS.md")).stream()
                .filter(line -> line.startsWith("| decision | "))
                .findFirst()
                .orElseThrow();
        return Pattern.compile("`(\\w+)`")
                .matcher(row)
                .results()
                .map(name -> name.group(1))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "DECISION, transactionId",
        "DECISION, cardId",
        "DECISION, eventTimeMillis",
        "DUPLICATE, transactionId",
        "DUPLICATE, cardId",
        "DUPLICATE, eventTimeMillis",
        "LATE, transactionId",
        "LATE, cardId",
        "LATE, eventTimeMillis",
        "LATE, publishedAtMillis"
    })
    void callsAnotherMemberThanTheRecordsWrong(OutputKind kind, String member) {
        OutputRecord output = first(kind, value -> true);

        Reconciliation result = withChanged(output, changed(output, member));

        assertThat(result.wrong()).isPositive();
        assertThat(result.findings().get(0))
                .isEqualTo("wrong: " + Output.describe(kind) + " of " + place(output) + " has another " + member
                        + " than its record");
    }

    @ParameterizedTest
    @CsvSource({"reason, \"reason\":\"NO_VALUE\"", "payload, \"payload\":\"another\""})
    void callsADeadLetterOfAnotherRecordWrong(String member, String other) {
        OutputRecord output = first(
                OutputKind.DEAD_LETTER,
                value -> value.contains("\"payload\"") && value.contains("\"sourceTopic\":\"transactions\""));

        Reconciliation result =
                withChanged(output, text(output).replaceFirst("\"" + member + "\":\"([^\"\\\\]|\\\\.)*\"", other));

        assertThat(result.findings().get(0))
                .isEqualTo("wrong: dead letter of " + place(output)
                        + " has another reason, detail or payload than its record");
        assertThat(result.lost()).isEqualTo(1);
    }

    @Test
    void callsAnOriginalThatIsNoEarlierRecordOfTheSameTransactionWrong() {
        OutputRecord output = first(OutputKind.DUPLICATE, value -> true);
        Matcher source = source(output);
        for (String original : List.of(source.group(3), "9999999", "-1", "null", "\"0\"")) {
            Reconciliation result =
                    withChanged(output, text(output).replaceFirst("(\"originalOffset\":)\\d+", "$1" + original));

            assertThat(result.findings().get(0))
                    .isEqualTo("wrong: duplicate of " + place(output)
                            + " names an originalOffset where there is no earlier record of its card and"
                            + " transactionId");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "outcome, \"WHO_KNOWS\", has no outcome",
        "outcome, 1, has no outcome",
        "ruleSetVersion, 987654, has a ruleSetVersion that was not accepted",
        "ruleSetVersion, 0.5, has a ruleSetVersion that was not accepted",
        "sourceOffset, 0.5, does not name its source"
    })
    void callsADecisionWrongThatIsNone(String member, String value, String finding) {
        OutputRecord output = first(OutputKind.DECISION, decision -> true);

        Reconciliation result =
                withChanged(output, text(output).replaceFirst("(\"" + member + "\":)[^,}]+", "$1" + value));

        assertThat(result.findings().get(0)).startsWith("wrong: ").endsWith(finding);
    }

    /** Of three copies the third names the first, not the second. */
    @Test
    void callsADuplicateWrongThatIsCalledAnOriginal() {
        Reconciler reconciler = copies();
        copy(reconciler, OutputKind.DECISION, 0, DECIDED);
        copy(reconciler, OutputKind.DUPLICATE, 1, ",\"originalOffset\":0");
        copy(reconciler, OutputKind.DUPLICATE, 2, ",\"originalOffset\":1");

        assertThat(reconciler.finish().findings())
                .containsExactly("wrong: partition 0 offset 1 is a duplicate, but another duplicate's original");
    }

    @Test
    void takesTheFirstOfThreeCopiesAsTheOriginal() {
        Reconciler reconciler = copies();
        copy(reconciler, OutputKind.DECISION, 0, DECIDED);
        copy(reconciler, OutputKind.DUPLICATE, 1, ",\"originalOffset\":0");
        copy(reconciler, OutputKind.DUPLICATE, 2, ",\"originalOffset\":0");

        assertThat(reconciler.finish().isClean()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(AlertFault.class)
    void callsAnAlertOfOtherTransactionsWrong(AlertFault fault) {
        OutputRecord output = first(OutputKind.ALERT, fault::canBeIn);
        String changed = fault.in(text(output));
        assertThat(changed).isNotEqualTo(text(output));

        Reconciliation result = withChanged(output, changed);

        assertThat(result.findings())
                .singleElement()
                .asString()
                .startsWith("wrong: alert ")
                .endsWith(fault.finding);
        assertThat(result.wrong()).isEqualTo(1);
    }

    private enum AlertFault {
        NONE_NAMED("\"transactionIds\":\\[.*?]", "\"transactionIds\":[]", " names no transactions, or too many"),
        UNKNOWN_NAMED(
                "\"transactionIds\":\\[\"",
                "\"transactionIds\":[\"un",
                " names a transactionId that no record of its cardId has"),
        ANOTHER_ORDER(
                "\\[(\"[^\"]+\"),(\"[^\"]+\"),",
                "[$2,$1,",
                " has another firstEventTimeMillis than its first transaction"),
        ANOTHER_BEGIN(
                "\"firstEventTimeMillis\":\\d",
                "\"firstEventTimeMillis\":2",
                " has another firstEventTimeMillis than its first transaction"),
        ANOTHER_END(
                "\"lastEventTimeMillis\":\\d",
                "\"lastEventTimeMillis\":2",
                " has another lastEventTimeMillis than its last transaction"),
        ANOTHER_RULE(
                "\"rule\":\"CARD_TESTING\"",
                "\"rule\":\"ESCALATION\"",
                " has an alertId that is not made of its transactions"),
        /** The transactions that it names are there, but at other offsets. */
        ANOTHER_ID("\"alertId\":\"[0-9a-f]{8}", "\"alertId\":\"00000000", " is not made of its transactions");

        private final String from;
        private final String to;
        private final String finding;

        AlertFault(String from, String to, String finding) {
            this.from = from;
            this.to = to;
            this.finding = finding;
        }

        private boolean canBeIn(String value) {
            return value.contains("\"rule\":\"CARD_TESTING\"");
        }

        private String in(String value) {
            return value.replaceFirst(from, to);
        }
    }

    @ParameterizedTest
    @EnumSource
    void callsAnAlertOfAnotherSubjectWrong(SequenceSubject subject) {
        OutputRecord output = first(OutputKind.ALERT, value -> value.contains('"' + subject.member() + '"'));

        Reconciliation result = withChanged(output, changed(output, subject.member()));

        assertThat(result.findings())
                .singleElement()
                .asString()
                .endsWith(" names a transactionId that no record of its " + subject.member() + " has");
    }

    @Test
    void callsAnAlertOfNothingWrong() {
        OutputRecord output = first(OutputKind.ALERT, value -> value.contains("\"cardId\""));
        String value = text(output).replaceFirst("\"cardId\":\"[^\"]*\",", "");

        assertThat(withChanged(output, value).findings())
                .anySatisfy(finding -> assertThat(finding).endsWith(" names nothing that it is about"));
    }

    @Test
    void callsAnAlertOfADuplicateOrALateTransactionWrong() {
        Reconciler reconciler = copies();
        copy(reconciler, OutputKind.DECISION, 0, DECIDED + ",\"flags\":[\"LATE\"]");
        copy(reconciler, OutputKind.LATE, 0, ",\"publishedAtMillis\":1767614400000");
        copy(reconciler, OutputKind.DUPLICATE, 1, ",\"originalOffset\":0");
        copy(reconciler, OutputKind.DUPLICATE, 2, ",\"originalOffset\":0");
        for (int offset = 0; offset < 2; offset++) {
            Digest id = Digest.of(("UNCONFIRMED_DEVICE|c1|0:" + offset).getBytes(StandardCharsets.UTF_8));
            output(
                    reconciler,
                    OutputKind.ALERT,
                    "c1",
                    "{\"alertId\":\"%016x%016x\",\"rule\":\"UNCONFIRMED_DEVICE\",\"cardId\":\"c1\",\"transactionIds\":[\"t\"],"
                                    .formatted(id.high(), id.low())
                            + "\"firstEventTimeMillis\":1767614400000,\"lastEventTimeMillis\":1767614400000}");
        }

        assertThat(reconciler.finish().findings())
                .containsExactly(
                        "wrong: partition 0 offset 0 is a duplicate or late, but in an alert",
                        "wrong: partition 0 offset 1 is a duplicate or late, but in an alert");
    }

    /** A thousand copies of one id at one time, five of which an alert names: more ways than can be tried. */
    @Test
    void doesNotTryForEverWhichOfManyCopiesAnAlertMeans() {
        Reconciler reconciler = ReconcilerTest.reconciler();
        for (int offset = 0; offset < 1_000; offset++) {
            reconciler.input(ReconcilerTest.transaction(offset, "t"));
        }
        output(
                reconciler,
                OutputKind.ALERT,
                "c1",
                "{\"alertId\":\"" + "0".repeat(32) + "\",\"rule\":\"ESCALATION\",\"cardId\":\"c1\","
                        + "\"transactionIds\":[\"t\",\"t\",\"t\",\"t\",\"t\"],"
                        + "\"firstEventTimeMillis\":1767614400000,\"lastEventTimeMillis\":1767614400000}");

        assertThat(reconciler.finish().wrong()).isZero();
    }

    private static Reconciler copies() {
        Reconciler reconciler = ReconcilerTest.reconciler();
        for (int offset = 0; offset < 3; offset++) {
            reconciler.input(ReconcilerTest.transaction(offset, "t"));
        }
        return reconciler;
    }

    private static void copy(Reconciler reconciler, OutputKind kind, long offset, String more) {
        output(
                reconciler,
                kind,
                "c1",
                "{\"transactionId\":\"t\",\"cardId\":\"c1\",\"eventTimeMillis\":1767614400000,"
                        + "\"sourceTopic\":\"transactions\",\"sourcePartition\":0,\"sourceOffset\":" + offset + more
                        + "}");
    }

    private static void output(Reconciler reconciler, OutputKind kind, String key, String value) {
        reconciler.output(
                Output.read(kind, key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8)));
    }

    /** All outputs, one of them with another value and the key that goes with it. */
    private static Reconciliation withChanged(OutputRecord original, String value) {
        Reconciler reconciler = new Reconciler(Recordings.PARAMETERS, TestModels.starting());
        INPUT.forEach(reconciler::input);
        OUTPUTS.stream()
                .filter(output -> !text(output).equals(text(original)))
                .forEach(output -> reconciler.output(Recordings.output(output)));
        reconciler.output(Output.read(original.kind(), null, value.getBytes(StandardCharsets.UTF_8)));
        return reconciler.finish();
    }

    private static OutputRecord first(OutputKind kind, Predicate<String> condition) {
        Optional<OutputRecord> found = OUTPUTS.stream()
                .filter(output -> output.kind() == kind && condition.test(text(output)))
                .findFirst();
        assertThat(found).as("the seeded outputs hold such a one").isPresent();
        return found.get();
    }

    /** With another text or number as the value of a member. */
    private static String changed(OutputRecord output, String member) {
        String changed = text(output)
                .replaceFirst("(\"" + member + "\":\")", "$1another-")
                .replaceFirst("(\"" + member + "\":)\\d", "$12");
        assertThat(changed).isNotEqualTo(text(output));
        return changed;
    }

    private static String text(OutputRecord output) {
        return new String(output.value(), StandardCharsets.UTF_8);
    }

    private static String place(OutputRecord output) {
        Matcher source = source(output);
        return "partition " + source.group(2) + " offset " + source.group(3);
    }

    private static Matcher source(OutputRecord output) {
        Matcher source = SOURCE.matcher(text(output));
        assertThat(source.find()).isTrue();
        return source;
    }
}
