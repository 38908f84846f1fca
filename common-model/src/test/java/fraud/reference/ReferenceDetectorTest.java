package fraud.reference;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.config.DetectorParameters;
import fraud.features.TestTransaction;
import fraud.model.CardControl;
import fraud.model.Channel;
import fraud.model.Origin;
import fraud.model.Signal;
import fraud.model.Transaction;
import fraud.parse.SourceRecord;
import fraud.parse.TransactionCodec;
import fraud.ruleset.RuleSet;
import fraud.sink.OutputKind;
import fraud.sink.OutputRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Examples with outputs written by hand from the text of the contract, so that a misreading in the shared folds, which
 * oracle and engines have in common, does not pass unseen. One partition; a record's timestamp is its event time unless
 * an example says otherwise.
 */
class ReferenceDetectorTest {

    private static final long T0 = 1_700_000_000_000L;
    private static final long MINUTE = 60_000;
    private static final long BOUND = DetectorParameters.DEFAULT_MAX_OUT_OF_ORDERNESS_MILLIS;

    private final List<SourceRecord> records = new ArrayList<>();

    @Test
    void everyRecordIsAccountedForOnce() {
        pay("a", T0, 1_000);
        pay("a", T0 + 5, 9_999);
        send("c1", "rubbish", T0 + 6);
        publish(transaction("b", T0 - BOUND, 1_000), T0 + 7);
        signal(Signal.HEARTBEAT, T0 + 8);

        assertThat(outputs(OutputKind.DECISION))
                .containsExactly(
                        decision("a", T0, "APPROVE", "[]", "[]", 0),
                        decision("b", T0 - BOUND, "APPROVE", "[]", "[\"LATE\"]", 3));
        assertThat(outputs(OutputKind.DUPLICATE))
                .containsExactly(
                        "{\"transactionId\":\"a\",\"cardId\":\"c1\",\"eventTimeMillis\":" + (T0 + 5)
                                + ",\"originalOffset\":0,\"sourceTopic\":\"transactions\",\"sourcePartition\":0,\"sourceOffset\":1}");
        assertThat(outputs(OutputKind.DEAD_LETTER))
                .containsExactly(
                        "{\"reason\":\"MALFORMED_JSON\",\"sourceTopic\":\"transactions\",\"sourcePartition\":0,"
                                + "\"sourceOffset\":2,\"payload\":\"rubbish\"}");
        assertThat(outputs(OutputKind.LATE))
                .containsExactly("{\"transactionId\":\"b\",\"cardId\":\"c1\",\"eventTimeMillis\":" + (T0 - BOUND)
                        + ",\"publishedAtMillis\":" + (T0 + 7)
                        + ",\"sourceTopic\":\"transactions\",\"sourcePartition\":0,\"sourceOffset\":3}");
    }

    @Test
    void theSeventhUseOfAnHourIsReviewed() {
        for (int i = 0; i < 7; i++) {
            pay("t" + i, T0 + i * 10L * MINUTE - 1, 1_000);
        }

        assertThat(outputs(OutputKind.DECISION).get(6))
                .as("the first use is 60 minutes old: outside (t - 1 h, t]")
                .contains("\"APPROVE\"");
        pay("t7", T0 + 60 * MINUTE - 1, 1_000);
        assertThat(outputs(OutputKind.DECISION).get(7))
                .contains("\"REVIEW\",\"score\":0.0,\"reasons\":[\"VELOCITY_COUNT\"]");
    }

    @Test
    void twoReasonsAreReviewedAsOneIs() {
        pay("a", T0, 1_000);
        pay("b", T0 + 1, 1_000);
        pay("c", T0 + 2, 1_000);
        pay("d", T0 + 3, 100_001);

        assertThat(outputs(OutputKind.DECISION).get(3))
                .contains("\"REVIEW\",\"score\":0.0,\"reasons\":[\"AMOUNT_LIMIT\",\"UNUSUAL_AMOUNT\"]");
    }

