package fraud.generator.stream;

import fraud.model.RejectReason;
import fraud.model.Transaction;

/**
 * One event of the stream: a Kafka record to publish, and the truth about it.
 *
 * @param index position in the stream
 * @param kind what it is
 * @param key Kafka key, or null for none
 * @param value Kafka value, or null for none
 * @param partition where to publish, or {@link #BY_KEY}
 * @param publishedAtMillis when it is published on the stream's clock, UTC epoch in ms; never earlier for a greater
 *     index
 * @param transaction the transaction of a {@code TRANSACTION} or {@code DUPLICATE}, else null
 * @param truth the truth about a {@code TRANSACTION}, else null
 * @param expectedReject why a detector must reject a {@code MALFORMED} one, else null
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way out, never compared
public record GeneratedRecord(
        long index,
        Kind kind,
        byte[] key,
        byte[] value,
        int partition,
        long publishedAtMillis,
        Transaction transaction,
        Truth truth,
        RejectReason expectedReject) {

    /** The partition is the default partitioner's for the key. */
    public static final int BY_KEY = -1;

    /** What an event is. */
    public enum Kind {
        /** A valid transaction that comes for the first time. */
        TRANSACTION,
        /** A valid transaction whose identifier came before. */
        DUPLICATE,
        /** A card control. */
        CONTROL,
        /** A record that a detector must reject. */
        MALFORMED
    }

    /** Leaves the bytes out: they may hold what looks like card data. */
    @Override
    public String toString() {
        return "GeneratedRecord[" + index + " " + kind + "]";
    }
}
