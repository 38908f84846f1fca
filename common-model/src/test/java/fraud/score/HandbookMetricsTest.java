package fraud.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The measures against what other software found on the Fraud Detection Handbook's test week, given the scores of
 * fitted models. The data is not part of this project: the property {@code handbook.dir} names a folder with it.
 */
@EnabledIfSystemProperty(
        named = "handbook.dir",
        matches = ".+",
        disabledReason = "-Dhandbook.dir=FOLDER names no folder with the Handbook's scores and results")
class HandbookMetricsTest {

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final int CARDS_A_DAY = 100;
    private static final Offset<Double> TO_THREE_DECIMALS = within(0.0005);

    private final Path directory = Path.of(System.getProperty("handbook.dir", ""));

    @ParameterizedTest
    @CsvSource({
        "Logistic regression, P_LOGREG",
        "Decision tree depth 2, P_DT2",
        "Decision tree unlimited, P_DT",
        "Random forest 100, P_RF",
        "XGBoost default, P_XGB"
    })
    void findsTheAreasThatWerePublished(String model, String column) throws IOException {
        Map<String, String> published = results(model);
        List<ScoredTransaction> all = scores(column, true);
        List<ScoredTransaction> filtered = scores(column, false);
        assertThat(filtered).hasSize(58_264);

        assertThat(RankingMetrics.areaUnderRoc(filtered)).isCloseTo(number(published, "AUC_ROC"), TO_THREE_DECIMALS);
        assertThat(RankingMetrics.areaUnderRoc(all)).isCloseTo(number(published, "AUC_unfiltered"), TO_THREE_DECIMALS);
        assertThat(RankingMetrics.averagePrecision(filtered)).isCloseTo(number(published, "AP"), TO_THREE_DECIMALS);
        assertThat(RankingMetrics.averagePrecision(all))
                .isCloseTo(number(published, "AP_unfiltered"), TO_THREE_DECIMALS);
    }

    @ParameterizedTest
    @CsvSource({"Logistic regression, P_LOGREG", "Random forest 100, P_RF", "XGBoost default, P_XGB"})
    void findsTheCardPrecisionThatWasPublished(String model, String column) throws IOException {
        Map<String, String> published = results(model);
        assertThat(RankingMetrics.cardPrecision(scores(column, false), CARDS_A_DAY))
                .isCloseTo(number(published, "CP100"), TO_THREE_DECIMALS);
        assertThat(RankingMetrics.cardPrecision(scores(column, true), CARDS_A_DAY))
                .isCloseTo(number(published, "CP100_unfiltered"), TO_THREE_DECIMALS);
    }

    /**
     * A single tree has so few scores that many cards tie for the last places, and the published order among them is an
     * accident.
     */
    @ParameterizedTest
    @CsvSource({"Decision tree depth 2, P_DT2", "Decision tree unlimited, P_DT"})
    void hasThePublishedCardPrecisionOfSingleTreesBetweenBadLuckAndGood(String model, String column)
            throws IOException {
        List<ScoredTransaction> filtered = scores(column, false);
        assertThat(number(results(model), "CP100"))
                .isBetween(
                        RankingMetrics.cardPrecision(tiesBroken(filtered, false), CARDS_A_DAY),
                        RankingMetrics.cardPrecision(tiesBroken(filtered, true), CARDS_A_DAY));
    }

    @Test
    void aPerfectScorerReachesWhatTheHandbooksDoes() throws IOException {
        assertThat(RankingMetrics.cardPrecisionCeiling(scores("P_LOGREG", false), CARDS_A_DAY))
                .isCloseTo(0.397, TO_THREE_DECIMALS);
    }

    @Test
    void leavesOutTheCardsThatTheHandbookDoes() throws IOException {
        KnownCards known = new KnownCards(LocalDate.of(2018, 7, 25), LocalDate.of(2018, 7, 31), 7);
        List<ScoredTransaction> test = new ArrayList<>();
        for (ScoredTransaction row : transactions()) {
            if (row.fraud()) {
                known.fraud(row.cardId(), row.eventTimeMillis());
            }
            LocalDate day = LocalDate.ofEpochDay(row.eventTimeMillis() / DAY);
            if (!day.isBefore(LocalDate.of(2018, 8, 8)) && !day.isAfter(LocalDate.of(2018, 8, 14))) {
                test.add(row);
            }
        }
        test.removeIf(row -> known.isKnown(row.cardId(), row.eventTimeMillis()));

        assertThat(test).hasSize(58_264);
        assertThat(test.stream().filter(ScoredTransaction::fraud)).hasSize(385);
    }

    /** The same order, but that of equal scores either the frauds come first, or the others. */
    private static List<ScoredTransaction> tiesBroken(List<ScoredTransaction> tied, boolean forFraud) {
        return tied.stream()
                .map(one -> new ScoredTransaction(
                        one.cardId(),
                        one.eventTimeMillis(),
                        one.fraud() == forFraud ? Math.nextUp(one.score()) : one.score(),
                        one.fraud()))
                .toList();
    }

    private Map<String, String> results(String model) throws IOException {
        try (BufferedReader reader =
                Files.newBufferedReader(directory.resolve("handbook_baseline_results.csv"), StandardCharsets.UTF_8)) {
            List<String> header = List.of(reader.readLine().split(",", -1));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                Map<String, String> row = row(header, line);
                if (row.get("model").equals(model)) {
                    return row;
                }
            }
        }
        throw new IOException("no results of " + model);
    }

    /** The two months of transactions, each with 1 as the score of fraud. */
    private List<ScoredTransaction> transactions() throws IOException {
        List<ScoredTransaction> transactions = new ArrayList<>();
        try (BufferedReader reader = open("handbook_tx_20180618_20180814.csv.gz")) {
            List<String> header = List.of(reader.readLine().split(",", -1));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                Map<String, String> row = row(header, line);
                boolean fraud = row.get("TX_FRAUD").equals("1");
                transactions.add(new ScoredTransaction(
                        row.get("CUSTOMER_ID"),
                        Instant.parse(row.get("TX_DATETIME")).toEpochMilli(),
                        fraud ? 1 : 0,
                        fraud));
            }
        }
        return transactions;
    }

    private BufferedReader open(String name) throws IOException {
        return new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(directory.resolve(name))), StandardCharsets.UTF_8));
    }

    private List<ScoredTransaction> scores(String column, boolean withKnownCards) throws IOException {
        List<ScoredTransaction> scores = new ArrayList<>();
        try (BufferedReader reader = open("handbook_scores_test.csv.gz")) {
            List<String> header = List.of(reader.readLine().split(",", -1));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                Map<String, String> row = row(header, line);
                if (withKnownCards || row.get("SET").equals("test")) {
                    scores.add(new ScoredTransaction(
                            row.get("CUSTOMER_ID"),
                            Long.parseLong(row.get("TX_TIME_DAYS")) * DAY,
                            number(row, column),
                            row.get("TX_FRAUD").equals("1")));
                }
            }
        }
        return scores;
    }

    private static Map<String, String> row(List<String> header, String line) {
        String[] cells = line.split(",", -1);
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < cells.length; i++) {
            row.put(header.get(i), cells[i]);
        }
        return row;
    }

    private static double number(Map<String, String> row, String column) {
        return Double.parseDouble(row.get(column));
    }
}
