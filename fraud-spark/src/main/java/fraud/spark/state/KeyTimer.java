package fraud.spark.state;

import fraud.spark.config.QueryNames;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.apache.spark.sql.streaming.StatefulProcessorHandle;

/**
 * The one timer of a key, set for the earliest of the times at which something of it is due, each for a purpose of its
 * own: so that only what is due is fetched from state. A timer set for t fires in the first batch whose watermark, the
 * readiness clock, is at or above t, after that batch's rows.
 *
 * <p>Belongs to the key at hand from {@link #load()} or {@link #loadFired()} to {@link #store()}.
 */
public final class KeyTimer {

    /** The time of a timer that is not set. */
    private static final long NEVER = Long.MAX_VALUE;

    private final StatefulProcessorHandle handle;
    private final RecordState<DueTimes> state;
    private final Map<Due, Long> due;
    private final Map<Due, Long> stored;
    private long registered;

    /** The timer of each key of a stage. */
    public KeyTimer(StatefulProcessorHandle handle) {
        this.handle = handle;
        this.state = new RecordState<>(handle, QueryNames.TIMER, DueTimes.FORMAT, DueTimes.NONE, DueTimes::isEmpty);
        this.due = new EnumMap<>(Due.class);
        this.stored = new EnumMap<>(Due.class);
    }

    /** Fetches the times of the key at hand. */
    public void load() {
        due.clear();
        due.putAll(state.get().millis());
        stored.clear();
        stored.putAll(due);
        registered = earliest();
    }

    /** The same where the timer has fired; Spark itself deletes a fired timer. */
    public void loadFired() {
        load();
        registered = NEVER;
    }

    /** Whether a time is set for this purpose. */
    public boolean isSet(Due purpose) {
        return due.containsKey(purpose);
    }

    /** Whether the readiness clock has come to the time that is set for this purpose. */
    public boolean isDue(Due purpose, long nowMillis) {
        return due.getOrDefault(purpose, NEVER) <= nowMillis;
    }

    /** Sets the time for a purpose, whatever it was. */
    public void set(Due purpose, long millis) {
        due.put(purpose, millis);
    }

    /** Nothing is due for this purpose any more. */
    public void clear(Due purpose) {
        due.remove(purpose);
    }

    /** Sets the time for a purpose, unless it is due earlier already. */
    public void setNoLaterThan(Due purpose, long millis) {
        set(purpose, Math.min(due.getOrDefault(purpose, NEVER), millis));
    }

    /** Remembers the times of the key at hand, and sets its timer. */
    public void store() {
        if (!due.equals(stored)) {
            state.set(new DueTimes(due));
        }
        long earliest = earliest();
        if (earliest == registered) {
            return;
        }
        if (registered != NEVER) {
            handle.deleteTimer(registered);
        }
        if (earliest != NEVER) {
            handle.registerTimer(earliest);
        }
    }

    private long earliest() {
        return due.isEmpty() ? NEVER : Collections.min(due.values());
    }
}
