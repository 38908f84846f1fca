package fraud.cli.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fraud.costs.Costs;
import fraud.model.Label;
import fraud.report.figures.QualityReport.Cost;
import fraud.report.figures.QualityReport.EngineQuality;
import fraud.report.figures.QualityReport.ModelScores;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Small streams of decisions whose figures can be counted by hand. */
class EngineDetectionMetricsTest {

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final LocalDate FIRST = LocalDate.of(2018, 8, 8);
    private static final long START = Instant.parse("2018-08-08T00:00:00Z").toEpochMilli();

    private final FraudTruth truth = new FraudTruth();

    @Test
    void saysHowGoodTheScoresOfChampionAndChallengerAre() {
        fraud("f1", "c1", START);
        fraud("f2", "c3", START);
        EngineDetectionMetrics findings = findings(Scope.ofAll());

        decide(findings, "f1", "c1", START, scored(0.9, "0", 0.2, "3"), "MODEL_SCORE");
        decide(findings, "h1", "c2", START, scored(0.5, "0", 0.2, "3"));
        decide(findings, "f2", "c3", START, scored(0.4, "0", 0.8, "3"));
        decide(findings, "h2", "c4", START, scored(0.1, "10", 0.1, "3"));

        // Champion: of the four pairs .4 against .5 is the wrong way; precision 1 and 2/3 at the frauds. Challenger: .2
        // against .2 is half a pair; a fraud alone first, then one of the two at .2. Two cards of a hundred are found.
        assertThat(findings.quality().scores())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(
                        new ModelScores("champion", List.of("0", "10"), 4, 2, 0.75, 0.5 + 0.5 * 2 / 3, 0.02, 0.02),
                        new ModelScores("challenger", List.of("3"), 4, 2, 3.5 / 4, 0.5 + 0.5 * 2 / 3, 0.02, 0.02));
    }

    @Test
    void countsWhatRulesFindWithoutTheModel() {
        fraud("both", "c1", START);
        fraud("score", "c2", START);
        fraud("alert", "c3", START);
        EngineDetectionMetrics findings = findings(Scope.ofAll());
        findings.alert(json("{\"rule\":\"CARD_TESTING\",\"transactionIds\":[\"alert\"]}"));

        decide(findings, "both", "c1", START, scored(0.9, "1"), "VELOCITY_COUNT", "MODEL_SCORE");
        decide(findings, "score", "c2", START, scored(0.9, "1"), "MODEL_SCORE");
        decide(findings, "alert", "c3", START, scored(0.9, "1"), "MODEL_SCORE");
        decide(findings, "h1", "c4", START, scored(0.9, "1"), "MODEL_SCORE");
        decide(findings, "h2", "c5", START, scored(0.1, "1"), "VELOCITY_COUNT");

        EngineQuality quality = findings.quality();
        assertThat(quality.found()).isEqualTo(3);
        assertThat(quality.flagged()).isEqualTo(5);
        assertThat(quality.byRules().found()).as("both and alert").isEqualTo(2);
        assertThat(quality.byRules().flagged()).isEqualTo(3);
        // Of both, alert and h2. With the score h1 is an alarm, too.
        assertThat(quality.byRules().scenarios().get(0).precision()).isCloseTo(2.0 / 3, within(1e-9));
        assertThat(quality.scenarios().get(0).precision()).isCloseTo(3.0 / 5, within(1e-9));
        assertThat(quality.byRules().scenarios().get(0).byRule()).doesNotContainKey("MODEL_SCORE");
        assertThat(quality.alertsPerAnalystDay()).as("in an hour").isEqualTo(24 * 5);
        assertThat(quality.byRules().alertsPerAnalystDay()).isEqualTo(24 * 3);
    }

    /** A missed fraud costs its 1.00, a review 5.00, a good customer declined 20.00. */
    @Test
    void countsWhatMistakesAndAlarmsCost() {
        for (String fraud : List.of("declined", "reviewed", "missed", "by-score", "blocked")) {
            fraud(fraud, "c-" + fraud, START);
        }
        EngineDetectionMetrics findings = findings(Scope.ofAll());

        decline(findings, "declined", "VELOCITY_COUNT", "MODEL_SCORE");
        decide(findings, "reviewed", "c2", START, scored(0.5, "1"), "VELOCITY_COUNT");
        decide(findings, "missed", "c3", START, scored(0.1, "1"));
        decide(findings, "by-score", "c4", START, scored(0.5, "1"), "MODEL_SCORE");
        decline(findings, "blocked", "CARD_BLOCKED");
        decline(findings, "h1", "MODEL_SCORE");
        decline(findings, "h2", "CARD_BLOCKED", "VELOCITY_COUNT");
        decide(findings, "h3", "c8", START, scored(0.5, "1"), "MODEL_SCORE");

        EngineQuality quality = findings.quality();
        // Looked at: reviewed, by-score and h3, and h2, where a rule says something beside the order.
        assertThat(quality.cost()).isEqualTo(new Cost(100, 4 * 500, 2_000));
        // Without the score: declined, reviewed and h2 are looked at, by-score is missed, too.
        assertThat(quality.byRules().cost()).isEqualTo(new Cost(200, 3 * 500, 0));
    }

