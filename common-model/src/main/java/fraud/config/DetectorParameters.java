package fraud.config;

import java.io.Serializable;

/**
 * The parameters of the contract besides the rules (SEMANTICS 12): whoever runs two detectors with equal ones gets equal output.
 *
 * @param partitions partitions of {@code transactions} (P)
 * @param boundMillis how late a transaction may be published and still take part in sequences (b)
 * @param skewMillis how far timestamps of a partition may run back (s)
 * @param historyLimit most entries of a card's history (N)
 * @param withFeatures whether decisions carry their features
 */
public record DetectorParameters(
        int partitions, long boundMillis, long skewMillis, int historyLimit, boolean withFeatures)
        implements Serializable {

    public static final long DEFAULT_BOUND_MILLIS = 10_000;
    /** 23 h: with the longest window (30 days) and 60 s it stays inside the horizon (31 days). */
    public static final long MAX_BOUND_MILLIS = 82_800_000;

    public static final long DEFAULT_SKEW_MILLIS = 0;
    public static final int DEFAULT_HISTORY_LIMIT = 1_024;

    public DetectorParameters {
        ConfigException.requireRange("partitions", partitions, 1, Integer.MAX_VALUE);
        ConfigException.requireRange("bound.millis", boundMillis, 0, MAX_BOUND_MILLIS);
        ConfigException.requireRange("skew.millis", skewMillis, 0, 60_000);
        ConfigException.requireRange("history.limit", historyLimit, 16, 100_000);
    }

    /** The defaults for a topic of this many partitions. */
    public static DetectorParameters defaults(int partitions) {
        return new DetectorParameters(
                partitions, DEFAULT_BOUND_MILLIS, DEFAULT_SKEW_MILLIS, DEFAULT_HISTORY_LIMIT, false);
    }

    /** These parameters, with features on every decision or without. */
    public DetectorParameters withFeatures(boolean nowWithFeatures) {
        return new DetectorParameters(partitions, boundMillis, skewMillis, historyLimit, nowWithFeatures);
    }

    /** Whether a transaction was published too late for the sequences (SEMANTICS 7.1). */
    public boolean isLate(long eventTimeMillis, long publishedAtMillis) {
        return eventTimeMillis < publishedAtMillis - boundMillis;
    }

    /** How far the time W, before which everything has come, stays behind the greatest timestamp (SEMANTICS 1.4). */
    public long lagMillis() {
        return boundMillis + skewMillis;
    }
}
