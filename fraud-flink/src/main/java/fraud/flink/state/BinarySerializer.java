package fraud.flink.state;

import fraud.binary.BinaryFormat;
import fraud.binary.BinaryReader;
import fraud.binary.BinaryWriter;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes immutable values as the bytes of their format, with their number before them. Keeps the memory that it writes
 * to and reads from, so it belongs to one thread.
 *
 * @param <T> the class of the values
 */
final class BinarySerializer<T> extends TypeSerializer<T> {

    private static final long serialVersionUID = 1L;
    private static final int FIRST_SIZE = 512;

    private final BinaryFormat<T> format;
    private transient BinaryWriter writer;
    private transient byte[] bytes;

    BinarySerializer(BinaryFormat<T> format) {
        this.format = format;
    }

    @Override
    public void serialize(T value, DataOutputView target) throws IOException {
        if (writer == null) {
            writer = new BinaryWriter();
        }
        writer.clear();
        format.write(value, writer);
        target.writeInt(writer.size());
        target.write(writer.buffer(), 0, writer.size());
    }

    @Override
    public T deserialize(DataInputView source) throws IOException {
        int size = source.readInt();
        source.readFully(room(size), 0, size);
        return format.read(new BinaryReader(bytes, size));
    }

    @Override
    public T deserialize(T reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        int size = source.readInt();
        source.readFully(room(size), 0, size);
        target.writeInt(size);
        target.write(bytes, 0, size);
    }

    private byte[] room(int size) {
        if (bytes == null || bytes.length < size) {
            bytes = new byte[Math.max(size, FIRST_SIZE)];
        }
        return bytes;
    }

    @Override
    public T copy(T from) {
        return from;
    }

    @Override
    public T copy(T from, T reuse) {
        return from;
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public T createInstance() {
        return null;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public TypeSerializer<T> duplicate() {
        return new BinarySerializer<>(format);
    }

    @Override
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new BinarySerializerSnapshot<>(format);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BinarySerializer<?> serializer && format.name().equals(serializer.format.name());
    }

    @Override
    public int hashCode() {
        return format.name().hashCode();
    }
}
