package fraud.spark.features;

import fraud.spark.QueryNames;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.streaming.StatefulProcessorHandle;
import org.apache.spark.sql.streaming.TTLConfig;
import org.apache.spark.sql.streaming.ValueState;

/**
 * The one timer of a key, set for the earliest time at which anything of it is due. A timer set for t fires in the first batch whose
 * watermark G is at or above t, after that batch's rows.
 */
final class KeyTimer {

    private final StatefulProcessorHandle handle;
    private final ValueState<Long> setFor;

    KeyTimer(StatefulProcessorHandle handle) {
        this.handle = handle;
        this.setFor = handle.getValueState(QueryNames.TIMER, Encoders.LONG(), TTLConfig.NONE());
    }

    /** Sets the timer to fire at this time, unless it will earlier. */
    void setNoLaterThan(long millis) {
        Long already = setFor.get();
        if (already != null && already <= millis) {
            return;
        }
        if (already != null) {
            handle.deleteTimer(already);
        }
        handle.registerTimer(millis);
        setFor.update(millis);
    }

    /** To be called first when the timer has fired; Spark itself deletes a fired timer. */
    void fired() {
        setFor.clear();
    }
}
