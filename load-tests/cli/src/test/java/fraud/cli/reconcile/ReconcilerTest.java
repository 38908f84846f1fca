package fraud.cli.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.cli.outputs.Output;
import fraud.model.Origin;
import fraud.parse.Partitioner;
import fraud.parse.SourceRecord;
import fraud.score.StartingModels;
import fraud.sink.OutputKind;
import fraud.sink.OutputRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Goal: nothing lost, repeated or made up passes unseen. Method: take the reference's outputs on a seeded input, and
 * spoil them.
 */
class ReconcilerTest {

    private static final int PARTITIONS = 1;
    private static final int LABEL_PARTITIONS = 1;
    private static final long LEAD_MILLIS = 120_000;
    private static final String CARD = "c1";
    private static final long NOW = 1_767_614_400_000L;
    /** Of {@code MULE_CASH_OUT|m1|0:0}: no such sequence is that short, but the reconciler does not know sequences. */
    private static final String ALERT_ID = "07207ae4ecf0121be4d006ccd219daf1";

    private final Reconciler reconciler = reconciler();

    static Reconciler reconciler() {
        return new Reconciler(PARTITIONS, LABEL_PARTITIONS, 0, LEAD_MILLIS, StartingModels.NONE);
    }

    /** A transaction of card c1 at merchant m1. */
    static SourceRecord transaction(long offset, String transactionId) {
        String value = "{\"transactionId\":\"" + transactionId
                + "\",\"cardId\":\"c1\",\"merchantId\":\"m1\",\"eventTimeMillis\":1767614400000,"
                + "\"amountMinor\":100,\"currency\":\"EUR\"}";
        return new SourceRecord(
                new Origin("transactions", 0, offset, NOW, Origin.UNKNOWN),
                CARD.getBytes(StandardCharsets.UTF_8),
                value.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void findsNothingWhereEveryInputHasItsOutputInWhateverOrder() {
        Reconciler whole = Recordings.reconcilerOfInput();
        List<OutputRecord> outputs = new ArrayList<>(Recordings.outputs());
        Collections.shuffle(outputs, new Random(1));
        outputs.forEach(record -> whole.output(Recordings.output(record)));

        Reconciliation result = whole.finish();

        assertThat(result.findings()).isEmpty();
        assertThat(result.isClean()).isTrue();
        assertThat(result.repeats()).isZero();
        long otherDeadLetters = outputs.stream()
                .filter(record -> record.kind() == OutputKind.DEAD_LETTER)
                .filter(record -> !record.key().startsWith("transactions-"))
                .count();
        assertThat(result.inputs() + otherDeadLetters)
                .isEqualTo(result.decisions() + result.deadLetters() + result.duplicates() + result.silent());
        assertThat(List.of(
                        otherDeadLetters,
                        result.labels(),
                        result.ruleSets(),
                        result.decisions(),
                        result.deadLetters(),
                        result.duplicates(),
                        result.late(),
                        result.alerts()))
                .allSatisfy(count -> assertThat(count).isPositive());
    }

    @Test
    void namesTheOffsetThatHasNoOutput() {
        transaction(0);
        rubbish(1);

        Reconciliation result = reconciler.finish();

        assertThat(result.lost()).isEqualTo(2);
        assertThat(result.findings())
                .containsExactly(
                        "lost: partition 0 offset 0 has no decision or duplicate",
                        "lost: partition 0 offset 1 has no dead letter");
    }

    @Test
    void expectsNothingOfSignalsAndControls() {
        input(0, null, "{\"signal\":\"heartbeat\"}");
        input(1, CARD, "{\"control\":\"block\",\"cardId\":\"c1\"}");

        Reconciliation result = reconciler.finish();

        assertThat(result.isClean()).isTrue();
        assertThat(result.inputs()).isEqualTo(1);
        assertThat(result.silent()).isEqualTo(1);
    }

    @Test
    void expectsADeadLetterOfEveryRecordOfLabelsThatIsNone() {
        labels(0, "m1", "{\"signal\":\"heartbeat\"}");
        labels(1, "m1", label("m1"));
        labels(2, "m2", label("m1"));
        labels(3, "m1", "rubbish");
        deadLetter("labels", 2, "WRONG_KEY", null, label("m1"));
        deadLetter("labels", 1, "WRONG_KEY", null, label("m1"));

        Reconciliation result = reconciler.finish();

        assertThat(result.labels()).isEqualTo(1);
        assertThat(result.inputs()).isZero();
        assertThat(result.findings())
                .containsExactly(
                        "wrong: dead letter of labels partition 0 offset 1 comes from a record that has no output",
                        "lost: labels partition 0 offset 3 has no dead letter");
    }

    @Test
    void countsVersionsOfModelsForThemselves() {
        rules(0, 7, NOW + LEAD_MILLIS);
        model(1, 1, NOW + LEAD_MILLIS);
        model(2, 1, NOW + LEAD_MILLIS);
        deadLetter("versions", 1, "VERSION_NOT_NEW", "version", null);

        assertThat(reconciler.finish().findings())
                .containsExactly(
                        "wrong: dead letter of versions partition 0 offset 1 comes from a record that has no output",
                        "lost: versions partition 0 offset 2 has no dead letter");
    }

    @Test
    void expectsADeadLetterOfEveryRuleSetThatIsNotAccepted() {
        rules(0, 1, NOW + LEAD_MILLIS);
        rules(1, 1, NOW + LEAD_MILLIS);
        rules(2, 2, NOW + LEAD_MILLIS - 1);
        rules(3, 2, NOW + LEAD_MILLIS);
        deadLetter("versions", 1, "VERSION_NOT_NEW", "version", null);

        Reconciliation result = reconciler.finish();

        assertThat(result.ruleSets()).isEqualTo(2);
        assertThat(result.findings()).containsExactly("lost: versions partition 0 offset 2 has no dead letter");
    }

    @Test
    void tellsEqualOffsetsOfTopicsApart() {
        transaction(0);
        labels(0, "m1", "rubbish");
        deadLetter("labels", 0, "MALFORMED_JSON", null, "rubbish");

        assertThat(reconciler.finish().findings())
                .containsExactly("lost: partition 0 offset 0 has no decision or duplicate");
    }

    @Test
    void callsADecisionAboutALabelWrong() {
        labels(0, "m1", "rubbish");
        output(
                OutputKind.DECISION,
                CARD,
                "{\"cardId\":\"c1\",\"sourceTopic\":\"labels\",\"sourcePartition\":0,\"sourceOffset\":0}");

        assertThat(reconciler.finish().findings())
                .containsExactly(
                        "wrong: decision of labels partition 0 offset 0 comes from a record that cannot be read",
                        "lost: labels partition 0 offset 0 has no dead letter");
    }

    @Test
    void takesTheMerchantForTheKeyOfItsAlert() {
        transaction(0);
        decision(0, "APPROVE");
        alert("m1", 0);
        alert("c1", 0);

        assertThat(reconciler.finish().findings())
                .containsExactly("wrong: a record of alerts has another Kafka key than SEMANTICS 11 says");
    }

    @Test
    void countsAnEqualRepeat() {
        transaction(0);
        decision(0, "APPROVE");
        decision(0, "APPROVE");

        Reconciliation result = reconciler.finish();

        assertThat(result.isClean()).isTrue();
        assertThat(result.repeats()).isEqualTo(1);
        assertThat(result.decisions()).isEqualTo(1);
    }

    @Test
    void callsADifferingRepeatWrong() {
        transaction(0);
        decision(0, "APPROVE");
        decision(0, "DECLINE");

        assertThat(reconciler.finish().findings())
                .containsExactly("wrong: decision of partition 0 offset 0 is repeated with another value");
    }

    @Test
    void callsADifferingRepeatOfAnAlertWrong() {
        transaction(0);
        decision(0, "APPROVE");
        alert("m1", 0);
        alert("m1", 0);
        alert("m1", 1);

        Reconciliation result = reconciler.finish();

        assertThat(result.findings()).containsExactly("wrong: alert " + ALERT_ID + " is repeated with another value");
        assertThat(result.repeats()).isEqualTo(1);
        assertThat(result.alerts()).isEqualTo(1);
    }

    @Test
    void callsASecondAnswerOfAnotherKindWrong() {
        transaction(0);
        decision(0, "APPROVE");
        sourced(OutputKind.DUPLICATE, 0, "");

        assertThat(reconciler.finish().findings())
                .containsExactly(
                        "wrong: duplicate of partition 0 offset 0 comes on top of another answer to the same record");
    }

    @Test
    void callsOutputsOfOffsetsThatDoNotExistWrong() {
        transaction(0);
        decision(0, "APPROVE");
        decision(1, "APPROVE");
        output(
                OutputKind.DECISION,
                CARD,
                "{\"cardId\":\"c1\",\"sourceTopic\":\"transactions\",\"sourcePartition\":7,\"sourceOffset\":0}");

        assertThat(reconciler.finish().findings())
                .containsExactly(
                        "wrong: decision of partition 0 offset 1 comes from an offset where there is no record",
                        "wrong: decision of partition 7 offset 0 comes from an offset where there is no record");
    }

    @Test
    void callsOutputsOfSignalsWrong() {
        input(0, null, "{\"signal\":\"end-of-input\"}");
        decision(0, "APPROVE");

        assertThat(reconciler.finish().findings())
                .containsExactly("wrong: decision of partition 0 offset 0 comes from a record that has no output");
    }

    @Test
    void callsADeadLetterOfAValidTransactionWrongAndItsDecisionLost() {
        transaction(0);
        output(
                OutputKind.DEAD_LETTER,
                "transactions-0-0",
                "{\"sourceTopic\":\"transactions\",\"sourcePartition\":0,\"sourceOffset\":0}");

        assertThat(reconciler.finish().findings())
                .containsExactly(
                        "wrong: dead letter of partition 0 offset 0 comes from a valid transaction",
                        "lost: partition 0 offset 0 has no decision or duplicate");
    }

    @Test
    void holdsLateEntriesAgainstTheFlagOfTheirDecisions() {
        transaction(0);
        transaction(1);
        decision(0, "APPROVE");
        sourced(OutputKind.LATE, 0, "");
        decision(1, "APPROVE", "0,\"flags\":[\"LATE\"]");

        assertThat(reconciler.finish().findings())
                .containsExactly(
                        "wrong: late entry of partition 0 offset 0 without a decision that is flagged LATE",
                        "lost: partition 0 offset 1 has a decision flagged LATE but no late entry");
    }

    @Test
    void callsAnotherKafkaKeyWrong() {
        transaction(0);
        decision(0, "APPROVE");
        output(
                OutputKind.LATE,
                "c2",
                "{\"cardId\":\"c1\",\"sourceTopic\":\"transactions\",\"sourcePartition\":0,\"sourceOffset\":0}");

        assertThat(reconciler.finish().findings())
                .containsExactly("wrong: a record of late has another Kafka key than SEMANTICS 11 says");
    }

    @Test
    void callsWhatIsNoOutputAtAllWrong() {
        output(OutputKind.DECISION, CARD, "{");
        output(OutputKind.DECISION, CARD, "{\"cardId\":\"c1\"}");
        output(OutputKind.ALERT, CARD, "{\"cardId\":\"c1\",\"alertId\":\"xyz\"}");

        assertThat(reconciler.finish().findings())
                .containsExactly(
                        "wrong: a record of decisions is not JSON",
                        "wrong: a record of decisions does not name its source",
                        "wrong: a record of alerts has no alertId");
    }

    @Test
    void reportsTimestampsThatRunBackTooFar() {
        Reconciler withSkew = new Reconciler(PARTITIONS, LABEL_PARTITIONS, 10, LEAD_MILLIS, StartingModels.NONE);
        long[] timestamps = {1_000, 990, 989, 1_000};
        for (int offset = 0; offset < timestamps.length; offset++) {
            withSkew.input(new SourceRecord(
                    new Origin("transactions", 0, offset, timestamps[offset], Origin.UNKNOWN),
                    null,
                    "{\"signal\":\"heartbeat\"}".getBytes(StandardCharsets.UTF_8)));
        }

        assertThat(withSkew.finish().skewViolations()).isEqualTo(1);
    }

    /** A topic whose oldest records are gone, with offsets that transactions have used up. */
    @Test
    void takesOffsetsThatBeginLateAndHaveGaps() {
        transaction(5_000_000_000L);
        transaction(5_000_010_000L);
        decision(5_000_000_000L, "APPROVE");
        decision(5_000_010_000L, "APPROVE");
        decision(5_000_005_000L, "APPROVE");

        Reconciliation result = reconciler.finish();

        assertThat(result.lost()).isZero();
        assertThat(result.wrong()).isEqualTo(1);
    }

    private void transaction(long offset) {
        reconciler.input(transaction(offset, "t" + offset));
    }

    private void rubbish(long offset) {
        input(offset, CARD, "rubbish");
    }

    private void input(long offset, String key, String value) {
        byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        assertThat(key == null ? 0 : Partitioner.partition(keyBytes, PARTITIONS))
                .isZero();
        reconciler.input(new SourceRecord(
                new Origin("transactions", 0, offset, 1_767_614_400_000L, Origin.UNKNOWN),
                keyBytes,
                value.getBytes(StandardCharsets.UTF_8)));
    }

    private static String label(String merchant) {
        return "{\"transactionId\":\"t1\",\"merchantId\":\"" + merchant + "\",\"cardId\":\"c1\",\"eventTimeMillis\":"
                + (NOW - 2) + ",\"fraud\":true}";
    }

    private void labels(long offset, String key, String value) {
        record("labels", offset, key, value);
    }

    private void model(long offset, int version, long effectiveFromMillis) {
        record(
                "versions",
                offset,
                "model-" + version,
                "{\"model\":\"champion\",\"version\":" + version + ",\"effectiveFromMillis\":" + effectiveFromMillis
                        + "}");
    }

    private void rules(long offset, int version, long effectiveFromMillis) {
        record(
                "versions",
                offset,
                String.valueOf(version),
                "{\"version\":" + version + ",\"effectiveFromMillis\":" + effectiveFromMillis + ",\"rules\":{}}");
    }

    private void record(String topic, long offset, String key, String value) {
        reconciler.input(new SourceRecord(
                new Origin(topic, 0, offset, NOW, Origin.UNKNOWN),
                key.getBytes(StandardCharsets.UTF_8),
                value.getBytes(StandardCharsets.UTF_8)));
    }

    private void deadLetter(String topic, long offset, String reason, String detail, String payload) {
        output(
                OutputKind.DEAD_LETTER,
                topic + "-0-" + offset,
                "{\"reason\":\"" + reason + "\"" + (detail == null ? "" : ",\"detail\":\"" + detail + "\"")
                        + ",\"sourceTopic\":\"" + topic + "\",\"sourcePartition\":0,\"sourceOffset\":" + offset
                        + (payload == null ? "" : ",\"payload\":\"" + payload.replace("\"", "\\\"") + "\"") + "}");
    }

    private void alert(String key, int ruleSetVersion) {
        output(
                OutputKind.ALERT,
                key,
                "{\"alertId\":\"" + ALERT_ID + "\",\"rule\":\"MULE_CASH_OUT\",\"merchantId\":\"m1\","
                        + "\"transactionIds\":[\"t0\"],\"firstEventTimeMillis\":" + NOW + ",\"lastEventTimeMillis\":"
                        + NOW + ",\"ruleSetVersion\":" + ruleSetVersion + "}");
    }

    private void decision(long offset, String outcome) {
        decision(offset, outcome, "0");
    }

    private void decision(long offset, String outcome, String ruleSetVersion) {
        sourced(OutputKind.DECISION, offset, ",\"outcome\":\"" + outcome + "\",\"ruleSetVersion\":" + ruleSetVersion);
    }

    private void sourced(OutputKind kind, long offset, String more) {
        output(
                kind,
                CARD,
                "{\"transactionId\":\"t" + offset + "\",\"cardId\":\"c1\",\"eventTimeMillis\":" + NOW
                        + ",\"publishedAtMillis\":" + NOW
                        + ",\"sourceTopic\":\"transactions\",\"sourcePartition\":0,\"sourceOffset\":" + offset + more
                        + "}");
    }

    private void output(OutputKind kind, String key, String value) {
        reconciler.output(
                Output.read(kind, key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8)));
    }
}
