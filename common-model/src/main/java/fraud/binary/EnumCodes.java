package fraud.binary;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The numbers under which the constants of an enum stand in bytes: their places in a list that is only ever appended
 * to, whatever the order in the enum. Null is 0.
 *
 * @param <E> the enum
 */
public final class EnumCodes<E extends Enum<E>> {

    private final List<E> constants;
    private final Map<E, Integer> codes;

    /**
     * Codes.
     *
     * @param constants all of them, in the order in which they were introduced
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    public EnumCodes(Class<E> type, E... constants) {
        this.constants = List.of(constants);
        this.codes = new EnumMap<>(type);
        for (E constant : this.constants) {
            codes.put(constant, codes.size() + 1);
        }
        if (codes.size() != type.getEnumConstants().length || codes.size() != this.constants.size()) {
            throw new IllegalArgumentException("not each constant of " + type.getSimpleName() + " once");
        }
    }

    /** Appends a constant or null. */
    public void write(E constant, BinaryWriter out) {
        out.writeByte(constant == null ? 0 : codes.get(constant));
    }

    /** Reads a constant or null. */
    public E read(BinaryReader in) {
        int code = in.readByte();
        return code == 0 ? null : constant(code);
    }

    /** Appends constants, each at most once, without their order. */
    public void writeSet(Iterable<E> some, BinaryWriter out) {
        long bits = 0;
        for (E constant : some) {
            bits |= 1L << codes.get(constant);
        }
        out.writeUnsigned(bits);
    }

    /** Reads constants, in the order of the enum. */
    public List<E> readSet(BinaryReader in) {
        long bits = in.readUnsigned();
        if (bits == 0) {
            return List.of();
        }
        List<E> some = new ArrayList<>(Long.bitCount(bits));
        for (int code = 0; code < Long.SIZE; code++) {
            if ((bits >>> code & 1) != 0) {
                some.add(constant(code));
            }
        }
        some.sort(null);
        return some;
    }

    private E constant(int code) {
        if (code < 1 || code > constants.size()) {
            throw new BadBytesException("no such code: " + code);
        }
        return constants.get(code - 1);
    }
}
