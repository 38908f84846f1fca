package fraud.cli.topics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads committed records of some partitions, from their beginning unless told otherwise. Not thread-safe. */
public final class TopicReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final int POLLS_UNTIL_ASKED = 50;

    private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    public TopicReader(KafkaConnection connection, Collection<TopicPartition> partitions) {
        this.consumer = connection.consumer();
        this.partitions = new ArrayList<>(partitions);
        consumer.assign(this.partitions);
        consumer.seekToBeginning(this.partitions);
    }

    /**
     * Leaves out what is committed by now.
     *
     * @return how many offsets that are, in all partitions
     */
    public long skipToEnd() {
        consumer.seekToEnd(partitions);
        // A client seeks when it is asked where it is.
        return partitions.stream().mapToLong(consumer::position).sum();
    }

    /**
     * Waits up to a tenth of a second for records.
     *
     * @return how many came
     */
    public int poll(Consumer<ConsumerRecord<byte[], byte[]>> sink) {
        var records = consumer.poll(POLL);
        records.forEach(sink);
        return records.count();
    }

    /**
     * Reads up to what is committed at the time of the call.
     *
     * @throws org.apache.kafka.common.KafkaException if the cluster does not allow it, or goes away meanwhile
     */
    public void readToEnd(Consumer<ConsumerRecord<byte[], byte[]>> sink) {
        Map<TopicPartition, Long> ends = ends();
        int emptyPolls = 0;
        while (!hasReached(ends)) {
            emptyPolls = poll(sink) == 0 ? emptyPolls + 1 : 0;
            if (emptyPolls == POLLS_UNTIL_ASKED) {
                // A poll waits in silence for a broker that is gone; this does not.
                consumer.endOffsets(partitions);
                emptyPolls = 0;
            }
        }
    }

    /** Where each partition ends at the moment: one more than the greatest offset that is committed. */
    public Map<TopicPartition, Long> ends() {
        return consumer.endOffsets(partitions);
    }

    /** What it reads. */
    public List<TopicPartition> partitions() {
        return List.copyOf(partitions);
    }

    /**
     * Whether everything before these offsets has been read, or is not to be read since its transaction was aborted.
     */
    public boolean hasReached(Map<TopicPartition, Long> offsets) {
        return offsets.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /** How many records are committed but not read yet. */
    public long lag() {
        return consumer.endOffsets(partitions).entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - consumer.position(end.getKey())))
                .sum();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
