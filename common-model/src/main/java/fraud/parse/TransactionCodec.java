package fraud.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import fraud.model.CardControl;
import fraud.model.DeadLetter;
import fraud.model.Mark;
import fraud.model.Origin;
import fraud.model.RejectReason;
import fraud.model.Transaction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Turns any record of {@code transactions} into what it is, or into a dead letter with the reason (SEMANTICS 3). It never throws on
 * input. Both engines read through it, since no two JSON readers agree on what is not quite JSON. Not thread-safe.
 */
public final class TransactionCodec {

    static final int MAX_VALUE_BYTES = 65_536;
    static final int MAX_PAYLOAD_CHARS = 2_048;
    static final int MAX_DEPTH = 32;
    private static final long MAX_FUTURE_MILLIS = 60_000;

    /** The size of a value is bounded before it is parsed, so lengths inside it need no bound of their own. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_VALUE_BYTES)
                    .maxStringLength(MAX_VALUE_BYTES)
                    .maxNameLength(MAX_VALUE_BYTES)
                    .build())
            .build();

    private final int partitions;
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);

    /**
     * A codec for a topic.
     *
     * @param partitions how many partitions {@code transactions} has
     */
    public TransactionCodec(int partitions) {
        this.partitions = partitions;
    }

    /** Reads one record. */
    public ParseResult parse(SourceRecord record) {
        try {
            return read(record);
        } catch (Rejection rejection) {
            return ParseResult.of(
                    record.origin(),
                    new DeadLetter(rejection.reason(), rejection.detail(), payload(record.value()), record.origin()));
        }
    }

    private ParseResult read(SourceRecord record) throws Rejection {
        byte[] value = record.value();
        if (value == null || value.length == 0) {
            throw new Rejection(RejectReason.NO_VALUE);
        }
        if (value.length > MAX_VALUE_BYTES) {
            throw new Rejection(RejectReason.TOO_LARGE);
        }
        Members members = members(text(value));
        Origin origin = record.origin();
        if (members.has(Field.MARK)) {
            return ParseResult.of(origin, mark(members));
        }
        if (members.has(Field.CONTROL)) {
            CardControl control = new CardControl(action(members), members.identifier(Field.CARD_ID));
            checkKey(record, control.cardId());
            return ParseResult.of(origin, control);
        }
        Transaction transaction = transaction(members);
        checkKey(record, transaction.cardId());
        if (transaction.eventTimeMillis() > origin.publishedAtMillis() + MAX_FUTURE_MILLIS) {
            throw new Rejection(RejectReason.FUTURE_EVENT_TIME);
        }
        return ParseResult.of(origin, transaction);
    }

    private String text(byte[] value) throws Rejection {
        try {
            return utf8.decode(ByteBuffer.wrap(value)).toString();
        } catch (CharacterCodingException e) {
            throw new Rejection(RejectReason.INVALID_UTF8);
        }
    }

