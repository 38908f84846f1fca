package fraud.cli.models.monitor;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;

/**
 * The time of the decisions that count, in whole hours of event time.
 *
 * @param fromMillis beginning of the hour of the first, UTC epoch in ms
 * @param toMillis end of the hour of the last, UTC epoch in ms
 */
record Window(long fromMillis, long toMillis) {

    static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

    /** Of the event times of the first and the last decision, UTC epoch in ms. */
    static Window of(long firstMillis, long lastMillis) {
        return new Window(
                Math.floorDiv(firstMillis, HOUR_MILLIS) * HOUR_MILLIS,
                (Math.floorDiv(lastMillis, HOUR_MILLIS) + 1) * HOUR_MILLIS);
    }

    /** Its length. */
    @JsonProperty
    double days() {
        return (double) (toMillis - fromMillis) / DAY_MILLIS;
    }

    /** The first UTC day that lies in it from its beginning on, counted from 1970-01-01. */
    long firstWholeDay() {
        return Math.floorDiv(fromMillis + DAY_MILLIS - 1, DAY_MILLIS);
    }

    /** Behind the last UTC day that lies in it to its end; not before the first, if there is none. */
    long endOfWholeDays() {
        return Math.max(firstWholeDay(), Math.floorDiv(toMillis, DAY_MILLIS));
    }

    @Override
    public String toString() {
        return Instant.ofEpochMilli(fromMillis) + " to " + Instant.ofEpochMilli(toMillis);
    }
}
