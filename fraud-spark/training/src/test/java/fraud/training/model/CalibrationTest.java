package fraud.training.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fraud.score.ScoreLink;
import fraud.training.model.Calibration.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    private static final long SEED = 15;

    /** Of ten at each sum 4, 2, 3 and 9 are fraud: the first three are pooled. */
    @Test
    void poolsWhatDoesNotRise() {
        Calibration calibration = Calibration.of(at(0.2, 6, 4, 0.4, 8, 2, 0.6, 7, 3, 0.8, 1, 9), 0, 1);

        double low = 9.5 / 31;
        double high = 9.5 / 11;
        double slope = 0.01 * low;
        // One sum is one point, whose slope is seen below it only.
        assertThat(calibration.sums()).containsExactly(new double[] {0, 0.2, 0.6, 0.8, 1}, within(1e-12));
        assertThat(calibration.scores())
                .containsExactly(
                        new double[] {(low - slope) / 2, low - slope, low + slope, high * 0.99, (1 + high * 1.01) / 2},
                        within(1e-12));
        assertThat(calibration.rows()).isEqualTo(40);
        assertThat(calibration.frauds()).isEqualTo(18);
    }

    @Test
    void takesSumsBeyondTheEndsToBeAtThem() {
        Calibration calibration = Calibration.of(at(-7, 20, 1, 9, 3, 6), -1, 1);

        assertThat(calibration.sums()).startsWith(-1).endsWith(1);
    }

    @Test
    void risesEverywhereAndSaysWhatShareIsFraud() {
        System.out.println("seed: " + SEED);
        Random random = new Random(SEED);
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < 40_000; i++) {
            double sum = 3 * random.nextGaussian() - 4;
            outcomes.add(new Outcome(sum, random.nextDouble() < probability(sum)));
        }
        Calibration calibration = Calibration.of(outcomes, -12, 12);

        assertThat(calibration.sums()).hasSizeBetween(10, 42);
        ScoreLink link = ScoreLink.of(calibration.sums(), calibration.scores());
        for (double sum = -12; sum < 12; sum += 0x1p-6) {
            assertThat(link.score(sum)).as("%s", sum).isLessThan(link.score(sum + 0x1p-30));
        }
        double expected = 0;
        double said = 0;
        for (Outcome one : outcomes) {
            expected += probability(one.sum());
            said += link.score(one.sum());
        }
        assertThat(said / expected).isCloseTo(1, within(0.05));
        assertThat(link.score(0)).isCloseTo(probability(0), within(0.1));
        assertThat(link.score(-6)).isLessThan(0.01);
    }

    /** Not the logistic function, which the sums of a model would have by themselves. */
    private static double probability(double sum) {
        return 1 / (1 + Math.exp(-2 * sum + 1));
    }

    /** A sum, how many there are not fraud, and how many are, again and again. */
    private static List<Outcome> at(double... groups) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < groups.length; i += 3) {
            for (int j = 0; j < groups[i + 1] + groups[i + 2]; j++) {
                outcomes.add(new Outcome(groups[i], j >= groups[i + 1]));
            }
        }
        return outcomes;
    }
}
