package fraud.config;

import java.io.Serializable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters of the contract besides the rules (SEMANTICS 12): two detectors with equal ones get
 * equal output.
 *
 * @param partitions partitions of {@code transactions} (P)
 * @param labelPartitions partitions of {@code labels} (L)
 * @param maxOutOfOrdernessMillis how late a transaction may be published and still take part in sequences (b)
 * @param skewMillis how far timestamps of a partition may run back (s)
 * @param leadMillis how long before it takes effect a rule set is published at the latest (lead)
 * @param historyLimit most entries of a card's history (N)
 * @param merchantDailyLimit most labels of a merchant that count for one day
 * @param withFeatures whether decisions carry their features
 */
public record DetectorParameters(
        int partitions,
        int labelPartitions,
        long maxOutOfOrdernessMillis,
        long skewMillis,
        long leadMillis,
        int historyLimit,
        int merchantDailyLimit,
        boolean withFeatures)
        implements Serializable {

    public static final int DEFAULT_LABEL_PARTITIONS = 2;

    public static final long DEFAULT_MAX_OUT_OF_ORDERNESS_MILLIS = 10_000;
    /** 23 h: with the longest window (30 days) and 60 s it stays inside the horizon (31 days). */
    public static final long GREATEST_MAX_OUT_OF_ORDERNESS_MILLIS = 82_800_000;

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

    /** How late a transaction may be published and still take part in sequences (b). */
    public static final Option<Long> BOUND = Option.number(
            "max.out.of.orderness.millis",
            DEFAULT_MAX_OUT_OF_ORDERNESS_MILLIS,
            0,
            GREATEST_MAX_OUT_OF_ORDERNESS_MILLIS,
            "ms",
            "How late a transaction may be published and still take part in sequences.");

    /** How far timestamps of a partition may run back (s). */
    public static final Option<Long> SKEW = Option.number(
            "skew.millis",
            DEFAULT_SKEW_MILLIS,
            0,
            MAX_SKEW_MILLIS,
            "ms",
            "How far timestamps of a partition may run back; 0 with one publisher a partition.");

    /** How long before it takes effect a version is published at the latest (lead). */
    public static final Option<Long> LEAD = Option.number(
            "versions.lead.millis",
            DEFAULT_LEAD_MILLIS,
            MIN_LEAD_MILLIS,
            MAX_LEAD_MILLIS,
            "ms",
            "How long before it takes effect a rule set or model is published at the latest.");

    /** Most entries of a card's history (N). */
    public static final Option<Integer> HISTORY = Option.integer(
            "history.limit", DEFAULT_HISTORY_LIMIT, 16, 100_000, "transactions", "Most entries of a card's history.");

    /** Most labels of a merchant that count for one day. */
    public static final Option<Integer> MERCHANT_DAILY = Option.integer(
            "merchant.daily.limit",
            DEFAULT_MERCHANT_DAILY_LIMIT,
            16,
            100_000,
            "labels",
            "Most labels of a merchant that count for one day.");

    /** Whether decisions carry their features. */
    public static final Option<Boolean> FEATURES =
            Option.bool("features", false, "Whether every decision carries its features, and what moved its score.");

    /** The options of the contract, in its order. */
    public static final List<Option<?>> OPTIONS = List.of(BOUND, SKEW, LEAD, HISTORY, MERCHANT_DAILY, FEATURES);

    /** How long after its publication a label becomes effective (SEMANTICS 14.3). */
    public static final Duration LABEL_DELAY = Duration.ofHours(1);

    /** How long before its publication a transaction may lie and still have its merchant's past (SEMANTICS 14.4). */
    public static final Duration MERCHANT_MAX_AGE = Duration.ofHours(24);

    public DetectorParameters {
        ConfigException.requireRange("partitions", partitions, 1, Integer.MAX_VALUE);
        ConfigException.requireRange("label partitions", labelPartitions, 1, Integer.MAX_VALUE);
        BOUND.check(maxOutOfOrdernessMillis);
        SKEW.check(skewMillis);
        LEAD.check(leadMillis);
        HISTORY.check(historyLimit);
        MERCHANT_DAILY.check(merchantDailyLimit);
    }

    /** With the defaults for everything that concerns labels and rule sets. */
    public DetectorParameters(
            int partitions, long maxOutOfOrdernessMillis, long skewMillis, int historyLimit, boolean withFeatures) {
        this(
                partitions,
                DEFAULT_LABEL_PARTITIONS,
                maxOutOfOrdernessMillis,
                skewMillis,
                DEFAULT_LEAD_MILLIS,
                historyLimit,
                DEFAULT_MERCHANT_DAILY_LIMIT,
                withFeatures);
    }

    /** The defaults for a topic of this many partitions. */
    public static DetectorParameters defaults(int partitions) {
        return new DetectorParameters(
                partitions, DEFAULT_MAX_OUT_OF_ORDERNESS_MILLIS, DEFAULT_SKEW_MILLIS, DEFAULT_HISTORY_LIMIT, false);
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
                settings.get(BOUND),
                settings.get(SKEW),
                settings.get(LEAD),
                settings.get(HISTORY),
                settings.get(MERCHANT_DAILY),
                settings.get(FEATURES));
    }

    /** All but the numbers of partitions, by the keys that {@link #from} reads. */
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put(BOUND.name(), maxOutOfOrdernessMillis);
        settings.put(SKEW.name(), skewMillis);
        settings.put(LEAD.name(), leadMillis);
        settings.put(HISTORY.name(), historyLimit);
        settings.put(MERCHANT_DAILY.name(), merchantDailyLimit);
        settings.put(FEATURES.name(), withFeatures);
        return settings;
    }

    /** These parameters for topics of so many partitions. */
    public DetectorParameters withPartitions(int nowPartitions, int nowLabelPartitions) {
        return new DetectorParameters(
                nowPartitions,
                nowLabelPartitions,
                maxOutOfOrdernessMillis,
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
                maxOutOfOrdernessMillis,
                skewMillis,
                leadMillis,
                historyLimit,
                merchantDailyLimit,
                nowWithFeatures);
    }

    /** Whether a transaction was published too late for the sequences (SEMANTICS 7.1). */
    public boolean isLate(long eventTimeMillis, long publishedAtMillis) {
        return eventTimeMillis < publishedAtMillis - maxOutOfOrdernessMillis;
    }

    /** How far the sequence clock stays behind the greatest timestamp (SEMANTICS 1.4). */
    public long lagMillis() {
        return maxOutOfOrdernessMillis + skewMillis;
    }
}
