package fraud.wire;

import java.util.Arrays;
import java.util.Random;

/** What can befall the bytes of a value that was written in good faith. */
final class WireBytes {

    private static final int MAX_VALUE_BYTES = 65_536;
    private static final byte[][] NO_TEXT = {
        {(byte) 0xff},
        {(byte) 0xc0, (byte) 0x80},
        {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
        {(byte) 0xe2, (byte) 0x82},
        {0}
    };

    private WireBytes() {}

    /** Mostly the same bytes; else one thing changed, or nothing left. */
    static byte[] change(byte[] value, Random random) {
        if (value.length == 0) {
            return value;
        }
        int at = random.nextInt(value.length);
        return switch (random.nextInt(60)) {
            case 0 -> null;
            case 1 -> new byte[0];
            case 2, 3 -> Arrays.copyOf(value, at);
            case 4, 5 -> flipped(value, at, random);
            case 6, 7 -> inserted(value, at, NO_TEXT[random.nextInt(NO_TEXT.length)]);
            case 8 -> padded(value, MAX_VALUE_BYTES - value.length + random.nextInt(3) - 1);
            default -> value;
        };
    }

    private static byte[] flipped(byte[] value, int at, Random random) {
        byte[] changed = value.clone();
        changed[at] ^= (byte) (1 << random.nextInt(8));
        return changed;
    }

    private static byte[] inserted(byte[] value, int at, byte[] more) {
        byte[] changed = new byte[value.length + more.length];
        System.arraycopy(value, 0, changed, 0, at);
        System.arraycopy(more, 0, changed, at, more.length);
        System.arraycopy(value, at, changed, at + more.length, value.length - at);
        return changed;
    }

    /** White space behind the object, up to the boundary of what is too large. */
    private static byte[] padded(byte[] value, int by) {
        byte[] changed = Arrays.copyOf(value, value.length + Math.max(0, by));
        Arrays.fill(changed, value.length, changed.length, (byte) ' ');
        return changed;
    }
}
