package fraud.parse;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Optional;

/**
 * Writes one flat JSON object without white space, for records that are written by the hundred thousand a second. It
 * knows printable ASCII only, and says so when a text has anything else: then a JSON library has to. Its bytes are
 * those the library would write. Not thread-safe.
 */
final class PlainJson {

    /** Each field's name as it stands in an object. */
    private static final byte[][] NAMES = Arrays.stream(Field.values())
            .map(field -> ("\"" + field.wireName() + "\":").getBytes(US_ASCII))
            .toArray(byte[][]::new);

    /** Five decimals of a degree are about a metre: what positions have. */
    private static final double SCALE = 100_000;

    private static final int SCALE_DIGITS = 5;
    /** {@link Double#toString} writes what is smaller, or much greater, with an exponent. */
    private static final double LEAST_PLAIN = 0.001;

    private static final double GREATEST_PLAIN = 1_000_000;

    private byte[] bytes = new byte[320];
    private int length;
    private boolean plain = true;

    PlainJson() {
        bytes[length++] = '{';
    }

    PlainJson add(Field field, String text) {
        if (text != null) {
            name(field);
            put('"');
            text(text);
            put('"');
        }
        return this;
    }

    PlainJson add(Field field, long number) {
        name(field);
        digits(number);
        return this;
    }

    PlainJson add(Field field, Double number) {
        if (number != null) {
            name(field);
            number(number);
        }
        return this;
    }

    /** The object, unless a text was not plain. */
    Optional<byte[]> end() {
        put('}');
        return plain ? Optional.of(Arrays.copyOf(bytes, length)) : Optional.empty();
    }

    @SuppressWarnings("EnumOrdinal") // an index into an array made from the same enum, on the way of every transaction
    private void name(Field field) {
        if (length > 1) {
            put(',');
        }
        byte[] name = NAMES[field.ordinal()];
        ensureRoom(name.length);
        System.arraycopy(name, 0, bytes, length, name.length);
        length += name.length;
    }

    private void ensureRoom(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * (length + more));
        }
    }

    private void put(char c) {
        ensureRoom(1);
        bytes[length++] = (byte) c;
    }

    private void text(String text) {
        ensureRoom(text.length());
        byte[] to = bytes;
        int at = length;
        boolean isPlain = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            isPlain &= c >= ' ' && c < 0x7f && c != '"' && c != '\\';
            to[at + i] = (byte) c;
        }
        length += text.length();
        plain &= isPlain;
    }

    private void digits(long number) {
        if (number < 0) {
            text(Long.toString(number));
            return;
        }
        int digits = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        ensureRoom(digits);
        long rest = number;
        for (int i = length + digits - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    /** With at most five decimals the shortest text that reads as the number is the number itself. */
    private void number(double number) {
        double magnitude = Math.abs(number);
        long scaled = Math.round(magnitude * SCALE);
        if (magnitude < LEAST_PLAIN || magnitude >= GREATEST_PLAIN || scaled / SCALE != magnitude) {
            text(Double.toString(number));
            return;
        }
        if (number < 0) {
            put('-');
        }
        digits(scaled / (long) SCALE);
        put('.');
        long fraction = scaled % (long) SCALE;
        long unit = (long) SCALE / 10;
        for (int i = 0; i < SCALE_DIGITS && (i == 0 || fraction > 0); i++) {
            put((char) ('0' + fraction / unit));
            fraction = fraction % unit * 10;
        }
    }
}
