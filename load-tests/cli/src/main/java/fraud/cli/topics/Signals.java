package fraud.cli.topics;

import fraud.model.Signal;
import fraud.parse.TransactionCodec;
import java.util.List;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** Sends heartbeats to every partition of every input topic (SEMANTICS 10). */
public final class Signals {

    /** How long to wait before the next copy of an end of input: a detector may need one more. */
    public static final long REPEAT_MILLIS = 500;

    private final Producer<byte[], byte[]> producer;
    private final List<TopicPartition> partitions;

    /**
     * A sender of heartbeats.
     *
     * @param partitions all partitions of all input topics, as {@link Topics#inputPartitions} lists them
     */
    public Signals(Producer<byte[], byte[]> producer, List<TopicPartition> partitions) {
        this.producer = producer;
        this.partitions = List.copyOf(partitions);
    }

    /** How many partitions get a copy. */
    public int partitions() {
        return partitions.size();
    }

    /**
     * Sends one copy to each partition; returns at once. One that does not arrive is made good by the next copy.
     *
     * @param timestampMillis their timestamp, where the topic leaves it to the publisher
     */
    public void send(Signal signal, long timestampMillis) {
        send(signal, timestampMillis, (metadata, exception) -> {});
    }

    /** The same, and says what became of each copy. */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback has it all
    public void send(Signal signal, long timestampMillis, Callback delivered) {
        byte[] value = TransactionCodec.toJson(signal);
        for (TopicPartition partition : partitions) {
            producer.send(
                    new ProducerRecord<>(partition.topic(), partition.partition(), timestampMillis, null, value),
                    delivered);
        }
    }
}
