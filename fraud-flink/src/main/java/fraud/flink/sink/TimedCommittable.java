package fraud.flink.sink;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A transaction that waits for its checkpoint, with the time at which it was closed.
 *
 * @param transaction as the connector knows it
 * @param preparedAtMillis when no more was written to it, UTC epoch in ms
 */
record TimedCommittable(KafkaCommittable transaction, long preparedAtMillis) {

    /** How it stands in a checkpoint: the version of the connector's own bytes, the time, and these bytes. */
    static final class Serializer implements SimpleVersionedSerializer<TimedCommittable> {

        private static final int VERSION = 1;

        private final SimpleVersionedSerializer<KafkaCommittable> ofTransaction;

        Serializer(SimpleVersionedSerializer<KafkaCommittable> ofTransaction) {
            this.ofTransaction = ofTransaction;
        }

        @Override
        public int getVersion() {
            return VERSION;
        }

        @Override
        public byte[] serialize(TimedCommittable committable) throws IOException {
            byte[] bytes = ofTransaction.serialize(committable.transaction);
            return ByteBuffer.allocate(Integer.BYTES + Long.BYTES + bytes.length)
                    .putInt(ofTransaction.getVersion())
                    .putLong(committable.preparedAtMillis)
                    .put(bytes)
                    .array();
        }

        @Override
        public TimedCommittable deserialize(int version, byte[] serialized) throws IOException {
            if (version != VERSION) {
                throw new IOException("a transaction of version " + version + ", which this release does not know");
            }
            ByteBuffer buffer = ByteBuffer.wrap(serialized);
            int versionOfBytes = buffer.getInt();
            long preparedAtMillis = buffer.getLong();
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return new TimedCommittable(ofTransaction.deserialize(versionOfBytes, bytes), preparedAtMillis);
        }
    }
}
