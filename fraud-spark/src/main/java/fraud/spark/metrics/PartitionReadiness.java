package fraud.spark.metrics;

import fraud.model.Origin;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/**
 * How far the partitions that were read let the readiness clock go. A task reads one partition after the other, so
 * that the one before is nearly always the one at hand.
 */
final class PartitionReadiness implements Serializable {

    private static final long serialVersionUID = 1L;

    private final Map<TopicPartition, Long> millis = new HashMap<>();

    private TopicPartition last;
    private long lastMillis;

    /** A record was read that lets the clock go so far. */
    void read(Origin origin, long readinessMillis) {
        if (last == null
                || last.partition() != origin.partition()
                || !last.topic().equals(origin.topic())) {
            store();
            last = new TopicPartition(origin.topic(), origin.partition());
            lastMillis = readinessMillis;
        }
        lastMillis = Math.max(lastMillis, readinessMillis);
    }

    /** Each partition's, UTC epoch in ms. */
    Map<TopicPartition, Long> millis() {
        store();
        return millis;
    }

    /** The same with what another has read. */
    void merge(PartitionReadiness other) {
        other.millis().forEach((partition, read) -> millis.merge(partition, read, Math::max));
    }

    boolean isEmpty() {
        return last == null && millis.isEmpty();
    }

    void clear() {
        last = null;
        millis.clear();
    }

    private void store() {
        if (last != null) {
            millis.merge(last, lastMillis, Math::max);
        }
    }
}
