package fraud.flink;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Keeps what it is given, in the JVM of the test; like Kafka it does not forget what a failed attempt has written. */
final class CollectingSink<T> implements Sink<T> {

    private static final long serialVersionUID = 1L;
    private static final AtomicLong NEXT_ID = new AtomicLong();
    private static final Map<Long, List<Object>> COLLECTED = new ConcurrentHashMap<>();

    private final long id = NEXT_ID.incrementAndGet();

    CollectingSink() {
        COLLECTED.put(id, Collections.synchronizedList(new ArrayList<>()));
    }

    @SuppressWarnings("unchecked") // only write() adds
    List<T> collected() {
        return (List<T>) COLLECTED.get(id);
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        List<Object> collected = COLLECTED.get(id);
        return new SinkWriter<>() {
            @Override
            public void write(T element, Context writeContext) {
                collected.add(element);
            }

            @Override
            public void flush(boolean endOfInput) {
                // Nothing is held back.
            }

            @Override
            public void close() {
                // Holds nothing open.
            }
        };
    }
}
