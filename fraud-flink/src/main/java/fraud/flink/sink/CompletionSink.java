package fraud.flink.sink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.util.function.SerializableSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Publishes a completion only when all output before it is durable (SEMANTICS 10.4): the completion waits as a
 * committable until the checkpoint that holds it is complete.
 *
 * <p>Why that is enough: the completion is emitted when the watermark of <em>every</em> source has passed the end.
 * Barriers are aligned and never overtake, so on every channel of the job the watermark runs before the barrier of that
 * checkpoint. Each operator therefore had the watermark, and gave out all it brings, before its part of the checkpoint;
 * and each Kafka sink flushed its producer before its own. Where sinks write in transactions these are then sure to be
 * committed, but may not be yet, since sinks commit in no order: a reader waits for that (SEMANTICS 10.5).
 *
 * <p>Repeats a completion after a crash; loses none, since committables are part of the checkpoint.
 */
final class CompletionSink implements Sink<Integer>, SupportsCommitter<Integer> {

    private static final long serialVersionUID = 1L;

    private final SerializableSupplier<Producer<byte[], byte[]>> producers;
    private final OutputSerializer<Integer> serializer;

    CompletionSink(SerializableSupplier<Producer<byte[], byte[]>> producers, OutputSerializer<Integer> serializer) {
        this.producers = producers;
        this.serializer = serializer;
    }

    @Override
    public CommittingSinkWriter<Integer, Integer> createWriter(WriterInitContext context) {
        return new Writer();
    }

    @Override
    public Committer<Integer> createCommitter(CommitterInitContext context) {
        return new Publisher();
    }

    @Override
    public SimpleVersionedSerializer<Integer> getCommittableSerializer() {
        return new PartitionSerializer();
    }

    /** Holds back completions until the next checkpoint takes them. */
    private static final class Writer implements CommittingSinkWriter<Integer, Integer> {

        private List<Integer> partitions = new ArrayList<>();

        @Override
        public void write(Integer partition, Context context) {
            partitions.add(partition);
        }

        @Override
        public void flush(boolean endOfInput) {
            // Nothing is sent before the commit.
        }

        @Override
        public Collection<Integer> prepareCommit() {
            List<Integer> prepared = partitions;
            partitions = new ArrayList<>();
            return prepared;
        }

        @Override
        public void close() {
            // Holds nothing open.
        }
    }

    /** Sends the completions of a completed checkpoint; a failure fails the job, whose restart commits them again. */
    private final class Publisher implements Committer<Integer> {

        private Producer<byte[], byte[]> producer;

        @Override
        public void commit(Collection<CommitRequest<Integer>> requests) throws IOException, InterruptedException {
            if (requests.isEmpty()) {
                return;
            }
            if (producer == null) {
                producer = producers.get();
            }
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (CommitRequest<Integer> request : requests) {
                sent.add(producer.send(serializer.serialize(request.getCommittable())));
            }
            for (Future<RecordMetadata> record : sent) {
                try {
                    record.get();
                } catch (ExecutionException e) {
                    throw new IOException("cannot publish a completion", e.getCause());
                }
            }
        }

        @Override
        public void close() {
            if (producer != null) {
                producer.close();
            }
        }
    }

    /** A partition's number, as four bytes. */
    private static final class PartitionSerializer implements SimpleVersionedSerializer<Integer> {

        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(Integer partition) {
            return ByteBuffer.allocate(Integer.BYTES).putInt(partition).array();
        }

        @Override
        public Integer deserialize(int version, byte[] serialized) {
            return ByteBuffer.wrap(serialized).getInt();
        }
    }
}