    @Test
    void moreThanFiveThousandInTenMinutesAreReviewed() {
        for (int i = 0; i < 4; i++) {
            pay("t" + i, T0 + i, 100_000);
        }
        pay("t4", T0 + 10 * MINUTE - 1, 100_000);
        pay("t5", T0 + 10 * MINUTE - 1, 1);
        pay("t6", T0 + 70 * MINUTE, 100_000);

        assertThat(outputs(OutputKind.DECISION).get(4)).as("500,000 pass").contains("\"reasons\":[]");
        assertThat(outputs(OutputKind.DECISION).get(5)).contains("\"reasons\":[\"VELOCITY_SUM\"]");
        assertThat(outputs(OutputKind.DECISION).get(6)).as("ten minutes later").contains("\"reasons\":[]");
    }

    @Test
    void noCardIsInBerlinAndParisWithinTheHour() {
        publish(at("a", T0, 52.52, 13.405), T0);
        publish(at("b", T0 + 30 * MINUTE, 48.8566, 2.3522), T0 + 30 * MINUTE);
        publish(at("c", T0 + 300 * MINUTE, 52.52, 13.405), T0 + 300 * MINUTE);

        assertThat(outputs(OutputKind.DECISION).get(1))
                .contains("\"REVIEW\",\"score\":0.0,\"reasons\":[\"IMPOSSIBLE_TRAVEL\"]");
        assertThat(outputs(OutputKind.DECISION).get(2)).contains("\"APPROVE\"");
    }

    @Test
    void aBlockTakesEffectAtItsOffsetAndForgetEndsIt() {
        pay("a", T0, 1_000);
        control(CardControl.Action.BLOCK, T0);
        pay("b", T0 + 1, 1_000);
        control(CardControl.Action.FORGET, T0 + 1);
        pay("a", T0 + 2, 1_000);

        assertThat(outputs(OutputKind.DECISION))
                .containsExactly(
                        decision("a", T0, "APPROVE", "[]", "[]", 0),
                        decision("b", T0 + 1, "DECLINE", "[\"CARD_BLOCKED\"]", "[]", 2),
                        decision("a", T0 + 2, "APPROVE", "[]", "[]", 4));
    }

    @Test
    void threeSmallAmountsAndALargeOneAreCardTesting() {
        pay("s1", T0, 200);
        pay("s2", T0 + 1, 0);
        pay("m", T0 + 2, 3_000);
        pay("s3", T0 + 3, 199);
        pay("l", T0 + 10 * MINUTE - 1, 50_001);
        signal(Signal.END_OF_INPUT, T0 + 11 * MINUTE + BOUND);

        assertThat(outputs(OutputKind.ALERT)).hasSize(1);
        assertThat(outputs(OutputKind.ALERT).get(0))
                .contains("\"rule\":\"CARD_TESTING\",\"cardId\":\"c1\",\"transactionIds\":[\"s1\",\"s2\",\"s3\",\"l\"],"
                        + "\"firstEventTimeMillis\":" + T0 + ",\"lastEventTimeMillis\":" + (T0 + 10 * MINUTE - 1));
    }

    @Test
    void cardTestingEndsWhenItsTimeIsOver() {
        pay("s1", T0, 200);
        pay("s2", T0 + 1, 200);
        pay("s3", T0 + 2, 200);
        pay("l", T0 + 10 * MINUTE, 50_001);
        signal(Signal.END_OF_INPUT, T0 + 11 * MINUTE + BOUND);

        assertThat(outputs(OutputKind.ALERT)).isEmpty();
    }

    @Test
    void aLargeAmountInBetweenEndsTheProbe() {
        pay("s1", T0, 200);
        pay("s2", T0 + 1, 200);
        pay("l1", T0 + 2, 50_001);
        pay("s3", T0 + 3, 200);
        pay("l2", T0 + 4, 50_001);
        signal(Signal.END_OF_INPUT, T0 + MINUTE);

        assertThat(outputs(OutputKind.ALERT)).isEmpty();
    }

