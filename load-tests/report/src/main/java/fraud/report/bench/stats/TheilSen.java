package fraud.report.bench.stats;

import java.util.Arrays;

/** The slope of a series that single values do not bend: the median of the slopes of all pairs (Sen, 1968). */
public final class TheilSen {

    /** Of longer series as many places, evenly spaced: the pairs of an hour of samples would be 26 million. */
    private static final int MOST_PLACES = 1_000;

    /** Of a normal distribution, within so many deviations lie 95 %. */
    private static final double NORMAL_95 = 1.96;

    private TheilSen() {}

    /**
     * The slope.
     *
     * @param x places
     * @param y values
     * @return what y gains for 1 of x; 0 for fewer than two places
     */
    public static double slope(double[] x, double[] y) {
        return x.length > MOST_PLACES ? ofPairs(thinned(x), thinned(y)) : ofPairs(x, y);
    }

    private static double[] thinned(double[] values) {
        double[] fewer = new double[MOST_PLACES];
        for (int i = 0; i < MOST_PLACES; i++) {
            fewer[i] = values[(int) ((long) i * (values.length - 1) / (MOST_PLACES - 1))];
        }
        return fewer;
    }

    private static double ofPairs(double[] x, double[] y) {
        double[] slopes = new double[x.length * (x.length - 1) / 2];
        int count = 0;
        for (int i = 0; i < x.length; i++) {
            for (int j = i + 1; j < x.length; j++) {
                if (x[j] != x[i]) {
                    slopes[count++] = (y[j] - y[i]) / (x[j] - x[i]);
                }
            }
        }
        return count == 0 ? 0 : median(Arrays.copyOf(slopes, count));
    }

    /** The median; not a number if there are no values. */
    public static double median(double[] values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /**
     * Whether a series rises or falls, with 95 % certainty: whether more of its pairs do the one than the other than
     * would by chance (Mann, 1945; Kendall, 1955). Whatever its values are spread like; of five it takes all pairs.
     */
    public static boolean hasTrend(double[] y) {
        double[] values = y.length > MOST_PLACES ? thinned(y) : y;
        double balance = 0;
        for (int i = 0; i < values.length; i++) {
            for (int j = i + 1; j < values.length; j++) {
                balance += Math.signum(values[j] - values[i]);
            }
        }
        double count = values.length;
        double spread = Math.sqrt(count * (count - 1) * (2 * count + 5) / 18);
        return Math.abs(balance) - 1 > NORMAL_95 * spread;
    }

    /**
     * How far a series runs over its length, against its median: 0.05 is a drift by a twentieth.
     *
     * @return not a number if the median is 0 or there is nothing
     */
    public static double drift(double[] x, double[] y) {
        if (x.length < 2) {
            return Double.NaN;
        }
        return Math.abs(slope(x, y)) * (x[x.length - 1] - x[0]) / median(y);
    }
}
