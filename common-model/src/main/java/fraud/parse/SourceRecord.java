package fraud.parse;

import fraud.model.Origin;

/**
 * A Kafka record as it was read.
 *
 * @param origin where it came from
 * @param key the record's key, or null
 * @param value the record's value, or null
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way to the codec, never compared
public record SourceRecord(Origin origin, byte[] key, byte[] value) {

    /** Leaves the bytes out: they may hold card data. */
    @Override
    public String toString() {
        return "SourceRecord[" + origin + "]";
    }
}
