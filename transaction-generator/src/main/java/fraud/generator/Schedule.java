package fraud.generator;

import static fraud.config.ConfigException.requireRange;

/**
 * When each event is to be published: evenly, from the start on, whatever the broker does (an open loop). Plain arithmetic, no clock.
 *
 * @param startMillis when event 0 is to be published, UTC epoch in ms
 * @param ratePerSecond events a second
 * @param count how many events there are
 */
public record Schedule(long startMillis, int ratePerSecond, long count) {

    public static final int MAX_RATE_PER_SECOND = 1_000_000;
    /** With twelve digits an index stays shorter than a card number, and its microseconds inside a long. */
    public static final long MAX_COUNT = 1_000_000_000_000L;

    /** 2000-01-02: a day above the earliest event time that a detector takes. */
    public static final long MIN_START_MILLIS = 946_771_200_000L;
    /** 2099-01-01: a year below the last. */
    public static final long MAX_START_MILLIS = 4_070_908_800_000L;

    private static final long MICROS_PER_SECOND = 1_000_000;

    public Schedule {
        requireRange("start.millis", startMillis, MIN_START_MILLIS, MAX_START_MILLIS);
        requireRange("rate", ratePerSecond, 1, MAX_RATE_PER_SECOND);
        requireRange("count", count, 1, MAX_COUNT);
        // A year's events at most, so that the last still has a time a detector takes.
        requireRange("count", count, 1, Math.min(MAX_COUNT, 31_536_000L * ratePerSecond));
    }

    /** When an event is to be published, UTC epoch in µs, rounded down. */
    public long intendedSendMicros(long index) {
        return startMillis * 1_000 + index * MICROS_PER_SECOND / ratePerSecond;
    }

    /** When an event is to be published, UTC epoch in ms, rounded down. */
    public long publishedAtMillis(long index) {
        return Math.floorDiv(intendedSendMicros(index), 1_000);
    }

    /** How many events are to be published within a time. */
    public long eventsIn(long millis) {
        return millis * ratePerSecond / 1_000;
    }
}
