package fraud.report.bench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TheilSenTest {

    private static final double[] X = {0, 1, 2, 3, 4};

    @Test
    void findsTheSlopeOfALine() {
        assertThat(TheilSen.slope(X, new double[] {1, 3, 5, 7, 9})).isEqualTo(2);
    }

    @Test
    void isNotBentByAValueThatIsFarOff() {
        assertThat(TheilSen.slope(X, new double[] {10, 10, 1_000, 10, 10})).isZero();
    }

    /** All pairs of a day of samples would be more than an array can have. */
    @Test
    void takesAsManyAsADayHas() {
        double[] seconds = new double[172_800];
        double[] growing = new double[seconds.length];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = i / 2.0;
            growing[i] = 3 * seconds[i] + i % 7;
        }

        assertThat(TheilSen.slope(seconds, growing)).isEqualTo(3, within(1e-3));
    }

    @Test
    void saysHowFarASeriesRunsAgainstItsMedian() {
        assertThat(TheilSen.drift(X, new double[] {98, 99, 100, 101, 102})).isEqualTo(0.04, within(1e-12));
    }

    @Test
    void knowsNoDriftOfASingleValue() {
        assertThat(TheilSen.drift(new double[] {1}, new double[] {1})).isNaN();
    }

    @Test
    void seesATrendInALine() {
        assertThat(TheilSen.hasTrend(new double[] {1, 3, 5, 7, 9})).isTrue();
        assertThat(TheilSen.hasTrend(new double[] {9, 7, 5, 3, 1})).isTrue();
        assertThat(TheilSen.hasTrend(new double[] {1, 3, 5, 9, 7})).isFalse();
    }

    /** Of series that only swing one in twenty is taken for one with a trend. */
    @Test
    void seesNoTrendInASwing() {
        Random random = new Random(1);
        int seen = 0;
        for (int i = 0; i < 2_000; i++) {
            seen += TheilSen.hasTrend(random.doubles(40, 0.7, 1.3).toArray()) ? 1 : 0;
        }
        assertThat(seen).isBetween(60, 140);
    }

    /** A slope that is small against the swing, but there. */
    @Test
    void seesATrendBehindASwing() {
        Random random = new Random(2);
        int seen = 0;
        for (int i = 0; i < 2_000; i++) {
            double[] values = random.doubles(40, 0.9, 1.1).toArray();
            for (int j = 0; j < values.length; j++) {
                values[j] += 0.15 * j / values.length;
            }
            seen += TheilSen.hasTrend(values) ? 1 : 0;
        }
        assertThat(seen).isGreaterThan(1_800);
    }
}
