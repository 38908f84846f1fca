package fraud.sink;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.decide.Decision;
import fraud.features.TestFeatures;
import fraud.model.DeadLetter;
import fraud.model.Duplicate;
import fraud.model.Flag;
import fraud.model.LateTransaction;
import fraud.model.Origin;
import fraud.model.Outcome;
import fraud.model.RejectReason;
import fraud.rules.Reason;
import fraud.score.Contribution;
import fraud.score.Scores;
import fraud.sequences.Alert;
import fraud.sequences.SequenceRule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** SEMANTICS 11, to the letter: consumers and byte-equal repeats depend on it. */
class OutputCodecTest {

    private static final Origin ORIGIN = new Origin("transactions", 3, 42, 1_000, 77);

    @Test
    void writesDecisions() {
        OutputRecord record = OutputCodec.encode(new Decision(
                "t1",
                "c1",
                900,
                Outcome.DECLINE,
                List.of(Reason.AMOUNT_LIMIT, Reason.IMPOSSIBLE_TRAVEL),
                List.of(Flag.LATE),
                0,
                Scores.NONE,
                null,
                ORIGIN));

        assertThat(text(record))
                .isEqualTo(
                        "{\"transactionId\":\"t1\",\"cardId\":\"c1\",\"eventTimeMillis\":900,\"outcome\":\"DECLINE\","
                                + "\"score\":0.0,\"reasons\":[\"AMOUNT_LIMIT\",\"IMPOSSIBLE_TRAVEL\"],\"flags\":[\"LATE\"],"
                                + "\"ruleSetVersion\":0,\"modelVersion\":\"none\",\"sourceTopic\":\"transactions\","
                                + "\"sourcePartition\":3,\"sourceOffset\":42}");
        assertThat(record.key()).isEqualTo("c1");
        assertThat(record.intendedSendMicros()).isEqualTo(77);
        assertThat(record.kind().topic("flink")).isEqualTo("decisions.flink");
    }

    @Test
    void writesWhatModelsSayWithTheShortestTextOfEachNumber() {
        Scores scores = new Scores(
                0.9,
                "3",
                0.5,
                0.95,
                List.of(new Contribution("amountMinor", 2e-3), new Contribution("night", -0.25)),
                2.0E-4,
                "4");
        OutputRecord record = OutputCodec.encode(new Decision(
                "t1", "c1", 900, Outcome.REVIEW, List.of(Reason.MODEL_SCORE), List.of(), 0, scores, null, ORIGIN));

        assertThat(text(record))
                .endsWith(
                        "\"score\":0.9,\"reasons\":[\"MODEL_SCORE\"],\"flags\":[],\"ruleSetVersion\":0,\"modelVersion\":\"3\","
                                + "\"challengerScore\":2.0E-4,\"challengerVersion\":\"4\",\"sourceTopic\":\"transactions\","
                                + "\"sourcePartition\":3,\"sourceOffset\":42,\"contributions\":[{\"feature\":\"amountMinor\",\"contribution\":0.002},"
                                + "{\"feature\":\"night\",\"contribution\":-0.25}]}");
    }

    @Test
    void writesFeaturesOnDemand() {
        Decision decision = new Decision(
                "t1",
                "c1",
                900,
                Outcome.APPROVE,
                List.of(),
                List.of(),
                0,
                Scores.NONE,
                TestFeatures.all().build(),
                ORIGIN);

        assertThat(text(OutputCodec.encode(decision)))
                .endsWith(
                        "\"sourceOffset\":42,\"features\":{\"amountMinor\":99,\"weekend\":true,\"night\":false,\"count1Hour\":1,\"count1Day\":2,\"count7Days\":3,"
                                + "\"count30Days\":4,\"sumMinor10Minutes\":5,\"sumMinor1Day\":6,\"sumMinor7Days\":7,"
                                + "\"sumMinor30Days\":8,\"habitCount\":9,\"habitMeanMinor\":10,\"habitDeviationMinor\":11,"
                                + "\"largeCount14Days\":16,\"veryLargeCount14Days\":17,"
                                + "\"travelDistanceMetres\":12,\"travelElapsedMillis\":13,"
                                + "\"countryChanged\":false,\"countryElapsedMillis\":14,\"newDevice\":true,\"newMerchant\":false,\"idleMillis\":15,"
                                + "\"merchantCount1Day\":18,\"merchantFrauds1Day\":19,\"merchantCount7Days\":20,"
                                + "\"merchantFrauds7Days\":21,\"merchantCount30Days\":22,\"merchantFrauds30Days\":23,"
                                + "\"merchantCount28Days\":24,\"merchantFrauds28Days\":25,\"merchantLastFrauds1\":26,"
                                + "\"merchantLastFrauds3\":27,\"merchantLastFrauds5\":28,\"merchantStreak\":29,"
                                + "\"merchantStreakMillis\":30,\"merchantFirstFraudMillis\":31,"
                                + "\"merchantLastFraudMillis\":32,\"merchantCountSinceFirstFraud\":33,\"merchantUses1Day\":34,\"merchantUses7Days\":35,"
                                + "\"merchantUses28Days\":36,\"merchantFirstUses7Days\":37}}");
    }

