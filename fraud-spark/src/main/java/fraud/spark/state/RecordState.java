package fraud.spark.state;

import java.util.function.Predicate;
import org.apache.spark.sql.streaming.StatefulProcessorHandle;
import org.apache.spark.sql.streaming.TTLConfig;
import org.apache.spark.sql.streaming.ValueState;

/**
 * A record that is remembered of each key, as long as it says something.
 *
 * @param <T> its class
 */
public final class RecordState<T extends Record> {

    private final ValueState<T> state;
    private final T empty;
    private final Predicate<T> isEmpty;

    /**
     * State under a name.
     *
     * @param empty what a key has of which nothing is remembered; may be null
     * @param isEmpty says what need not be remembered
     */
    public RecordState(StatefulProcessorHandle handle, String name, Class<T> type, T empty, Predicate<T> isEmpty) {
        this.state = handle.getValueState(name, RecordEncoder.of(type), TTLConfig.NONE());
        this.empty = empty;
        this.isEmpty = isEmpty;
    }

    /** What is remembered of the key at hand. */
    public T get() {
        T value = state.get();
        return value == null ? empty : value;
    }

    /** Remembers this of the key at hand from here on. */
    public void set(T value) {
        if (isEmpty.test(value)) {
            state.clear();
        } else {
            state.update(value);
        }
    }
}
