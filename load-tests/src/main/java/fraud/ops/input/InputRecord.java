package fraud.ops.input;

import java.util.OptionalLong;

/**
 * One line of an input file, ready to be sent.
 *
 * @param line number of the line, from 1
 * @param key the card as bytes, or null if the line has no readable card
 * @param value what to send
 * @param publishedAtMillis when it was published, UTC epoch in ms, by the line's own account, if that can be read
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way to Kafka, never compared
public record InputRecord(long line, byte[] key, byte[] value, OptionalLong publishedAtMillis) {

    /** Leaves the bytes out: they may hold card data. */
    @Override
    public String toString() {
        return "InputRecord[line " + line + "]";
    }
}