    @Test
    void theLastThreeOfFourSmallOnesCount() {
        for (int i = 0; i < 4; i++) {
            pay("s" + i, T0 + i * 1_000L, 200);
        }
        pay("l", T0 + 10 * MINUTE + 999, 50_001);
        signal(Signal.END_OF_INPUT, T0 + 11 * MINUTE + BOUND);

        assertThat(outputs(OutputKind.ALERT).get(0)).contains("[\"s1\",\"s2\",\"s3\",\"l\"]");
    }

    @Test
    void sequencesGoByEventTimeNotByArrival() {
        pay("l", T0 + 4, 50_001);
        pay("s3", T0 + 3, 200);
        pay("s1", T0 + 1, 200);
        pay("s2", T0 + 2, 200);
        signal(Signal.END_OF_INPUT, T0 + MINUTE);

        assertThat(outputs(OutputKind.ALERT)).hasSize(1);
    }

    @Test
    void whatTheClockHasNotPassedIsNotReported() {
        pay("s1", T0 + 1, 200);
        pay("s2", T0 + 2, 200);
        pay("s3", T0 + 3, 200);
        pay("l", T0 + 4, 50_001);
        signal(Signal.HEARTBEAT, T0 + 4 + BOUND);
        assertThat(outputs(OutputKind.ALERT))
                .as("the sequence clock equals the event time")
                .isEmpty();

        signal(Signal.HEARTBEAT, T0 + 5 + BOUND);
        assertThat(outputs(OutputKind.ALERT)).hasSize(1);
    }

    @Test
    void lateOnesAndDuplicatesTakeNoPartInSequences() {
        pay("s1", T0, 200);
        pay("s2", T0 + 1, 200);
        pay("s2", T0 + 2, 200);
        publish(transaction("s3", T0 + 3, 200), T0 + 4 + BOUND);
        pay("l", T0 + 5 + BOUND, 50_001);
        signal(Signal.END_OF_INPUT, T0 + MINUTE + BOUND);

        assertThat(outputs(OutputKind.LATE)).hasSize(1);
        assertThat(outputs(OutputKind.ALERT)).isEmpty();
    }

    @Test
    void aNewDeviceAndTwoHighAmountsOnItAreAnAccountTakeover() {
        buy("known", T0 - 1, 1, "d1");
        buy("new", T0, 1_000, "d2");
        buy("h1", T0 + 1, 20_001, "d2");
        buy("other", T0 + 2, 20_001, "d1");
        buy("h2", T0 + 24 * 60 * MINUTE - 1, 20_001, "d2");
        signal(Signal.END_OF_INPUT, T0 + 25 * 60 * MINUTE);

        assertThat(alerts("ACCOUNT_TAKEOVER")).singleElement().asString().contains("[\"new\",\"h1\",\"h2\"]");
    }

    @Test
    void anAccountTakeoverEndsWithItsTimeAndWithAnotherNewDevice() {
        buy("known", T0 - 1, 1, "d1");
        buy("new", T0, 1_000, "d2");
        buy("h1", T0 + 1, 20_001, "d2");
        buy("h2", T0 + 24 * 60 * MINUTE, 20_001, "d2");
        signal(Signal.END_OF_INPUT, T0 + 25 * 60 * MINUTE);
        assertThat(alerts("ACCOUNT_TAKEOVER")).isEmpty();

        records.clear();
        buy("known", T0 - 1, 1, "d1");
        buy("new", T0, 1_000, "d2");
        buy("h1", T0 + 1, 20_001, "d2");
        buy("newer", T0 + 2, 1_000, "d3");
        buy("h2", T0 + 3, 20_001, "d2");
        signal(Signal.END_OF_INPUT, T0 + MINUTE);
        assertThat(alerts("ACCOUNT_TAKEOVER")).isEmpty();
    }

