package fraud.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.cli.quality.DetectionMetrics;
import fraud.cli.quality.Scope;
import fraud.generator.stream.TransactionStream;
import fraud.generator.stream.Truth;
import fraud.lab.workload.DemoOptions;
import fraud.lab.workload.DemoStream;
import fraud.report.figures.RunReport.FraudMap;
import fraud.report.figures.RunReport.FraudMap.Home;
import fraud.report.figures.RunReport.FraudMap.Point;
import fraud.score.StartingModels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Method: a small stream, whose truth is counted once more by hand. */
class DemoTruthTest {

    private static final int SECONDS = 20;
    private static final int RATE = 50;
    private static final int CARDS = 400;
    private static final int HISTORY_DAYS = 20;

    private final DemoStream stream = DemoStream.of(
            new DemoOptions(
                    SECONDS,
                    RATE,
                    true,
                    CARDS,
                    HISTORY_DAYS,
                    true,
                    42,
                    1,
                    "none",
                    StartingModels.NONE,
                    Duration.ofMinutes(2),
                    Path.of("out")),
            4);
    private final List<Truth> truths = stream.truths().toList();
    private final DemoTruth truth = DemoTruth.of(stream);

    @Test
    void goesOnFromTheHistoryToTheLivePartInOneStream() {
        assertThat(stream.liveCount()).isEqualTo(SECONDS * RATE);
        assertThat(stream.historyCount()).isBetween(CARDS * HISTORY_DAYS * 3L / 2, CARDS * HISTORY_DAYS * 3L);
        assertThat(truths).extracting(Truth::index).isSorted();
        assertThat(stream.stretch()).isGreaterThan(1_000);
    }

    @Test
    void labelsAllFraudAndNothingElse() {
        List<Truth> frauds = truths.stream().filter(Truth::fraud).toList();

        assertThat(frauds).isNotEmpty();
        assertThat(truth.labels().size()).isEqualTo(frauds.size());
        assertThat(frauds).allSatisfy(fraud -> {
            assertThat(truth.labels().fraud(fraud.transactionId()))
                    .hasValueSatisfying(label -> assertThat(label.scenario()).isEqualTo(fraud.scenario()));
            assertThat(truth.labels().amountMinor(fraud.transactionId())).isEqualTo(fraud.amountMinor());
        });
    }

    @Test
    void takesForALookAlikeNeitherFraudNorTheHoldersUsesInACampaign() {
        List<Optional<String>> kinds = truths.stream()
                .map(of -> truth.labels().lookAlike(of.transactionId()))
                .filter(Optional::isPresent)
                .toList();

        assertThat(kinds).isNotEmpty();
        assertThat(kinds)
                .allSatisfy(
                        kind -> assertThat(TransactionStream.scenarioNames()).doesNotContain(kind.orElseThrow()));
    }

    @Test
    void drawsFraudOfItsScopeWhereItWasOrAtTheHoldersHome() {
        long fromMillis = stream.afterDaysMillis(HISTORY_DAYS / 2);
        DetectionMetrics findings = new DetectionMetrics(
                "flink", truth.labels(), Scope.from("the second half", fromMillis), Optional.empty());
        Truth found = truths.stream()
                .filter(Truth::fraud)
                .filter(of -> of.eventTimeMillis() >= fromMillis)
                .findFirst()
                .orElseThrow();
        findings.decision(
                found.transactionId(), found.cardId(), found.eventTimeMillis(), "REVIEW", List.of("AMOUNT_LIMIT"));

        FraudMap map = truth.map(List.of(findings), fromMillis);

        assertThat(map.points()).hasSize((int) truths.stream()
                .filter(Truth::fraud)
                .filter(of -> of.eventTimeMillis() >= fromMillis)
                .count());
        assertThat(map.points().stream().filter(point -> !point.foundBy().isEmpty()))
                .singleElement()
                .satisfies(point -> assertThat(point.foundBy()).containsExactly("flink"));
        assertThat(map.points()).extracting(Point::cardPresent).contains(true, false);
        assertThat(map.homes()).isNotEmpty();
        assertThat(map.homes().stream().mapToLong(Home::cards).sum())
                .isEqualTo(truths.stream().map(Truth::cardId).distinct().count());
    }
}
