package fraud.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Each measure by hand on a few transactions, and against its definition, read naively, on random ones. */
class RankingMetricsTest {

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final double EXACTLY = 1e-12;

    private final List<ScoredTransaction> transactions = new ArrayList<>();

    @Test
    void areaUnderRocIsTheShareOfPairsInTheRightOrder() {
        genuine("a", 0, 0.1);
        genuine("b", 0, 0.4);
        fraud("c", 0, 0.35);
        fraud("d", 0, 0.8);
        assertThat(RankingMetrics.areaUnderRoc(transactions)).isEqualTo(0.75);
    }

    @Test
    void equalScoresCountHalf() {
        genuine("a", 0, 0.5);
        genuine("b", 0, 0.1);
        fraud("c", 0, 0.5);
        assertThat(RankingMetrics.areaUnderRoc(transactions)).isEqualTo(0.75);
    }

    @Test
    void oneScoreForAllIsChance() {
        for (int i = 0; i < 10; i++) {
            add("c" + i, 0, 0.3, i < 2);
        }
        assertThat(RankingMetrics.areaUnderRoc(transactions)).isEqualTo(0.5);
        assertThat(RankingMetrics.averagePrecision(transactions)).isEqualTo(0.2);
    }

    @Test
    void aPerfectOrderIsOneAndTheReverseIsZero() {
        genuine("a", 0, -1);
        fraud("b", 0, Double.POSITIVE_INFINITY);
        assertThat(RankingMetrics.areaUnderRoc(transactions)).isEqualTo(1);
        assertThat(RankingMetrics.averagePrecision(transactions)).isEqualTo(1);

        transactions.clear();
        genuine("a", 0, 1);
        fraud("b", 0, Double.NEGATIVE_INFINITY);
        assertThat(RankingMetrics.areaUnderRoc(transactions)).isZero();
    }

    @Test
    void averagePrecisionIsTheExampleOfScikitLearnsManual() {
        genuine("a", 0, 0.1);
        genuine("b", 0, 0.4);
        fraud("c", 0, 0.35);
        fraud("d", 0, 0.8);
        // 1/2 · 1/1 + 1/2 · 2/3
        assertThat(RankingMetrics.averagePrecision(transactions)).isCloseTo(0.8333333333333333, within(EXACTLY));
    }

    @Test
    void averagePrecisionTakesEqualScoresAsOneStep() {
        fraud("a", 0, 0.9);
        fraud("b", 0, 0.5);
        genuine("c", 0, 0.5);
        genuine("d", 0, 0.5);
        // 1/2 · 1/1 + 1/2 · 2/4
        assertThat(RankingMetrics.averagePrecision(transactions)).isEqualTo(0.75);
    }

    @Test
    void zeroesOfBothSignsAreOneScore() {
        genuine("a", 0, -0.0);
        fraud("b", 0, 0.0);
        assertThat(RankingMetrics.areaUnderRoc(transactions)).isEqualTo(0.5);
    }

    @Test
    void cardPrecisionTakesACardByItsHighestScoreAndAnyFraudOfTheDay() {
        genuine("a", 0, 0.9);
        fraud("a", 1, 0.1);
        genuine("b", 2, 0.5);
        fraud("c", 3, 0.4);
        assertThat(RankingMetrics.cardPrecision(transactions, 1)).isEqualTo(1);
        assertThat(RankingMetrics.cardPrecision(transactions, 2)).isEqualTo(0.5);
    }

    @Test
    void cardPrecisionLeavesOutOnLaterDaysWhatWasFound() {
        fraud("a", 0, 0.9);
        genuine("b", 0, 0.1);
        fraud("a", DAY, 0.9);
        genuine("b", DAY, 0.5);
        fraud("c", DAY, 0.1);
        assertThat(RankingMetrics.cardPrecision(transactions, 1)).isEqualTo(0.5);
        assertThat(RankingMetrics.cardPrecision(transactions, 2)).isEqualTo(0.5);
    }

    @Test
    void aCardThatWasLookedAtWithoutAFindingComesBack() {
        genuine("a", 0, 0.9);
        fraud("a", DAY, 0.9);
        assertThat(RankingMetrics.cardPrecision(transactions, 1)).isEqualTo(0.5);
    }

    @Test
    void daysAreUtcDays() {
        genuine("a", DAY - 1, 0.9);
        fraud("b", DAY - 1, 0.1);
        fraud("b", DAY, 0.1);
        assertThat(RankingMetrics.cardPrecision(transactions, 1)).isEqualTo(0.5);
        assertThat(RankingMetrics.cardPrecision(transactions, 2)).isEqualTo(0.25);
    }

    @Test
    void fewerCardsThanLooksLowerThePrecision() {
        fraud("a", 0, 0.9);
        assertThat(RankingMetrics.cardPrecision(transactions, 4)).isEqualTo(0.25);
    }