    @Test
    void fourAmountsThatDoubleAreAnEscalationAndSpent() {
        long[] amounts = {5_000, 10_000, 20_000, 40_000, 80_000, 160_000, 320_000};
        for (int i = 0; i < amounts.length; i++) {
            pay("a" + i, T0 + i, amounts[i]);
        }
        signal(Signal.END_OF_INPUT, T0 + MINUTE);

        assertThat(alerts("ESCALATION")).singleElement().asString().contains("[\"a0\",\"a1\",\"a2\",\"a3\"]");
    }

    @Test
    void anEscalationThatIsTooOldGoesOnWithoutItsFirst() {
        pay("a0", T0, 5_000);
        pay("a1", T0 + 1, 10_000);
        pay("low", T0 + 2, 4_999);
        pay("a2", T0 + 3, 20_000);
        pay("a3", T0 + 72 * 60 * MINUTE, 40_000);
        pay("a4", T0 + 72 * 60 * MINUTE, 80_000);
        signal(Signal.END_OF_INPUT, T0 + 73 * 60 * MINUTE);

        assertThat(alerts("ESCALATION")).singleElement().asString().contains("[\"a1\",\"a2\",\"a3\",\"a4\"]");
    }

    @Test
    void aHighAmountOnANewDeviceWantsTheChipWithinTheHour() {
        buy("known", T0 - 1, 1, "d1");
        buy("new", T0, 20_001, "d2");
        publish(at("chip", T0 + 60 * MINUTE, 0, 0), T0 + 60 * MINUTE);
        signal(Signal.HEARTBEAT, T0 + 60 * MINUTE + BOUND);
        assertThat(alerts("UNCONFIRMED_DEVICE"))
                .as("the sequence clock equals the deadline")
                .isEmpty();

        signal(Signal.HEARTBEAT, T0 + 60 * MINUTE + BOUND + 1);
        assertThat(alerts("UNCONFIRMED_DEVICE"))
                .singleElement()
                .asString()
                .contains("\"transactionIds\":[\"new\"],\"firstEventTimeMillis\":" + T0 + ",\"lastEventTimeMillis\":"
                        + T0);
    }

    @Test
    void theChipConfirmsANewDeviceAMillisecondBefore() {
        buy("known", T0 - 1, 1, "d1");
        buy("new", T0, 20_001, "d2");
        publish(at("chip", T0 + 60 * MINUTE - 1, 0, 0), T0 + 60 * MINUTE);
        signal(Signal.END_OF_INPUT, T0 + 61 * MINUTE);

        assertThat(alerts("UNCONFIRMED_DEVICE")).isEmpty();
    }

    @Test
    void twoCountriesInTwoMinutesAreReviewed() {
        publish(in("a", T0, "DE"), T0);
        publish(in("b", T0 + 2 * MINUTE, "FR"), T0 + 2 * MINUTE);
        publish(in("c", T0 + 4 * MINUTE + 1, "DE"), T0 + 4 * MINUTE + 1);

        assertThat(outputs(OutputKind.DECISION).get(1))
                .contains("\"REVIEW\",\"score\":0.0,\"reasons\":[\"COUNTRY_FLIP\"]");
        assertThat(outputs(OutputKind.DECISION).get(2)).contains("\"reasons\":[]");
    }

    @Test
    void muchSpentOnANewDeviceIsReviewed() {
        buy("first", T0, 30_000, "d1");
        buy("second", T0 + 1, 30_000, "d2");
        buy("again", T0 + 2, 30_000, "d2");

        assertThat(outputs(OutputKind.DECISION).get(0)).contains("\"reasons\":[]");
        assertThat(outputs(OutputKind.DECISION).get(1))
                .contains("\"REVIEW\",\"score\":0.0,\"reasons\":[\"NEW_DEVICE\"]");
        assertThat(outputs(OutputKind.DECISION).get(2)).contains("\"reasons\":[]");
    }

