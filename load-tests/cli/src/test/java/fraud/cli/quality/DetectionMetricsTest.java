package fraud.cli.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fraud.model.Label;
import fraud.report.figures.QualityReport.EngineQuality;
import fraud.report.figures.QualityReport.Found;
import fraud.report.figures.QualityReport.LookAlike;
import fraud.report.figures.QualityReport.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Small streams whose figures can be counted by hand. */
class DetectionMetricsTest {

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long MONDAY = Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();

    private final FraudTruth truth = new FraudTruth();

    @Test
    void findsAFraudByItsDecisionOrByAnAlertThatHoldsIt() {
        fraud("reviewed", "burst", "burst-1", 1_000);
        fraud("declined", "burst", "burst-1", 2_000);
        fraud("alerted", "burst", "burst-2", 4_000);
        fraud("missed", "burst", "burst-3", 8_000);
        DetectionMetrics findings = findings();

        findings.alert("CARD_TESTING", List.of("alerted"));
        findings.decision("reviewed", "c1", MONDAY, "REVIEW", List.of("VELOCITY_COUNT"));
        findings.decision("declined", "c1", MONDAY, "DECLINE", List.of("VELOCITY_COUNT", "VELOCITY_SUM"));
        findings.decision("alerted", "c2", MONDAY, "APPROVE", List.of());
        findings.decision("missed", "c3", MONDAY, "APPROVE", List.of());
        findings.decision("honest", "c4", MONDAY, "APPROVE", List.of());

        assertThat(findings.found()).containsExactlyInAnyOrder("reviewed", "declined", "alerted");
        assertThat(findings.transactions()).isEqualTo(5);
        assertThat(findings.frauds()).isEqualTo(4);
        assertThat(findings.scenarios()).containsExactly(new Scenario("burst", "Burst", 3, 4, 15_000));
        EngineQuality quality = findings.quality(1);
        assertThat(quality.found()).isEqualTo(3);
        assertThat(quality.foundAmountMinor()).isEqualTo(7_000);
        assertThat(quality.flagged()).isEqualTo(3);
        assertThat(quality.scenarios())
                .containsExactly(new Found(
                        "burst",
                        2,
                        3,
                        7_000,
                        1.0,
                        Map.of("VELOCITY_COUNT", 2L, "VELOCITY_SUM", 1L, "CARD_TESTING", 1L)));
    }

    @Test
    void thePrecisionOfAScenarioIsThatOfAllAlarmsOfTheRulesThatFoundIt() {
        fraud("a", "burst", "burst-1", 100);
        fraud("b", "burst", "burst-1", 100);
        fraud("c", "burst", "burst-1", 100);
        fraud("d", "takeover", "takeover-1", 100);
        DetectionMetrics findings = findings();

        findings.decision("a", "c1", MONDAY, "REVIEW", List.of("VELOCITY_COUNT"));
        findings.decision("b", "c1", MONDAY, "REVIEW", List.of("VELOCITY_COUNT"));
        findings.decision("c", "c1", MONDAY, "DECLINE", List.of("VELOCITY_COUNT", "VELOCITY_SUM"));
        findings.decision("d", "c2", MONDAY, "REVIEW", List.of("UNUSUAL_AMOUNT"));
        findings.decision("h1", "c3", MONDAY, "REVIEW", List.of("VELOCITY_COUNT"));
        findings.decision("h2", "c4", MONDAY, "REVIEW", List.of("UNUSUAL_AMOUNT"));
        findings.decision("h3", "c5", MONDAY, "REVIEW", List.of("UNUSUAL_AMOUNT"));
        findings.decision("h4", "c6", MONDAY, "REVIEW", List.of("AMOUNT_LIMIT"));

        // Of VELOCITY_COUNT and VELOCITY_SUM together 3 of 4 (a, b, c; h1), of UNUSUAL_AMOUNT 1 of 3 (d; h2, h3).
        List<Found> found = findings.quality(1).scenarios();
        assertThat(found).extracting(Found::scenario).containsExactly("burst", "takeover");
        assertThat(found.get(0).precision()).isEqualTo(0.75);
        assertThat(found.get(1).precision()).isCloseTo(1.0 / 3, within(1e-9));
        assertThat(findings.quality(1).found()).isEqualTo(4);
        assertThat(findings.quality(1).flagged())
                .as("the limit's alarm is no scenario's, but the engine's")
                .isEqualTo(8);
    }

    @Test
    void takesTheIssuersBlockForAnOrderAndNoAlarm() {
        fraud("stopped", "burst", "burst-1", 100);
        DetectionMetrics findings = findings();

        findings.decision("stopped", "c1", MONDAY, "DECLINE", List.of("CARD_BLOCKED"));
        findings.decision("holder", "c1", MONDAY, "DECLINE", List.of("CARD_BLOCKED"));
        findings.decision("suspect", "c1", MONDAY, "DECLINE", List.of("CARD_BLOCKED", "AMOUNT_LIMIT"));

        EngineQuality quality = findings.quality(1);
        assertThat(quality.found()).isEqualTo(1);
        assertThat(quality.flagged()).as("stopped and suspect").isEqualTo(2);
        assertThat(quality.scenarios().get(0).precision())
                .as("no alarm has found the scenario")
                .isNull();
        assertThat(quality.alertsPerAnalystDay()).as("suspect's, in an hour").isEqualTo(24);
    }

