package fraud.report.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A distribution of latencies of one window, in ms. Negative ones are counted and take part like any other.
 *
 * @param count how many
 * @param negative how many of them are below 0: clocks that disagree
 * @param percentiles by name, {@code 50} to {@code 99.99} and {@code 100}; those for which there are too few values to
 *     speak of (fewer than ten above) are left out, but for the greatest
 */
public record Percentiles(long count, long negative, Map<String, Double> percentiles) {

    private static final double[] NAMED = {50, 75, 90, 95, 99, 99.5, 99.9, 99.99};
    private static final int LEAST_ABOVE = 10;
    private static final double MICROS_PER_MILLI = 1_000;
    private static final double PER_CENT = 100;

    /** Those of some values in µs. */
    public static Percentiles of(long[] micros) {
        long[] sorted = micros.clone();
        Arrays.sort(sorted);
        Map<String, Double> percentiles = new LinkedHashMap<>();
        for (double percentile : NAMED) {
            if (sorted.length * (PER_CENT - percentile) / PER_CENT >= LEAST_ABOVE) {
                percentiles.put(name(percentile), at(sorted, percentile));
            }
        }
        if (sorted.length > 0) {
            percentiles.put(name(PER_CENT), sorted[sorted.length - 1] / MICROS_PER_MILLI);
        }
        long negative = Arrays.stream(sorted).filter(value -> value < 0).count();
        return new Percentiles(sorted.length, negative, percentiles);
    }

    /** The least value that so many per cent of all do not exceed. */
    private static double at(long[] sorted, double percentile) {
        int rank = (int) Math.ceil(percentile / PER_CENT * sorted.length);
        return sorted[Math.max(0, rank - 1)] / MICROS_PER_MILLI;
    }

    /** As a percentile is named: without decimals where it has none. */
    public static String name(double percentile) {
        return percentile == Math.rint(percentile) ? String.valueOf((int) percentile) : String.valueOf(percentile);
    }
}
