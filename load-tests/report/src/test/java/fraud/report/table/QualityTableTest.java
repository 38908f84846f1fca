package fraud.report.table;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.report.figures.QualityReport;
import fraud.report.figures.QualityReport.Cost;
import fraud.report.figures.QualityReport.EngineQuality;
import fraud.report.figures.QualityReport.Found;
import fraud.report.figures.QualityReport.LookAlike;
import fraud.report.figures.QualityReport.ModelScores;
import fraud.report.figures.QualityReport.Scenario;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QualityTableTest {

    private static final EngineQuality FLINK = quality("flink", 3);

    @Test
    void hasOneTableOfEnginesThatFoundTheSame() {
        assertThat(QualityTable.of(report(FLINK, quality("spark", 3))).lines())
                .startsWith(
                        "fraud found by flink, spark  campaigns  transactions  recall  by value  precision  found by",
                        "Card testing                    1 of 2        3 of 4    75 %      60 %       90 %  CARD_TESTING",
                        "Bust out                        0 of 1        0 of 6     0 %       0 %          -",
                        "all                             1 of 3       3 of 10    30 %      30 %       60 %",
                        "12.5 cases per analyst-day. Alarms on what only looks like fraud: Traveller 2 of 8, New phone 0 of 3.");
    }

    @Test
    void hasATableForEachThatFoundSomethingElse() {
        assertThat(QualityTable.of(report(FLINK, quality("spark", 2))))
                .contains("fraud found by flink  ", "fraud found by spark  ");
    }

    @Test
    void setsTheRulesAloneBesideRulesAndModel() {
        EngineQuality scored = FLINK.with(
                List.of(
                        new ModelScores("champion", List.of("0", "2"), 1_000, 10, 0.8912, 0.7449, 0.3049, 0.397),
                        new ModelScores("challenger", List.of("3"), 900, 0, null, null, 0, 0)),
                quality("flink", 2));

        assertThat(QualityTable.of(report(scored)).lines())
                .startsWith(
                        "fraud found by flink  campaigns  transactions  recall  by value  precision  recall of rules  precision of rules  found by",
                        "Card testing             1 of 2        3 of 4    75 %      60 %       90 %             50 %                90 %  CARD_TESTING",
                        "Bust out                 0 of 1        0 of 6     0 %       0 %          -              0 %                   -",
                        "all                      1 of 3       3 of 10    30 %      30 %       60 %             20 %                40 %",
                        "12.5 cases per analyst-day, 12.5 by rules alone. Alarms on what only looks like fraud: Traveller 2 of 8, New",
                        "phone 0 of 3.",
                        "",
                        "scores of the model  version  transactions  fraud    AUC     AP  CP@100  CP@100 at best",
                        "flink: champion         0, 2         1,000     10  0.891  0.745   0.305           0.397",
                        "flink: challenger          3           900      0      -      -   0.000           0.000");
    }

    @Test
    void saysWhatMistakesCostWithTheModelAndWithout() {
        EngineQuality scored =
                costing(FLINK, new Cost(120_050, 250_000, 2_000)).with(List.of(), costing(FLINK, new Cost(1, 50, 0)));

        assertThat(QualityTable.of(report("Where a review is cheap.", scored)).lines())
                .containsSubsequence(
                        "cost         fraud missed   reviews  good customers declined  together",
                        "flink            1,200.50  2,500.00                    20.00  3,720.50",
                        "rules alone          0.01      0.50                     0.00      0.51",
                        "Where a review is cheap.");
        assertThat(QualityTable.of(report("Nothing is said of costs.", FLINK)))
                .contains("Nothing is said of costs.")
                .doesNotContain("good customers");
    }

    private static EngineQuality costing(EngineQuality of, Cost cost) {
        return new EngineQuality(
                of.engine(),
                of.flagged(),
                of.found(),
                of.foundAmountMinor(),
                of.alertsPerAnalystDay(),
                of.scenarios(),
                of.falseAlarms(),
                of.scores(),
                of.byRules(),
                cost);
    }

    @Test
    void namesTheTwoMainRulesAndCountsTheOthers() {
        EngineQuality engine = quality("flink", 3);
        Found found = new Found(
                "card-testing", 1, 3, 600, 0.9, Map.of("VELOCITY_SUM", 1L, "CARD_TESTING", 3L, "MODEL_SCORE", 2L));
        EngineQuality several = new EngineQuality(
                "flink", 5, 3, 600, 12.5, List.of(found, engine.scenarios().get(1)), Map.of(), List.of(), null, null);

        assertThat(QualityTable.of(report(several))).contains("90 %  CARD_TESTING, MODEL_SCORE and 1 more\n");
    }

    @Test
    void saysThatThereIsNothingOrLittleToFind() {
        assertThat(QualityTable.of(report(FLINK)).replaceAll("\\s+", " "))
                .contains("10 of them fraud.", "So few frauds say little of what would be found of more.");
        assertThat(QualityTable.of(new QualityReport(
                        "all transactions", 1_000, 0, List.of(), List.of(), "A case is a case.", List.of(FLINK), null)))
                .startsWith("Nothing to find: of 1,000 transactions (all transactions) none is fraud")
                .doesNotContain("recall");
    }

    private static EngineQuality quality(String engine, long found) {
        return new EngineQuality(
                engine,
                5,
                found,
                600,
                12.5,
                List.of(
                        new Found("card-testing", 1, found, 600, 0.9, Map.of("CARD_TESTING", found)),
                        new Found("bust-out", 0, 0, 0, null, Map.of())),
                Map.of("traveller", 2L),
                List.of(),
                null,
                null);
    }

    private static QualityReport report(EngineQuality... engines) {
        return report(null, engines);
    }

    private static QualityReport report(String costs, EngineQuality... engines) {
        return new QualityReport(
                "all transactions",
                1_000,
                10,
                List.of(
                        new Scenario("card-testing", "Card testing", 2, 4, 1_000),
                        new Scenario("bust-out", "Bust out", 1, 6, 1_000)),
                List.of(new LookAlike("new-phone", "New phone", 3), new LookAlike("traveller", "Traveller", 8)),
                "A case is a case.",
                List.of(engines),
                costs);
    }
}
