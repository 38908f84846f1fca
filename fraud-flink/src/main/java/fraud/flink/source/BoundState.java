package fraud.flink.source;

import fraud.config.ConfigException;
import fraud.recovery.JobFailedException;
import fraud.topics.DetectorMemory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/**
 * What a checkpoint keeps of a source.
 *
 * @param memory whose checkpoint it is
 * @param kafka the connector's own
 */
record BoundState(DetectorMemory memory, KafkaSourceEnumState kafka) {

    /** The memory's text, then the connector's bytes with their version. */
    record Serializer(SimpleVersionedSerializer<KafkaSourceEnumState> ofKafka)
            implements SimpleVersionedSerializer<BoundState> {

        /** Above all that the connector has for its own state. */
        private static final int VERSION = 1_001;

        @Override
        public int getVersion() {
            return VERSION;
        }

        @Override
        public byte[] serialize(BoundState state) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (DataOutputStream out = new DataOutputStream(bytes)) {
                out.writeUTF(state.memory().toText());
                out.writeInt(ofKafka.getVersion());
                byte[] kafka = ofKafka.serialize(state.kafka());
                out.writeInt(kafka.length);
                out.write(kafka);
            }
            return bytes.toByteArray();
        }

        /**
         * Reads it back.
         *
         * @throws SuppressRestartsException if it is a state without a memory: no restart finds another
         */
        @Override
        public BoundState deserialize(int version, byte[] serialized) throws IOException {
            try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized))) {
                DetectorMemory memory = memory(version == VERSION ? in.readUTF() : "");
                int versionOfKafka = in.readInt();
                byte[] kafka = new byte[in.readInt()];
                in.readFully(kafka);
                return new BoundState(memory, ofKafka.deserialize(versionOfKafka, kafka));
            }
        }

        private static DetectorMemory memory(String text) {
            try {
                return DetectorMemory.parse(text);
            } catch (ConfigException e) {
                throw new SuppressRestartsException(new JobFailedException(e.getMessage(), e));
            }
        }
    }
}