    @Test
    void muchSpentAfterThreeWeeksOfSilenceIsReviewed() {
        pay("a", T0, 1_000);
        pay("b", T0 + 21 * 24 * 60 * MINUTE, 30_000);
        pay("c", T0 + 21 * 24 * 60 * MINUTE + 1, 30_000);

        assertThat(outputs(OutputKind.DECISION).get(1))
                .contains("\"REVIEW\",\"score\":0.0,\"reasons\":[\"DORMANT_CARD\"]");
        assertThat(outputs(OutputKind.DECISION).get(2)).contains("\"reasons\":[]");
    }

    private List<String> alerts(String rule) {
        return outputs(OutputKind.ALERT).stream()
                .filter(alert -> alert.contains(rule))
                .toList();
    }

    private void buy(String id, long eventTime, long amount, String device) {
        publish(
                TestTransaction.of(amount)
                        .id(id)
                        .card("c1")
                        .merchant("m1")
                        .at(eventTime)
                        .channel(Channel.ECOMMERCE)
                        .device(device)
                        .build(),
                Math.max(eventTime, lastTimestamp()));
    }

    private static Transaction in(String id, long eventTime, String country) {
        return TestTransaction.of(1_000)
                .id(id)
                .card("c1")
                .merchant("m1")
                .at(eventTime)
                .channel(Channel.CONTACTLESS)
                .country(country)
                .build();
    }

    private void pay(String id, long eventTime, long amount) {
        publish(transaction(id, eventTime, amount), Math.max(eventTime, lastTimestamp()));
    }

    private long lastTimestamp() {
        return records.isEmpty() ? 0 : records.get(records.size() - 1).origin().publishedAtMillis();
    }

    private void control(CardControl.Action action, long timestamp) {
        send(
                "c1",
                new String(TransactionCodec.toJson(new CardControl(action, "c1")), StandardCharsets.UTF_8),
                timestamp);
    }

    private void signal(Signal signal, long timestamp) {
        send("c1", new String(TransactionCodec.toJson(signal), StandardCharsets.UTF_8), timestamp);
    }

    private void publish(Transaction transaction, long timestamp) {
        send("c1", new String(TransactionCodec.toJson(transaction), StandardCharsets.UTF_8), timestamp);
    }

    private void send(String key, String value, long timestamp) {
        Origin origin = new Origin("transactions", 0, records.size(), timestamp, Origin.UNKNOWN);
        records.add(
                new SourceRecord(origin, key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8)));
    }

    private List<String> outputs(OutputKind kind) {
        return new ReferenceDetector(DetectorParameters.defaults(1), RuleSet.defaults())
                .detect(records).stream()
                        .filter(record -> record.kind() == kind)
                        .map(OutputRecord::value)
                        .map(value -> new String(value, StandardCharsets.UTF_8))
                        .toList();
    }

    private static String decision(
            String id, long eventTime, String outcome, String reasons, String flags, int offset) {
        return "{\"transactionId\":\"" + id + "\",\"cardId\":\"c1\",\"eventTimeMillis\":" + eventTime
                + ",\"outcome\":\"" + outcome + "\",\"score\":0.0,\"reasons\":" + reasons + ",\"flags\":" + flags
                + ",\"ruleSetVersion\":0,\"modelVersion\":\"none\",\"sourceTopic\":\"transactions\","
                + "\"sourcePartition\":0,\"sourceOffset\":" + offset + "}";
    }

    private static Transaction transaction(String id, long eventTime, long amount) {
        return TestTransaction.of(amount)
                .id(id)
                .card("c1")
                .merchant("m1")
                .at(eventTime)
                .build();
    }

    private static Transaction at(String id, long eventTime, double latitude, double longitude) {
        return TestTransaction.of(1_000)
                .id(id)
                .card("c1")
                .merchant("m1")
                .at(eventTime)
                .channel(Channel.CHIP)
                .place(latitude, longitude)
                .build();
    }
}
