package fraud.config;

import java.io.Serializable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The parameters of the contract besides the rules (SEMANTICS 12): whoever runs two detectors with equal ones gets
 * equal output.
 *
 * @param partitions partitions of {@code transactions} (P)
 * @param labelPartitions partitions of {@code labels} (L)
 * @param boundMillis how late a transaction may be published and still take part in sequences (b)
 * @param skewMillis how far timestamps of a partition may run back (s)
 * @param leadMillis how long before it takes effect a rule set is published at the latest (lead)
 * @param historyLimit most entries of a card's history (N)
 * @param merchantDailyLimit most labels of a merchant that count for one day
 * @param withFeatures whether decisions carry their features
 */
public record DetectorParameters(
        int partitions,
        int labelPartitions,
        long boundMillis,
        long skewMillis,
        long leadMillis,
        int historyLimit,
        int merchantDailyLimit,
        boolean withFeatures)
        implements Serializable {

    public static final int DEFAULT_LABEL_PARTITIONS = 2;

    public static final long DEFAULT_BOUND_MILLIS = 10_000;
    /** 23 h: with the longest window (30 days) and 60 s it stays inside the horizon (31 days). */
    public static final long MAX_BOUND_MILLIS = 82_800_000;

    public static final long DEFAULT_SKEW_MILLIS = 0;
    public static final long MAX_SKEW_MILLIS = 60_000;

    /**
     * Twice the 60 s by which an event time may be ahead of its record: what is decided live never waits for its own
     * topic's clock.
     */
    public static final long MIN_LEAD_MILLIS = 120_000;

    public static final long MAX_LEAD_MILLIS = 3_600_000;
    public static final long DEFAULT_LEAD_MILLIS = MIN_LEAD_MILLIS;

    public static final int DEFAULT_HISTORY_LIMIT = 1_024;
    public static final int DEFAULT_MERCHANT_DAILY_LIMIT = 1_024;

    /** How long after its publication a label speaks at the earliest (SEMANTICS 14.3). */
    public static final Duration LABEL_DELAY = Duration.ofHours(1);

    /** How long before its publication a transaction may lie and still have its merchant's past (SEMANTICS 14.4). */
    public static final Duration MERCHANT_MAX_AGE = Duration.ofHours(24);

    public DetectorParameters {
        ConfigException.requireRange("partitions", partitions, 1, Integer.MAX_VALUE);
        ConfigException.requireRange("label partitions", labelPartitions, 1, Integer.MAX_VALUE);
        ConfigException.requireRange("bound.millis", boundMillis, 0, MAX_BOUND_MILLIS);
        ConfigException.requireRange("skew.millis", skewMillis, 0, MAX_SKEW_MILLIS);
        ConfigException.requireRange("rules.lead.millis", leadMillis, MIN_LEAD_MILLIS, MAX_LEAD_MILLIS);
        ConfigException.requireRange("history.limit", historyLimit, 16, 100_000);
        ConfigException.requireRange("merchant.daily.limit", merchantDailyLimit, 16, 100_000);
    }

    /** With the defaults for everything that concerns labels and rule sets. */
    public DetectorParameters(
            int partitions, long boundMillis, long skewMillis, int historyLimit, boolean withFeatures) {
        this(
                partitions,
                DEFAULT_LABEL_PARTITIONS,
                boundMillis,
                skewMillis,
                DEFAULT_LEAD_MILLIS,
                historyLimit,
                DEFAULT_MERCHANT_DAILY_LIMIT,
                withFeatures);
    }

    /** The defaults for a topic of this many partitions. */
    public static DetectorParameters defaults(int partitions) {
        return new DetectorParameters(
                partitions, DEFAULT_BOUND_MILLIS, DEFAULT_SKEW_MILLIS, DEFAULT_HISTORY_LIMIT, false);
    }

    /**
     * As the settings say, whose keys are those of SEMANTICS 12.
     *
     * @throws ConfigException if one is out of range
     */
    public static DetectorParameters from(Settings settings, int partitions, int labelPartitions) {
        return new DetectorParameters(
                partitions,
                labelPartitions,
                settings.getLong("bound.millis", DEFAULT_BOUND_MILLIS, 0, MAX_BOUND_MILLIS),
                settings.getLong("skew.millis", DEFAULT_SKEW_MILLIS, 0, MAX_SKEW_MILLIS),
                settings.getLong("rules.lead.millis", DEFAULT_LEAD_MILLIS, MIN_LEAD_MILLIS, MAX_LEAD_MILLIS),
                settings.getInt("history.limit", DEFAULT_HISTORY_LIMIT, 16, 100_000),
                settings.getInt("merchant.daily.limit", DEFAULT_MERCHANT_DAILY_LIMIT, 16, 100_000),
                settings.getBoolean("features", false));
    }

    /** All but the numbers of partitions, by the keys that {@link #from} reads. */
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("bound.millis", boundMillis);
        settings.put("skew.millis", skewMillis);
        settings.put("rules.lead.millis", leadMillis);
        settings.put("history.limit", historyLimit);
        settings.put("merchant.daily.limit", merchantDailyLimit);
        settings.put("features", withFeatures);
        return settings;
    }

    /** These parameters for topics of so many partitions. */
    public DetectorParameters withPartitions(int nowPartitions, int nowLabelPartitions) {
        return new DetectorParameters(
                nowPartitions,
                nowLabelPartitions,
                boundMillis,
                skewMillis,
                leadMillis,
                historyLimit,
                merchantDailyLimit,
                withFeatures);
    }

    /** These parameters, with features on every decision or without. */
    public DetectorParameters withFeatures(boolean nowWithFeatures) {
        return new DetectorParameters(
                partitions,
                labelPartitions,
                boundMillis,
                skewMillis,
                leadMillis,
                historyLimit,
                merchantDailyLimit,
                nowWithFeatures);
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
