package fraud.parse;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import fraud.model.CardControl;
import fraud.model.Origin;
import fraud.model.RejectReason;
import fraud.model.Signal;
import fraud.model.Transaction;
import java.io.IOException;

/**
 * Turns any record of {@code transactions} into what it is, or into a dead letter with the reason (SEMANTICS 3). It
 * never throws on input. Both engines read through it, since no two JSON readers agree on what is not quite JSON. Not
 * thread-safe.
 */
public final class TransactionCodec {

    static final int MAX_VALUE_BYTES = 65_536;

    private final int partitions;
    private final JsonRecords records = new JsonRecords(MAX_VALUE_BYTES);

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
            return JsonRecords.rejected(record, rejection);
        }
    }

    private ParseResult read(SourceRecord record) throws Rejection {
        Members members = records.members(record);
        Origin origin = record.origin();
        if (members.has(Field.SIGNAL)) {
            return ParseResult.of(origin, JsonRecords.signal(members.string(Field.SIGNAL), members.count()));
        }
        if (members.has(Field.CONTROL)) {
            CardControl control = new CardControl(action(members), members.identifier(Field.CARD_ID));
            JsonRecords.checkKey(record, control.cardId(), partitions);
            return ParseResult.of(origin, control);
        }
        Transaction transaction = transaction(members);
        JsonRecords.checkKey(record, transaction.cardId(), partitions);
        JsonRecords.checkTime(record, transaction.eventTimeMillis());
        return ParseResult.of(origin, transaction);
    }

    private static CardControl.Action action(Members members) throws Rejection {
        return members.string(Field.CONTROL)
                .flatMap(text -> JsonRecords.named(CardControl.Action.values(), text))
                .orElseThrow(() -> new Rejection(RejectReason.BAD_CONTROL));
    }

    private static Transaction transaction(Members members) throws Rejection {
        // The order of the arguments is the order of checking (SEMANTICS 3.3).
        Transaction transaction = new Transaction(
                members.identifier(Field.TRANSACTION_ID),
                members.identifier(Field.CARD_ID),
                members.identifier(Field.MERCHANT_ID),
                members.eventTimeMillis(),
                members.integer(Field.AMOUNT_MINOR, 0, 100_000_000_000L),
                members.required(Field.CURRENCY, JsonToken.VALUE_STRING, text -> isMadeOf(text, 3, 'A', 'Z')),
                members.optional(Field.MERCHANT_CATEGORY, JsonToken.VALUE_STRING, text -> isMadeOf(text, 4, '0', '9')),
                members.channel(),
                members.optional(Field.COUNTRY, JsonToken.VALUE_STRING, text -> isMadeOf(text, 2, 'A', 'Z')),
                members.degrees(Field.LATITUDE, 90),
                members.degrees(Field.LONGITUDE, 180),
                members.optionalIdentifier(Field.DEVICE_ID),
                members.optionalIdentifier(Field.ISSUER_RANGE));
        if (transaction.latitude() == null != (transaction.longitude() == null)) {
            throw new Rejection(
                    RejectReason.MISSING_FIELD, transaction.latitude() == null ? Field.LATITUDE : Field.LONGITUDE);
        }
        return transaction;
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
                .add(Field.ISSUER_RANGE, transaction.issuerRange())
                .end()
                .orElseGet(() -> toJsonByLibrary(transaction));
    }

    /** The same bytes for any text; slower. */
    static byte[] toJsonByLibrary(Transaction transaction) {
        return JsonRecords.write(json -> {
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
            writeOptional(json, Field.ISSUER_RANGE, transaction.issuerRange());
        });
    }

    /** The value of a card control's record. */
    public static byte[] toJson(CardControl control) {
        return JsonRecords.write(json -> {
            json.writeStringField(Field.CONTROL.wireName(), JsonRecords.wireName(control.action()));
            json.writeStringField(Field.CARD_ID.wireName(), control.cardId());
        });
    }

    /** The value of a signal's record, on any input topic. */
    public static byte[] toJson(Signal signal) {
        return JsonRecords.write(json -> json.writeStringField(Field.SIGNAL.wireName(), JsonRecords.wireName(signal)));
    }

    private static void writeOptional(JsonGenerator json, Field field, String value) throws IOException {
        if (value != null) {
            json.writeStringField(field.wireName(), value);
        }
    }
}
