package fraud.spark.state;

import fraud.binary.BinaryFormat;
import java.util.function.Predicate;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.streaming.StatefulProcessorHandle;
import org.apache.spark.sql.streaming.TTLConfig;
import org.apache.spark.sql.streaming.ValueState;

/**
 * A value that is remembered of each key, as long as it says something: a binary column, so that Spark neither makes
 * code for its fields nor has a say in how they change between releases.
 *
 * @param <T> its class
 */
public final class RecordState<T> {

    private final ValueState<byte[]> state;
    private final BinaryFormat<T> format;
    private final T empty;
    private final Predicate<T> isEmpty;

    /**
     * State under a name.
     *
     * @param format how it is written
     * @param empty what a key has of which nothing is remembered; may be null
     * @param isEmpty says what need not be remembered
     */
    public RecordState(
            StatefulProcessorHandle handle, String name, BinaryFormat<T> format, T empty, Predicate<T> isEmpty) {
        this.state = handle.getValueState(name, Encoders.BINARY(), TTLConfig.NONE());
        this.format = format;
        this.empty = empty;
        this.isEmpty = isEmpty;
    }

    /** What is remembered of the key at hand. */
    public T get() {
        byte[] bytes = state.get();
        return bytes == null ? empty : format.fromBytes(bytes);
    }

    /** Remembers this of the key at hand from here on. */
    public void set(T value) {
        if (isEmpty.test(value)) {
            state.clear();
        } else {
            state.update(format.toBytes(value));
        }
    }
}
