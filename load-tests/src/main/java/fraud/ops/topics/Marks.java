package fraud.ops.topics;

import fraud.model.Mark;
import fraud.parse.TransactionCodec;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends marks to every partition of {@code transactions} (SEMANTICS 10). */
public final class Marks {

    /** How long to wait before the next copy of an end mark: a detector may need one more. */
    public static final long REPEAT_MILLIS = 500;

    private final Producer<byte[], byte[]> producer;
    private final int partitions;

    public Marks(Producer<byte[], byte[]> producer, int partitions) {
        this.producer = producer;
        this.partitions = partitions;
    }

    /**
     * Sends one copy to each partition; returns at once.
     *
     * @param timestampMillis their timestamp, where the topic leaves it to the publisher
     */
    @SuppressWarnings("FutureReturnValueIgnored") // a mark that does not arrive is made good by the next copy
    public void send(Mark mark, long timestampMillis) {
        byte[] value = TransactionCodec.toJson(mark);
        for (int partition = 0; partition < partitions; partition++) {
            producer.send(new ProducerRecord<>(Topics.TRANSACTIONS, partition, timestampMillis, null, value));
        }
    }
}