    @Test
    void writesAlerts() {
        Alert alert = new Alert("00ff", SequenceRule.CARD_TESTING, "c1", List.of("a", "b"), 1, 2, 0, Origin.UNKNOWN);

        assertThat(text(OutputCodec.encode(alert)))
                .isEqualTo("{\"alertId\":\"00ff\",\"rule\":\"CARD_TESTING\",\"cardId\":\"c1\","
                        + "\"transactionIds\":[\"a\",\"b\"],\"firstEventTimeMillis\":1,\"lastEventTimeMillis\":2,"
                        + "\"ruleSetVersion\":0}");
    }

    @Test
    void writesDeadLetters() {
        DeadLetter whole = new DeadLetter(RejectReason.WRONG_TYPE, "amountMinor", "{\"a\":\"\u00e4\"}", ORIGIN);
        DeadLetter bare = new DeadLetter(RejectReason.NO_VALUE, null, null, ORIGIN);

        assertThat(text(OutputCodec.encode(whole)))
                .isEqualTo("{\"reason\":\"WRONG_TYPE\",\"detail\":\"amountMinor\",\"sourceTopic\":\"transactions\","
                        + "\"sourcePartition\":3,\"sourceOffset\":42,\"payload\":\"{\\\"a\\\":\\\"\u00e4\\\"}\"}");
        assertThat(text(OutputCodec.encode(bare)))
                .isEqualTo("{\"reason\":\"NO_VALUE\",\"sourceTopic\":\"transactions\",\"sourcePartition\":3,"
                        + "\"sourceOffset\":42}");
        assertThat(OutputCodec.encode(bare).key()).isEqualTo("transactions-3-42");
        assertThat(whole.toString()).doesNotContain("\u00e4");
    }

    @Test
    void escapesWhatJsonMustAndHalvesOfPairsAndNothingElse() {
        String payload = "\"\\/\b\t\n\f\r\u0000\u000b\u001f\u007f\u0080\u00e9\u2028\ufeff\ufffd\uffff\uD83D\uDE00";

        assertThat(text(OutputCodec.encode(new DeadLetter(RejectReason.MALFORMED_JSON, null, payload, ORIGIN))))
                .isEqualTo("{\"reason\":\"MALFORMED_JSON\",\"sourceTopic\":\"transactions\",\"sourcePartition\":3,"
                        + "\"sourceOffset\":42,\"payload\":\"\\\"\\\\/\\b\\t\\n\\f\\r\\u0000\\u000B\\u001F"
                        + "\u007f\u0080\u00e9\u2028\ufeff\ufffd\uffff\\uD83D\\uDE00\"}");
    }

    @Test
    void writesTheFewestDigitsInJavasNotation() {
        assertThat(contribution(1)).isEqualTo("1.0");
        assertThat(contribution(-0.001)).isEqualTo("-0.001");
        assertThat(contribution(Math.nextDown(0.001))).isEqualTo("9.999999999999998E-4");
        assertThat(contribution(1e-4)).isEqualTo("1.0E-4");
        assertThat(contribution(0.1 + 0.2)).isEqualTo("0.30000000000000004");
        assertThat(contribution(9_999_999)).isEqualTo("9999999.0");
        assertThat(contribution(10_000_000)).isEqualTo("1.0E7");
        assertThat(contribution(Double.MIN_VALUE)).isEqualTo("4.9E-324");
    }

    private static String contribution(double value) {
        Scores scores = new Scores(0, "1", 0, 0.95, List.of(new Contribution("night", value)), null, null);
        String text = text(OutputCodec.encode(
                new Decision("t1", "c1", 900, Outcome.APPROVE, List.of(), List.of(), 0, scores, null, ORIGIN)));
        return text.substring(text.indexOf("\"contribution\":") + 15, text.indexOf("}]}"));
    }

    @Test
    void writesDuplicatesLateOnesAndCompletions() {
        assertThat(text(OutputCodec.encode(new Duplicate("t1", "c1", 900, 7, ORIGIN))))
                .isEqualTo("{\"transactionId\":\"t1\",\"cardId\":\"c1\",\"eventTimeMillis\":900,\"originalOffset\":7,"
                        + "\"sourceTopic\":\"transactions\",\"sourcePartition\":3,\"sourceOffset\":42}");
        assertThat(text(OutputCodec.encode(new LateTransaction("t1", "c1", 900, ORIGIN))))
                .isEqualTo("{\"transactionId\":\"t1\",\"cardId\":\"c1\",\"eventTimeMillis\":900,"
                        + "\"publishedAtMillis\":1000,\"sourceTopic\":\"transactions\",\"sourcePartition\":3,"
                        + "\"sourceOffset\":42}");
        assertThat(text(OutputCodec.completion(2))).isEqualTo("{\"signal\":\"completion\",\"sourcePartition\":2}");
    }

    private static String text(OutputRecord record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }
}