    @Test
    void ofEqualScoresTheLesserIdentifierComesFirst() {
        fraud("b", 0, 0.5);
        genuine("a", 0, 0.5);
        assertThat(RankingMetrics.cardPrecision(transactions, 1)).isZero();
        fraud("A", 0, 0.5);
        assertThat(RankingMetrics.cardPrecision(transactions, 1)).isEqualTo(1);
    }

    @Test
    void theCeilingIsWhatAPerfectScorerFinds() {
        fraud("a", 0, 0.1);
        fraud("b", 0, 0.1);
        genuine("c", 0, 0.9);
        fraud("b", DAY, 0.1);
        assertThat(RankingMetrics.cardPrecisionCeiling(transactions, 1)).isEqualTo(1);
        assertThat(RankingMetrics.cardPrecisionCeiling(transactions, 2)).isEqualTo(0.5);
        assertThat(RankingMetrics.cardPrecisionCeiling(transactions, 4)).isEqualTo(0.25);
    }

    @Test
    void agreesWithItsDefinitionsOnRandomScoresWithTies() {
        for (long seed = 1; seed <= 50; seed++) {
            Random random = new Random(seed);
            transactions.clear();
            fraud("first", 0, 0);
            genuine("second", 0, 0);
            for (int i = 0; i < 200; i++) {
                add("c" + random.nextInt(40), random.nextInt(5) * DAY, random.nextInt(20), random.nextInt(6) == 0);
            }
            Collections.shuffle(transactions, random);
            assertThat(RankingMetrics.areaUnderRoc(transactions))
                    .as("ROC, seed %d", seed)
                    .isCloseTo(naiveAreaUnderRoc(), within(EXACTLY));
            assertThat(RankingMetrics.averagePrecision(transactions))
                    .as("average precision, seed %d", seed)
                    .isCloseTo(naiveAveragePrecision(), within(EXACTLY));
            assertThat(RankingMetrics.cardPrecision(transactions, 10))
                    .as("at most the ceiling, seed %d", seed)
                    .isPositive()
                    .isLessThanOrEqualTo(RankingMetrics.cardPrecisionCeiling(transactions, 10));
        }
    }

    @Test
    void oneClassOnlyIsAnErrorThatSaysSo() {
        genuine("a", 0, 0.1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RankingMetrics.areaUnderRoc(transactions))
                .withMessageContaining("none of the 1 transactions is fraud");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RankingMetrics.averagePrecision(transactions))
                .withMessageContaining("none of the 1 transactions is fraud");

        transactions.clear();
        fraud("a", 0, 0.1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RankingMetrics.areaUnderRoc(transactions))
                .withMessageContaining("all 1 transactions are fraud");
        assertThat(RankingMetrics.averagePrecision(transactions)).isEqualTo(1);
    }

    @Test
    void nothingToMeasureIsAnError() {
        assertThatIllegalArgumentException().isThrownBy(() -> RankingMetrics.areaUnderRoc(transactions));
        assertThatIllegalArgumentException().isThrownBy(() -> RankingMetrics.averagePrecision(transactions));
        assertThatIllegalArgumentException().isThrownBy(() -> RankingMetrics.cardPrecision(transactions, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> RankingMetrics.cardPrecisionCeiling(transactions, 1));
    }

    @Test
    void noCardADayIsAnError() {
        fraud("a", 0, 0.1);
        assertThatIllegalArgumentException().isThrownBy(() -> RankingMetrics.cardPrecision(transactions, 0));
    }

    @Test
    void aScoreThatIsNoNumberIsRejected() {
        assertThatIllegalArgumentException().isThrownBy(() -> genuine("a", 0, Double.NaN));
    }

    private double naiveAreaUnderRoc() {
        double right = 0;
        long pairs = 0;
        for (ScoredTransaction fraud : transactions) {
            for (ScoredTransaction genuine : transactions) {
                if (fraud.fraud() && !genuine.fraud()) {
                    pairs++;
                    right += (Math.signum(fraud.score() - genuine.score()) + 1) / 2;
                }
            }
        }
        return right / pairs;
    }

    /**
     * The mean, over the frauds, of the precision at their score: the same sum, each fraud of a score taking its part
     * of the step.
     */
    private double naiveAveragePrecision() {
        return transactions.stream()
                .filter(ScoredTransaction::fraud)
                .mapToDouble(fraud -> transactions.stream()
                        .filter(other -> other.score() >= fraud.score())
                        .mapToInt(other -> other.fraud() ? 1 : 0)
                        .average()
                        .orElseThrow())
                .average()
                .orElseThrow();
    }

    private void fraud(String card, long eventTimeMillis, double score) {
        add(card, eventTimeMillis, score, true);
    }

    private void genuine(String card, long eventTimeMillis, double score) {
        add(card, eventTimeMillis, score, false);
    }

    private void add(String card, long eventTimeMillis, double score, boolean fraud) {
        transactions.add(new ScoredTransaction(card, eventTimeMillis, score, fraud));
    }
}
