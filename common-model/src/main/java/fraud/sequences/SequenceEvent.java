package fraud.sequences;

import fraud.model.Origin;
import fraud.model.Transaction;
import java.util.Comparator;

/**
 * What the sequences keep of a transaction.
 *
 * @param cardId token of the card
 * @param transactionId identifier of the transaction
 * @param eventTimeMillis when, UTC epoch in ms
 * @param amountMinor amount in minor units
 * @param partition source partition
 * @param offset source offset
 * @param intendedSendMicros see {@link Origin}
 */
public record SequenceEvent(
        String cardId,
        String transactionId,
        long eventTimeMillis,
        long amountMinor,
        int partition,
        long offset,
        long intendedSendMicros) {

    /** The order in which sequences see events (SEMANTICS 8.1). */
    public static final Comparator<SequenceEvent> ORDER = Comparator.comparingLong(SequenceEvent::eventTimeMillis)
            .thenComparing(SequenceEvent::cardId)
            .thenComparing(SequenceEvent::transactionId)
            .thenComparingLong(SequenceEvent::offset);

    /** The event of a transaction. */
    public static SequenceEvent of(Transaction transaction, Origin origin) {
        return new SequenceEvent(
                transaction.cardId(),
                transaction.transactionId(),
                transaction.eventTimeMillis(),
                transaction.amountMinor(),
                origin.partition(),
                origin.offset(),
                origin.intendedSendMicros());
    }
}
