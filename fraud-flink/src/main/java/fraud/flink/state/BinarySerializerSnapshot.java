package fraud.flink.state;

import fraud.binary.BinaryFormat;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What a checkpoint says of a {@link BinarySerializer}: the name of its format. Which version of the format each value
 * has stands before the value itself, so that a later release reads it as it is, and writes it anew when it changes.
 *
 * @param <T> the class of the values
 */
public final class BinarySerializerSnapshot<T> implements TypeSerializerSnapshot<T> {

    private static final int VERSION = 1;

    private BinaryFormat<T> format;

    /** For Flink, which reads the rest. */
    public BinarySerializerSnapshot() {}

    BinarySerializerSnapshot(BinaryFormat<T> format) {
        this.format = format;
    }

    @Override
    public int getCurrentVersion() {
        return VERSION;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        out.writeUTF(format.name());
    }

    @Override
    @SuppressWarnings("unchecked") // the name is the class's
    public void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader) throws IOException {
        format = (BinaryFormat<T>) BinaryTypes.format(in.readUTF());
    }

    @Override
    public TypeSerializer<T> restoreSerializer() {
        return new BinarySerializer<>(format);
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(TypeSerializerSnapshot<T> old) {
        return old instanceof BinarySerializerSnapshot<T> before
                        && before.format.name().equals(format.name())
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.incompatible();
    }
}
