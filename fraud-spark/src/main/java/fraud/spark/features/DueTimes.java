package fraud.spark.features;

import java.util.Arrays;

/**
 * When something of a key is due (see {@link KeyTimer}).
 *
 * @param millis the time of each purpose, by its ordinal, as G; {@link #NEVER} if there is none
 */
@SuppressWarnings("ArrayRecordComponent") // a value of engine state, never compared
public record DueTimes(long[] millis) {

    /** No time at all. */
    static final long NEVER = Long.MAX_VALUE;

    /** Nothing is due. */
    static DueTimes never(int purposes) {
        long[] millis = new long[purposes];
        Arrays.fill(millis, NEVER);
        return new DueTimes(millis);
    }

    /** The time of the timer. */
    long earliest() {
        return Arrays.stream(millis).min().orElse(NEVER);
    }
}
