package fraud.spark.state;

import java.util.Map;

/**
 * When something of a key is due, and what (see {@link KeyTimer}).
 *
 * @param purposes for what, by name
 * @param millis the time of each, as the readiness clock
 */
@SuppressWarnings("ArrayRecordComponent") // a value of engine state, never compared
public record DueTimes(String[] purposes, long[] millis) {

    /** Nothing is due. */
    static final DueTimes NONE = new DueTimes(new String[0], new long[0]);

    static DueTimes of(Map<? extends Enum<?>, Long> times) {
        return new DueTimes(
                times.keySet().stream().map(Enum::name).toArray(String[]::new),
                times.values().stream().mapToLong(Long::longValue).toArray());
    }

    boolean isEmpty() {
        return purposes.length == 0;
    }
}
