package fraud.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import fraud.json.StrictJson;
import fraud.mask.CardNumbers;
import fraud.model.DeadLetter;
import fraud.model.RejectReason;
import fraud.model.Signal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What the records of all input topics have in common: text, JSON, signals, keys, and dead letters (SEMANTICS 3.1,
 * 3.5). Not thread-safe.
 */
final class JsonRecords {

    static final int MAX_PAYLOAD_CHARS = 2_048;
    /** Masking looks at no more than this. */
    private static final int MAX_MASKED_BYTES = 65_536;

    private static final long MAX_FUTURE_MILLIS = 60_000;

    private static final JsonFactory WRITER = new JsonFactory();

    private final int maxValueBytes;
    private final JsonFactory json;
    private final CharsetDecoder utf8 = StrictJson.utf8();

    /** Reads values of up to so many bytes. */
    JsonRecords(int maxValueBytes) {
        this.maxValueBytes = maxValueBytes;
        this.json = StrictJson.factory(maxValueBytes);
    }

    /** The members of the one object that a value is, by the checks a to d. */
    Members members(SourceRecord record) throws Rejection {
        Members members = new Members();
        read(record, parser -> {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                members.add(parser.currentName(), parser.nextToken(), parser);
                parser.skipChildren();
            }
        });
        return members;
    }

    /**
     * Reads the one object that a value is, by the checks a to d; the reader begins behind its opening and ends at its
     * closing.
     */
    void read(SourceRecord record, ObjectReader reader) throws Rejection {
        byte[] value = record.value();
        if (value == null || value.length == 0) {
            throw new Rejection(RejectReason.NO_VALUE);
        }
        if (value.length > maxValueBytes) {
            throw new Rejection(RejectReason.TOO_LARGE);
        }
        try (JsonParser parser = json.createParser(text(value))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Rejection(RejectReason.MALFORMED_JSON);
            }
            reader.read(parser);
            if (parser.nextToken() != null) {
                throw new Rejection(RejectReason.MALFORMED_JSON);
            }
        } catch (JsonProcessingException e) {
            throw new Rejection(RejectReason.MALFORMED_JSON);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from a string cannot fail", e);
        }
    }

    private String text(byte[] value) throws Rejection {
        try {
            return utf8.decode(ByteBuffer.wrap(value)).toString();
        } catch (CharacterCodingException e) {
            throw new Rejection(RejectReason.INVALID_UTF8);
        }
    }

    /** The signal that an object with a member {@code signal} is. */
    static Signal signal(Optional<String> text, int members) throws Rejection {
        return text.filter(any -> members == 1)
                .flatMap(name -> named(Signal.values(), name))
                .orElseThrow(() -> new Rejection(RejectReason.BAD_SIGNAL));
    }

    /** Checks h and i: the record has this key, and lies where the Java client puts it. */
    static void checkKey(SourceRecord record, String expected, int partitions) throws Rejection {
        checkKey(record, expected);
        if (Partitioner.partition(record.key(), partitions) != record.origin().partition()) {
            throw new Rejection(RejectReason.WRONG_PARTITION);
        }
    }

    /** Check h alone. */
    static void checkKey(SourceRecord record, String expected) throws Rejection {
        byte[] key = record.key();
        if (key == null || !Arrays.equals(key, expected.getBytes(StandardCharsets.UTF_8))) {
            throw new Rejection(RejectReason.WRONG_KEY);
        }
    }

    /** Check j: nothing happens long after it was published. */
    static void checkTime(SourceRecord record, long eventTimeMillis) throws Rejection {
        if (eventTimeMillis > record.origin().publishedAtMillis() + MAX_FUTURE_MILLIS) {
            throw new Rejection(RejectReason.FUTURE_EVENT_TIME);
        }
    }

    /** What becomes of a record that a check rejected. */
    static ParseResult rejected(SourceRecord record, Rejection rejection) {
        return ParseResult.of(
                record.origin(),
                new DeadLetter(rejection.reason(), rejection.detail(), payload(record.value()), record.origin()));
    }

    static <E extends Enum<E>> Optional<E> named(E[] constants, String text) {
        return Arrays.stream(constants)
                .filter(constant -> wireName(constant).equals(text))
                .findFirst();
    }

    static String wireName(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A value, readable and masked, for people. */
    static String payload(byte[] value) {
        if (value == null || value.length == 0) {
            return null;
        }
        String masked = CardNumbers.mask(lenientText(Arrays.copyOf(value, Math.min(value.length, MAX_MASKED_BYTES))));
        if (masked.length() <= MAX_PAYLOAD_CHARS) {
            return masked;
        }
        boolean splitsPair = Character.isHighSurrogate(masked.charAt(MAX_PAYLOAD_CHARS - 1));
        return masked.substring(0, splitsPair ? MAX_PAYLOAD_CHARS - 1 : MAX_PAYLOAD_CHARS);
    }

    /** With a U+FFFD for each maximal subpart that is malformed; Java would give one for all bytes of a surrogate. */
    private static String lenientText(byte[] value) {
        for (int i = 0; i + 1 < value.length; i++) {
            boolean opensSurrogate = value[i] == (byte) 0xed && (value[i + 1] & 0xe0) == 0xa0;
            if (opensSurrogate) {
                value[i] = (byte) 0xff;
            }
        }
        return new String(value, StandardCharsets.UTF_8);
    }

    /** One object as JSON on one line. */
    static byte[] write(ObjectWriter body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(320);
        try (JsonGenerator generator = WRITER.createGenerator(bytes)) {
            generator.writeStartObject();
            body.writeTo(generator);
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    /** Reads the inside of an object. */
    interface ObjectReader {
        void read(JsonParser parser) throws IOException, Rejection;
    }

    /** Writes the inside of an object. */
    interface ObjectWriter {
        void writeTo(JsonGenerator generator) throws IOException;
    }
}
