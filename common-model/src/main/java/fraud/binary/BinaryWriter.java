package fraud.binary;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Appends values to bytes that grow as needed. Whole numbers take 7 bits a byte, least first; those that may be
 * negative alternate with the positive ones (0, -1, 1, -2, ...). Not thread-safe.
 */
public final class BinaryWriter {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int FIRST_SIZE = 512;
    private static final int MAX_VARINT_BYTES = 10;

    private byte[] bytes = new byte[FIRST_SIZE];
    private int size;

    /** Starts anew, with what memory it has. */
    public void clear() {
        size = 0;
    }

    /** How many bytes there are. */
    public int size() {
        return size;
    }

    /** The bytes themselves, of which {@link #size()} count; they change with the next value. */
    public byte[] buffer() {
        return bytes;
    }

    /** A copy of the bytes. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** Appends the lowest 8 bits. */
    public void writeByte(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
    }

    /** Appends a truth value. */
    public void writeBoolean(boolean value) {
        writeByte(value ? 1 : 0);
    }

    /** Appends a truth value that may be null. */
    public void writeNullableBoolean(Boolean value) {
        writeByte(value == null ? 0 : value ? 1 : 2);
    }

    /** Appends a number that is hardly ever negative; one that is takes ten bytes. */
    public void writeUnsigned(long value) {
        ensure(MAX_VARINT_BYTES);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** Appends any number, small ones in few bytes. */
    public void writeSigned(long value) {
        writeUnsigned((value << 1) ^ (value >> 63));
    }

    /** Appends a number that may be null. */
    public void writeNullableSigned(Long value) {
        writeBoolean(value != null);
        if (value != null) {
            writeSigned(value);
        }
    }

    /** Appends a number in eight bytes. */
    public void writeFixed(long value) {
        ensure(Long.BYTES);
        LONGS.set(bytes, size, value);
        size += Long.BYTES;
    }

    /** Appends a floating point number, bit by bit. */
    public void writeDouble(double value) {
        writeFixed(Double.doubleToRawLongBits(value));
    }

    /** Appends a floating point number that may be null. */
    public void writeNullableDouble(Double value) {
        writeBoolean(value != null);
        if (value != null) {
            writeDouble(value);
        }
    }

    /** Appends text that may be null. */
    public void writeText(String value) {
        if (value == null) {
            writeUnsigned(0);
        } else {
            writeBytes(value.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Appends bytes that may be null. */
    public void writeBytes(byte[] value) {
        if (value == null) {
            writeUnsigned(0);
            return;
        }
        writeUnsigned(value.length + 1L);
        ensure(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    /** Appends numbers of which each is near the one before. */
    public void writeDifferences(long[] values) {
        writeUnsigned(values.length);
        long before = 0;
        for (long value : values) {
            writeSigned(value - before);
            before = value;
        }
    }

    /** Appends values, none of them null. */
    public <T> void writeList(List<T> values, BinaryFormat<T> format) {
        writeUnsigned(values.size());
        for (T value : values) {
            format.write(value, this);
        }
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