    private static Members members(String text) throws Rejection {
        Members members = new Members();
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Rejection(RejectReason.MALFORMED_JSON);
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                members.add(parser.currentName(), parser.nextToken(), parser);
                parser.skipChildren();
            }
            if (parser.nextToken() != null) {
                throw new Rejection(RejectReason.MALFORMED_JSON);
            }
        } catch (JsonProcessingException e) {
            throw new Rejection(RejectReason.MALFORMED_JSON);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from a string cannot fail", e);
        }
        return members;
    }

    private static Mark mark(Members members) throws Rejection {
        return members.string(Field.MARK)
                .filter(text -> members.count() == 1)
                .flatMap(text -> named(Mark.values(), text))
                .orElseThrow(() -> new Rejection(RejectReason.BAD_MARK));
    }

    private static CardControl.Action action(Members members) throws Rejection {
        return members.string(Field.CONTROL)
                .flatMap(text -> named(CardControl.Action.values(), text))
                .orElseThrow(() -> new Rejection(RejectReason.BAD_CONTROL));
    }

    private static <E extends Enum<E>> Optional<E> named(E[] constants, String text) {
        return Arrays.stream(constants)
                .filter(constant -> wireName(constant).equals(text))
                .findFirst();
    }

    private static Transaction transaction(Members members) throws Rejection {
        // The order of the arguments is the order of checking (SEMANTICS 3.3).
        Transaction transaction = new Transaction(
                members.identifier(Field.TRANSACTION_ID),
                members.identifier(Field.CARD_ID),
                members.identifier(Field.MERCHANT_ID),
                members.integer(Field.EVENT_TIME_MILLIS, 946_684_800_000L, 4_102_444_799_999L),
                members.integer(Field.AMOUNT_MINOR, 0, 100_000_000_000L),
                members.required(Field.CURRENCY, JsonToken.VALUE_STRING, text -> isMadeOf(text, 3, 'A', 'Z')),
                members.optional(Field.MERCHANT_CATEGORY, JsonToken.VALUE_STRING, text -> isMadeOf(text, 4, '0', '9')),
                members.channel(),
                members.optional(Field.COUNTRY, JsonToken.VALUE_STRING, text -> isMadeOf(text, 2, 'A', 'Z')),
                members.degrees(Field.LATITUDE, 90),
                members.degrees(Field.LONGITUDE, 180),
                members.has(Field.DEVICE_ID) ? members.identifier(Field.DEVICE_ID) : null);
        if (transaction.latitude() == null != (transaction.longitude() == null)) {
            throw new Rejection(
                    RejectReason.MISSING_FIELD, transaction.latitude() == null ? Field.LATITUDE : Field.LONGITUDE);
        }
        return transaction;
    }

    private void checkKey(SourceRecord record, String cardId) throws Rejection {
        byte[] key = record.key();
        if (key == null || !Arrays.equals(key, cardId.getBytes(StandardCharsets.UTF_8))) {
            throw new Rejection(RejectReason.WRONG_KEY);
        }
        if (Partitioner.partition(key, partitions) != record.origin().partition()) {
            throw new Rejection(RejectReason.WRONG_PARTITION);
        }
    }

    private static String payload(byte[] value) {
        if (value == null || value.length == 0) {
            return null;
        }
        String masked = CardNumbers.mask(lenientText(Arrays.copyOf(value, Math.min(value.length, MAX_VALUE_BYTES))));
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

    private static boolean isMadeOf(String text, int length, char from, char to) {
        return text.length() == length && text.chars().allMatch(c -> c >= from && c <= to);
    }

    /** The value of a transaction's record, members in the order of the contract, missing ones left out. */
    public static byte[] toJson(Transaction transaction) {
        return new PlainJson()
                .add(Field.TRANSACTION_ID, transaction.transactionId())
                .add(Field.CARD_ID, transaction.cardId())
                .add(Field.MERCHANT_ID, transaction.merchantId())
                .add(Field.EVENT_TIME_MILLIS, transaction.eventTimeMillis())
                .add(Field.AMOUNT_MINOR, transaction.amountMinor())
                .add(Field.CURRENCY, transaction.currency())
                .add(Field.MERCHANT_CATEGORY, transaction.merchantCategory())
                .add(
                        Field.CHANNEL,
                        transaction.channel() == null
                                ? null
                                : transaction.channel().name())
                .add(Field.COUNTRY, transaction.country())
                .add(Field.LATITUDE, transaction.latitude())
                .add(Field.LONGITUDE, transaction.latitude() == null ? null : transaction.longitude())
                .add(Field.DEVICE_ID, transaction.deviceId())
                .end()
                .orElseGet(() -> toJsonByLibrary(transaction));
    }

    /** The same bytes for any text; slower. */
    static byte[] toJsonByLibrary(Transaction transaction) {
        return write(json -> {
            json.writeStringField(Field.TRANSACTION_ID.wireName(), transaction.transactionId());
            json.writeStringField(Field.CARD_ID.wireName(), transaction.cardId());
            json.writeStringField(Field.MERCHANT_ID.wireName(), transaction.merchantId());
            json.writeNumberField(Field.EVENT_TIME_MILLIS.wireName(), transaction.eventTimeMillis());
            json.writeNumberField(Field.AMOUNT_MINOR.wireName(), transaction.amountMinor());
            json.writeStringField(Field.CURRENCY.wireName(), transaction.currency());
            writeOptional(json, Field.MERCHANT_CATEGORY, transaction.merchantCategory());
            writeOptional(
                    json,
                    Field.CHANNEL,
                    transaction.channel() == null ? null : transaction.channel().name());
            writeOptional(json, Field.COUNTRY, transaction.country());
            if (transaction.latitude() != null) {
                json.writeNumberField(Field.LATITUDE.wireName(), transaction.latitude());
                json.writeNumberField(Field.LONGITUDE.wireName(), transaction.longitude());
            }
            writeOptional(json, Field.DEVICE_ID, transaction.deviceId());
        });
    }

    /** The value of a card control's record. */
    public static byte[] toJson(CardControl control) {
        return write(json -> {
            json.writeStringField(Field.CONTROL.wireName(), wireName(control.action()));
            json.writeStringField(Field.CARD_ID.wireName(), control.cardId());
        });
    }

    /** The value of a mark's record. */
    public static byte[] toJson(Mark mark) {
        return write(json -> json.writeStringField(Field.MARK.wireName(), wireName(mark)));
    }

    private static void writeOptional(JsonGenerator json, Field field, String value) throws IOException {
        if (value != null) {
            json.writeStringField(field.wireName(), value);
        }
    }

    private static byte[] write(JsonBody body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(320);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            body.writeTo(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    private static String wireName(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private interface JsonBody {
        void writeTo(JsonGenerator json) throws IOException;
    }
}
