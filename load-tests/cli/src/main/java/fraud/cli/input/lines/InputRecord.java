package fraud.cli.input.lines;

import fraud.model.Label;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * One line of an input file, ready to be sent.
 *
 * @param line number of the line, from 1
 * @param key the card, of a label the merchant, as bytes; null if the line has none that can be read
 * @param value what to send
 * @param publishedAtMillis when it was published, UTC epoch in ms, by the line's own account, if that can be read
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way to Kafka, never compared
public record InputRecord(long line, byte[] key, byte[] value, OptionalLong publishedAtMillis) {

    /**
     * How long after its transaction a label is published that does not say when: it then counts from the day on at
     * which it may.
     */
    public static final Duration LABEL_AFTER = Duration.ofDays(6);

    /** When a label was published that does not say so. */
    public static long labelPublishedAtMillis(Label label) {
        return label.eventTimeMillis() + LABEL_AFTER.toMillis();
    }

    /** Leaves the bytes out: they may hold card data. */
    @Override
    public String toString() {
        return "InputRecord[line " + line + "]";
    }
}