    private static void decline(EngineDetectionMetrics findings, String transactionId, String... reasons) {
        findings.decision(json("{\"transactionId\":\"" + transactionId + "\",\"cardId\":\"c-" + transactionId
                + "\",\"eventTimeMillis\":" + START + ",\"outcome\":\"DECLINE\",\"reasons\":[\""
                + String.join("\",\"", reasons) + "\"]," + scored(0.9, "1") + "}"));
    }

    @Test
    void saysNothingOfScoresWhereDecisionsNameNoModel() {
        fraud("f1", "c1", START);
        EngineDetectionMetrics findings = findings(Scope.ofAll());

        decide(findings, "f1", "c1", START, scored(0, "none"), "VELOCITY_COUNT");

        assertThat(findings.quality().scores()).isEmpty();
        assertThat(findings.quality().byRules()).isNull();
    }

    @Test
    void leavesOutTheAreasThatNeedFraudWhereThereIsNone() {
        EngineDetectionMetrics findings = findings(Scope.ofAll());

        decide(findings, "h1", "c1", START, scored(0.5, "1"));

        assertThat(findings.quality().scores())
                .containsExactly(new ModelScores("champion", List.of("1"), 1, 0, null, null, 0, 0));
    }

    @Test
    void countsTheDaysOfItsProtocolWithoutTheCardsThatAreKnownByThen() {
        fraud("trained", "c1", START - 8 * DAY);
        fraud("delayed", "c2", START - 7 * DAY);
        fraud("f1", "c1", START);
        fraud("f2", "c2", START);
        fraud("f3", "c2", START + DAY);
        fraud("f4", "c3", START + DAY);
        Protocol protocol = new Protocol(
                FIRST, FIRST.plusDays(1), Optional.of(new Protocol.Training(FIRST.minusDays(14), FIRST.minusDays(8))));
        EngineDetectionMetrics findings = findings(protocol.scope(truth));

        decide(findings, "trained", "c1", START - 8 * DAY, scored(0.9, "1"));
        decide(findings, "delayed", "c2", START - 7 * DAY, scored(0.9, "1"));
        decide(findings, "before", "c4", START - 1, scored(0.9, "1"));
        decide(findings, "f1", "c1", START, scored(0.9, "1"));
        decide(findings, "f2", "c2", START, scored(0.9, "1"), "MODEL_SCORE");
        decide(findings, "f3", "c2", START + DAY, scored(0.9, "1"));
        decide(findings, "f4", "c3", START + 2 * DAY - 1, scored(0.9, "1"));
        decide(findings, "after", "c4", START + 2 * DAY, scored(0.9, "1"));

        // c1 is known by training, c2 from the second day on: its fraud of the delay was known on the eve.
        assertThat(findings.quality().scores())
                .containsExactly(new ModelScores("champion", List.of("1"), 2, 2, null, 1.0, 0.01, 0.01));
        assertThat(findings.all().transactions()).isEqualTo(2);
        assertThat(findings.all().found()).containsExactly("f2");
    }

    private EngineDetectionMetrics findings(Scope scope) {
        return new EngineDetectionMetrics("flink", truth, new Quality.Question(scope, 1, Optional.of(Costs.USUAL)));
    }

    private void fraud(String transactionId, String cardId, long eventTimeMillis) {
        truth.label(new Label(transactionId, "m", cardId, eventTimeMillis, true, "burst"), Optional.of(transactionId));
        truth.transaction(transactionId, cardId, eventTimeMillis, 100);
    }

    private static String scored(double score, String version) {
        return "\"score\":" + score + ",\"modelVersion\":\"" + version + "\"";
    }

    private static String scored(double score, String version, double challenging, String challenger) {
        return scored(score, version) + ",\"challengerScore\":" + challenging + ",\"challengerVersion\":\"" + challenger
                + "\"";
    }

    private static void decide(
            EngineDetectionMetrics findings,
            String transactionId,
            String cardId,
            long eventTimeMillis,
            String scores,
            String... reasons) {
        findings.decision(json("{\"transactionId\":\"" + transactionId + "\",\"cardId\":\"" + cardId
                + "\",\"eventTimeMillis\":" + eventTimeMillis + ",\"outcome\":\""
                + (reasons.length == 0 ? "APPROVE" : "REVIEW") + "\",\"reasons\":["
                + (reasons.length == 0 ? "" : "\"" + String.join("\",\"", reasons) + "\"") + "]," + scores + "}"));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
