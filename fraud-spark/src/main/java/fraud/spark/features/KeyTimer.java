package fraud.spark.features;

import static fraud.spark.features.DueTimes.NEVER;

import fraud.spark.QueryNames;
import org.apache.spark.sql.streaming.StatefulProcessorHandle;

/**
 * The one timer of a key, set for the earliest of the times at which something of it is due, each for a purpose of its own: so that only
 * what is due is fetched from state. A timer set for t fires in the first batch whose watermark G is at or above t, after that batch's rows.
 *
 * <p>Belongs to the key between {@link #load()} or {@link #loadFired()}, and {@link #store()}.
 *
 * @param <P> what a key of the stage can be due for
 */
final class KeyTimer<P extends Enum<P>> {

    private final StatefulProcessorHandle handle;
    private final RecordState<DueTimes> state;
    private long[] due;
    private long registered;
    private boolean changed;

    KeyTimer(StatefulProcessorHandle handle, Class<P> purposes) {
        this.handle = handle;
        this.state = new RecordState<>(
                handle,
                QueryNames.TIMER,
                DueTimes.class,
                DueTimes.never(purposes.getEnumConstants().length),
                times -> times.earliest() == NEVER);
    }

    /** Fetches the times of the key at hand. */
    void load() {
        DueTimes stored = state.get();
        due = stored.millis().clone();
        registered = stored.earliest();
        changed = false;
    }

    /** The same where the timer has fired; Spark itself deletes a fired timer. */
    void loadFired() {
        load();
        registered = NEVER;
    }

    /** Whether a time is set for this purpose. */
    boolean isSet(P purpose) {
        return due[purpose.ordinal()] != NEVER;
    }

    /** Whether G has come to the time that is set for this purpose. */
    boolean isDue(P purpose, long nowMillis) {
        return due[purpose.ordinal()] <= nowMillis;
    }

    /** Sets the time for a purpose, whatever it was. */
    void set(P purpose, long millis) {
        changed |= due[purpose.ordinal()] != millis;
        due[purpose.ordinal()] = millis;
    }

    /** Nothing is due for this purpose any more. */
    void clear(P purpose) {
        set(purpose, NEVER);
    }

    /** Sets the time for a purpose, unless it is due earlier already. */
    void setNoLaterThan(P purpose, long millis) {
        set(purpose, Math.min(due[purpose.ordinal()], millis));
    }

    /** Remembers the times of the key at hand, and sets its timer. */
    void store() {
        DueTimes times = new DueTimes(due);
        if (changed) {
            state.set(times);
        }
        long earliest = times.earliest();
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
}
