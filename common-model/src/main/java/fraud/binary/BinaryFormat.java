package fraud.binary;

import java.io.Serializable;

/**
 * How values of one class are written as bytes, which travel between stages and stand in the state of both engines:
 * compact, and each with the version of its format, so that what an earlier release wrote is read for ever.
 *
 * <p>To add a field, raise the version, and that of the formats that hold this one, write the field last, and in {@link
 * #readFields} say what it is where an earlier version has none. To give up a field, go on reading it in the versions
 * that have it.
 *
 * <p>Implementations are stateless; a copy that went to another process is as good as the original.
 *
 * @param <T> the class of the values
 */
public abstract class BinaryFormat<T> implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final int version;

    /**
     * A format.
     *
     * @param name of the values in messages, and in checkpoints: constant for good
     * @param version that is written, 1 to 127
     */
    protected BinaryFormat(String name, int version) {
        this.name = name;
        this.version = version;
    }

    /** Writes the fields of a value, those of the version that is written. */
    protected abstract void writeFields(T value, BinaryWriter out);

    /**
     * Reads the fields of a value.
     *
     * @param writtenVersion by which they were written, at most the one that is written now
     */
    protected abstract T readFields(BinaryReader in, int writtenVersion);

    /** What its values are called. */
    public final String name() {
        return name;
    }

    /** The version that is written. */
    public final int version() {
        return version;
    }

    /** Appends a value. */
    public final void write(T value, BinaryWriter out) {
        out.writeByte(version);
        writeFields(value, out);
    }

    /** Appends a value that may be null. */
    public final void writeNullable(T value, BinaryWriter out) {
        if (value == null) {
            out.writeByte(0);
        } else {
            write(value, out);
        }
    }

    /**
     * Reads a value.
     *
     * @throws BadBytesException if there is none, or one of a later release
     */
    public final T read(BinaryReader in) {
        T value = readNullable(in);
        if (value == null) {
            throw new BadBytesException("a " + name + " is missing");
        }
        return value;
    }

    /**
     * Reads a value that may be null.
     *
     * @throws BadBytesException if it is of a later release
     */
    public final T readNullable(BinaryReader in) {
        int writtenVersion = in.readByte();
        if (writtenVersion == 0) {
            return null;
        }
        if (writtenVersion < 0 || writtenVersion > version) {
            throw new BadBytesException("a " + name + " is in version " + writtenVersion
                    + " of its format, and this release reads those up to " + version
                    + ": start the release that wrote it, or a later one");
        }
        return readFields(in, writtenVersion);
    }

    /** The bytes of a value. */
    public final byte[] toBytes(T value) {
        BinaryWriter out = new BinaryWriter();
        write(value, out);
        return out.toBytes();
    }

    /**
     * The value of these bytes.
     *
     * @throws BadBytesException if they are not those of one value
     */
    public final T fromBytes(byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes, bytes.length);
        T value = read(in);
        if (in.hasMore()) {
            throw new BadBytesException("behind a " + name + " there are more bytes");
        }
        return value;
    }

    @Override
    public final String toString() {
        return name;
    }
}
