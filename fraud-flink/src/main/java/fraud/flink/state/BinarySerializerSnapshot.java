package fraud.flink.state;

import fraud.binary.BinaryFormat;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/**
 * What a checkpoint says of a {@link BinarySerializer}: the name of its format, and the latest version that values of
 * it may have. Which version each value has stands before the value itself, so that a later release reads it as it is,
 * and writes it anew when it changes. An earlier release says so at the start, rather than at the first value, again
 * and again.
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
        out.writeInt(format.version());
    }

    @Override
    @SuppressWarnings("unchecked") // the name is the class's
    public void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader) throws IOException {
        format = (BinaryFormat<T>) BinaryTypes.format(in.readUTF());
        int latest = in.readInt();
        if (latest > format.version()) {
            throw new SuppressRestartsException(new IOException("the checkpoint holds a " + format.name()
                    + " in version " + latest + " of its format, and this release reads those up to "
                    + format.version() + ": start the release that wrote it, or a later one"));
        }
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
