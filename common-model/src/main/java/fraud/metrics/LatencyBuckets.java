package fraud.metrics;

import java.util.Arrays;

/**
 * The buckets of latency: from below what Flink takes live to beyond what a stop of some minutes costs, a factor of two
 * or so apart. Each value is in the first bucket whose bound it does not exceed.
 */
public final class LatencyBuckets {

    private static final double[] BOUNDS_SECONDS = {
        0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, Double.POSITIVE_INFINITY
    };

    /** How many there are. */
    public static final int COUNT = BOUNDS_SECONDS.length;

    private static final long[] BOUNDS_MICROS = Arrays.stream(BOUNDS_SECONDS)
            .mapToLong(seconds -> (long) (seconds * 1e6))
            .toArray();

    private LatencyBuckets() {}

    /** The upper bounds in seconds, ascending; the last is infinite. */
    public static double[] boundsSeconds() {
        return BOUNDS_SECONDS.clone();
    }

    /** A bound as the label {@code le} has it. */
    public static String label(int bucket) {
        return bucket == COUNT - 1 ? "+Inf" : Double.toString(BOUNDS_SECONDS[bucket]);
    }

    /** The bucket of a value; few steps, since most values are small. */
    static int of(long micros) {
        int bucket = 0;
        while (micros > BOUNDS_MICROS[bucket]) {
            bucket++;
        }
        return bucket;
    }
}
