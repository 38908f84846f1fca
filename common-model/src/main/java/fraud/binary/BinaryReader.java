package fraud.binary;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads what a {@link BinaryWriter} wrote, in the same order. Every method throws {@link BadBytesException} where the
 * bytes are not that. Not thread-safe.
 */
public final class BinaryReader {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] bytes;
    private final int end;
    private int position;

    /**
     * Reads bytes, which must not change meanwhile.
     *
     * @param size how many of them count
     */
    public BinaryReader(byte[] bytes, int size) {
        this.bytes = bytes;
        this.end = size;
    }

    /** Whether anything is left. */
    public boolean hasMore() {
        return position < end;
    }

    /** A byte, -128 to 127. */
    public int readByte() {
        require(1);
        return bytes[position++];
    }

    /** A truth value. */
    public boolean readBoolean() {
        return readByte() != 0;
    }

    /** A truth value or null. */
    public Boolean readNullableBoolean() {
        int value = readByte();
        return value == 0 ? null : (Boolean) (value == 1);
    }

    /** What {@link BinaryWriter#writeUnsigned} wrote. */
    public long readUnsigned() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = readByte();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new BadBytesException("a number has no end");
    }

    /** The same of a number that must be an {@code int}. */
    public int readUnsignedInt() {
        return asInt(readUnsigned());
    }

    /** What {@link BinaryWriter#writeSigned} wrote. */
    public long readSigned() {
        long value = readUnsigned();
        return (value >>> 1) ^ -(value & 1);
    }

    /** The same of a number that must be an {@code int}. */
    public int readSignedInt() {
        return asInt(readSigned());
    }

    /** A number or null. */
    public Long readNullableSigned() {
        return readBoolean() ? (Long) readSigned() : null;
    }

    /** A number in eight bytes. */
    public long readFixed() {
        require(Long.BYTES);
        long value = (long) LONGS.get(bytes, position);
        position += Long.BYTES;
        return value;
    }

    /** A floating point number. */
    public double readDouble() {
        return Double.longBitsToDouble(readFixed());
    }

    /** A floating point number or null. */
    public Double readNullableDouble() {
        return readBoolean() ? (Double) readDouble() : null;
    }

    /** Text or null. */
    public String readText() {
        int length = readLength();
        if (length < 0) {
            return null;
        }
        String value = new String(bytes, position, length, StandardCharsets.UTF_8);
        position += length;
        return value;
    }

    /** Bytes or null. */
    public byte[] readBytes() {
        int length = readLength();
        if (length < 0) {
            return null;
        }
        byte[] value = Arrays.copyOfRange(bytes, position, position + length);
        position += length;
        return value;
    }

    /** What {@link BinaryWriter#writeDifferences} wrote. */
    public long[] readDifferences() {
        long[] values = new long[readCount()];
        long value = 0;
        for (int i = 0; i < values.length; i++) {
            value += readSigned();
            values[i] = value;
        }
        return values;
    }

    /** What {@link BinaryWriter#writeList} wrote. */
    public <T> List<T> readList(BinaryFormat<T> format) {
        int count = readCount();
        if (count == 0) {
            return List.of();
        }
        List<T> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(format.read(this));
        }
        return values;
    }

    /** How many values follow, each of a byte at least. */
    public int readCount() {
        int count = readUnsignedInt();
        require(count);
        return count;
    }

    /** Of text or bytes; -1 of null. */
    private int readLength() {
        int length = readUnsignedInt() - 1;
        if (length >= 0) {
            require(length);
        }
        return length;
    }

    private static int asInt(long value) {
        if (value != (int) value) {
            throw new BadBytesException("a number is too large: " + value);
        }
        return (int) value;
    }

    private void require(int length) {
        if (length < 0 || end - position < length) {
            throw new BadBytesException("the bytes end too early");
        }
    }
}
