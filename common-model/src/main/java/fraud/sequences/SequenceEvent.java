package fraud.sequences;

import fraud.features.Features;
import fraud.model.Channel;
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
 * @param channel how the card was used, or null if not known
 * @param deviceId device of an e-commerce purchase, or null if not known
 * @param newDevice whether the card's history had other devices only when the transaction was decided (SEMANTICS 4.9)
 * @param partition source partition
 * @param offset source offset
 * @param intendedSendMicros see {@link Origin}
 */
public record SequenceEvent(
        String cardId,
        String transactionId,
        long eventTimeMillis,
        long amountMinor,
        Channel channel,
        String deviceId,
        boolean newDevice,
        int partition,
        long offset,
        long intendedSendMicros) {

    /** The order in which sequences see events (SEMANTICS 8.1). */
    public static final Comparator<SequenceEvent> ORDER = Comparator.comparingLong(SequenceEvent::eventTimeMillis)
            .thenComparing(SequenceEvent::cardId)
            .thenComparing(SequenceEvent::transactionId)
            .thenComparingLong(SequenceEvent::offset);

    /** The event of a transaction with the features of its decision. */
    public static SequenceEvent of(Transaction transaction, Origin origin, Features features) {
        return new SequenceEvent(
                transaction.cardId(),
                transaction.transactionId(),
                transaction.eventTimeMillis(),
                transaction.amountMinor(),
                transaction.channel(),
                transaction.deviceId(),
                Boolean.TRUE.equals(features.newDevice()),
                origin.partition(),
                origin.offset(),
                origin.intendedSendMicros());
    }

    /** Whether it is a purchase on the web with a device that is new for the card. */
    boolean isOnlineWithNewDevice() {
        return channel == Channel.ECOMMERCE && newDevice;
    }
}
