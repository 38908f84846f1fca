package fraud.report.bench.stats;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.report.bench.stats.RatioInterval.Verdict;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Goal: with five launches a side a system is not told apart from itself, and one that is a tenth dearer is. Method:
 * comparisons of made-up launches with the spread that CPU time has on one machine.
 */
class RatioIntervalTest {

    private static final int COMPARISONS = 200;
    private static final int LAUNCHES = 5;
    private static final double SPREAD = 0.02;

    private final Random random = new Random(7);

    private double[] launches(double mean) {
        return random.doubles(LAUNCHES)
                .map(any -> mean * Math.exp(SPREAD * random.nextGaussian()))
                .toArray();
    }

    private long undecided(double factor) {
        long undecided = 0;
        for (int i = 0; i < COMPARISONS; i++) {
            undecided += RatioInterval.of(launches(300), launches(300 * factor)).verdict() == Verdict.UNDECIDED ? 1 : 0;
        }
        return undecided;
    }

    @Test
    void leavesTheSameSystemUndecided() {
        assertThat(undecided(1)).isGreaterThanOrEqualTo(COMPARISONS * 19 / 20);
    }

    @Test
    void findsASystemThatIsATenthDearer() {
        assertThat(undecided(1.1)).isLessThanOrEqualTo(COMPARISONS / 20);
    }

    @Test
    void saysHowManyTimesBIsA() {
        RatioInterval ratio =
                RatioInterval.of(new double[] {100, 101, 99, 100, 102}, new double[] {201, 200, 199, 203, 198});

        assertThat(ratio.ratio()).isBetween(1.98, 2.02);
        assertThat(ratio.low()).isBetween(1.9, ratio.ratio());
        assertThat(ratio.high()).isBetween(ratio.ratio(), 2.1);
        assertThat(ratio.verdict()).isEqualTo(Verdict.HIGHER);
        assertThat(ratio.isIndicative()).isFalse();
    }

    @Test
    void hasNoLimitsWithOneLaunch() {
        RatioInterval ratio = RatioInterval.of(new double[] {100}, new double[] {50, 51});

        assertThat(ratio.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(ratio.isIndicative()).isTrue();
    }

    /** Resamples of two launches that are almost one have almost no error. */
    @Test
    void hasNoUpperLimitWhereThereIsNoBound() {
        RatioInterval ratio = RatioInterval.of(new double[] {317, 317.000_1}, new double[] {801, 830});

        assertThat(ratio.high() == null || Double.isFinite(ratio.high())).isTrue();
        assertThat(ratio.low()).isFinite();
    }

    @Test
    void decidesNothingByAFigureOfZero() {
        assertThat(RatioInterval.of(new double[] {0, 1, 2}, new double[] {1, 2, 3})
                        .verdict())
                .isEqualTo(Verdict.UNDECIDED);
    }
}