    @Test
    void countsACaseForACardAndDayHoweverManyItsAlarms() {
        DetectionMetrics findings = findings();

        for (int i = 0; i < 5; i++) {
            findings.decision("a" + i, "c1", MONDAY + i, "REVIEW", List.of("VELOCITY_COUNT"));
        }
        findings.decision("b", "c1", MONDAY + DAY, "REVIEW", List.of("VELOCITY_COUNT"));
        findings.decision("c", "c2", MONDAY + DAY, "REVIEW", List.of("VELOCITY_COUNT"));
        findings.decision("d", "c3", MONDAY + 2 * DAY, "APPROVE", List.of());

        // Three cases in two days.
        assertThat(findings.quality(1).alertsPerAnalystDay()).isEqualTo(1.5, within(1e-9));
        assertThat(findings.quality(3).alertsPerAnalystDay()).isEqualTo(0.5, within(1e-9));
    }

    @Test
    void casesADayGoByTheEventTimeThatPassedThoughItIsNoWholeDay() {
        DetectionMetrics findings = findings();
        findings.decision("a", "c1", MONDAY, "REVIEW", List.of("VELOCITY_COUNT"));
        findings.decision("b", "c2", MONDAY + DAY / 3, "REVIEW", List.of("VELOCITY_COUNT"));

        assertThat(findings.quality(1).alertsPerAnalystDay()).isEqualTo(6, within(1e-9));
    }

    @Test
    void countsTheAlarmsADayOfARuleAloneOrWithOthers() {
        DetectionMetrics findings = findings();
        findings.decision("a", "c1", MONDAY, "REVIEW", List.of("MODEL_SCORE"));
        findings.decision("b", "c1", MONDAY, "REVIEW", List.of("VELOCITY_COUNT", "MODEL_SCORE"));
        findings.decision("c", "c2", MONDAY + DAY / 2, "REVIEW", List.of("VELOCITY_COUNT"));

        assertThat(findings.alarmsPerDay("MODEL_SCORE")).isEqualTo(4);
        assertThat(findings.alarmsPerDay("COUNTRY_FLIP")).isZero();
    }

    @Test
    void takesLessThanAnHourForAnHour() {
        DetectionMetrics findings = findings();
        findings.decision("a", "c1", MONDAY, "REVIEW", List.of("VELOCITY_COUNT"));
        findings.decision("b", "c2", MONDAY + 1_000, "REVIEW", List.of("VELOCITY_COUNT"));

        assertThat(findings.quality(1).alertsPerAnalystDay()).isEqualTo(48);
    }

    @Test
    void countsLookAlikesAsFalseAlarmsOfTheirKind() {
        truth.lookAlike("t1", "traveller");
        truth.lookAlike("t2", "traveller");
        DetectionMetrics findings = findings();

        findings.decision("t1", "c1", MONDAY, "DECLINE", List.of("IMPOSSIBLE_TRAVEL"));
        findings.decision("t2", "c1", MONDAY, "APPROVE", List.of());

        assertThat(findings.lookAlikes()).containsExactly(new LookAlike("traveller", "Traveller", 2));
        assertThat(findings.quality(1).falseAlarms()).containsExactly(Map.entry("traveller", 1L));
        assertThat(findings.quality(1).flagged()).isEqualTo(1);
    }

    @Test
    void leavesOutWhatHappenedBeforeItsScope() {
        fraud("early", "burst", "burst-1", 100);
        fraud("late", "burst", "burst-1", 100);
        DetectionMetrics findings =
                new DetectionMetrics("flink", truth, Scope.from("from Monday on", MONDAY), Optional.empty());

        findings.decision("early", "c1", MONDAY - 1, "REVIEW", List.of("VELOCITY_COUNT"));
        findings.decision("late", "c1", MONDAY, "APPROVE", List.of());

        assertThat(findings.transactions()).isEqualTo(1);
        assertThat(findings.frauds()).isEqualTo(1);
        assertThat(findings.quality(1).found()).isZero();
    }

    @Test
    void countsAFraudOnceThoughItsIdComesBack() {
        fraud("again", "burst", "burst-1", 100);
        DetectionMetrics findings = findings();

        findings.decision("again", "c1", MONDAY, "APPROVE", List.of());
        findings.decision("again", "c1", MONDAY + 40 * DAY, "REVIEW", List.of("AMOUNT_LIMIT"));

        assertThat(findings.frauds()).isEqualTo(1);
        assertThat(findings.quality(1).found()).isEqualTo(1);
        assertThat(findings.scenarios().get(0).transactions()).isEqualTo(1);
    }

    @Test
    void hasFiguresOfNothing() {
        EngineQuality quality = findings().quality(1);

        assertThat(quality.flagged()).isZero();
        assertThat(quality.alertsPerAnalystDay()).isZero();
    }

    private DetectionMetrics findings() {
        return new DetectionMetrics("flink", truth, Scope.ofAll(), Optional.empty());
    }

    private void fraud(String transactionId, String scenario, String campaign, long amountMinor) {
        truth.label(new Label(transactionId, "m", "c", MONDAY, true, scenario), Optional.of(campaign));
        truth.transaction(transactionId, "c", MONDAY, amountMinor);
    }
}
