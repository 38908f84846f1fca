package fraud.parse;

import fraud.model.Label;
import fraud.model.Origin;

/**
 * Turns any record of {@code labels} into what it is, or into a dead letter with the reason (SEMANTICS 3.6). Not
 * thread-safe.
 */
public final class LabelCodec {

    private final int partitions;
    private final JsonRecords records = new JsonRecords(TransactionCodec.MAX_VALUE_BYTES);

    /**
     * A codec for a topic.
     *
     * @param partitions how many partitions {@code labels} has
     */
    public LabelCodec(int partitions) {
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
        // The order of the fields is the order of checking (SEMANTICS 3.6).
        String transactionId = members.identifier(Field.TRANSACTION_ID);
        String merchantId = members.identifier(Field.MERCHANT_ID);
        String cardId = members.identifier(Field.CARD_ID);
        long eventTimeMillis = members.eventTimeMillis();
        boolean fraud = members.flag(Field.FRAUD);
        String scenario = members.optionalIdentifier(Field.SCENARIO);
        JsonRecords.checkKey(record, merchantId, partitions);
        JsonRecords.checkTime(record, eventTimeMillis);
        return ParseResult.of(origin, new Label(transactionId, merchantId, cardId, eventTimeMillis, fraud, scenario));
    }

    /** The value of a label's record. */
    public static byte[] toJson(Label label) {
        return JsonRecords.write(json -> {
            json.writeStringField(Field.TRANSACTION_ID.wireName(), label.transactionId());
            json.writeStringField(Field.MERCHANT_ID.wireName(), label.merchantId());
            json.writeStringField(Field.CARD_ID.wireName(), label.cardId());
            json.writeNumberField(Field.EVENT_TIME_MILLIS.wireName(), label.eventTimeMillis());
            json.writeBooleanField(Field.FRAUD.wireName(), label.fraud());
            if (label.scenario() != null) {
                json.writeStringField(Field.SCENARIO.wireName(), label.scenario());
            }
        });
    }
}
