package fraud.reference;

import fraud.features.TestTransaction;
import fraud.model.Channel;
import fraud.model.Transaction;

/**
 * A fresh card for the example of a sequence. Unless said otherwise each transaction is sent after a delay of its own
 * within the maximum out-of-orderness, so that a detector that goes by arrival gets the example wrong.
 */
final class SequenceCard {

    private final SeededStream stream;
    private final String id;
    private final long originMillis;

    SequenceCard(SeededStream stream) {
        this(stream, SeededStream.START_MILLIS + stream.random().nextLong(SeededStream.SPAN.toMillis()));
    }

    SequenceCard(SeededStream stream, long originMillis) {
        this.stream = stream;
        this.id = stream.newCard();
        this.originMillis = originMillis;
    }

    SequenceCard pay(long atMillis, long amountMinor) {
        return use(atMillis, amountMinor, null, null);
    }

    SequenceCard use(long atMillis, long amountMinor, Channel channel, String device) {
        Transaction transaction = transaction(atMillis, amountMinor, channel, device);
        stream.send(transaction, transaction.eventTimeMillis() + anyDelay());
        return this;
    }

    /** A purchase on the web. */
    SequenceCard buy(long atMillis, long amountMinor, String device) {
        return use(atMillis, amountMinor, Channel.ECOMMERCE, device);
    }

    /** A purchase on the web that is sent as it happens, so that the card knows the device from here on. */
    SequenceCard buyAtOnce(long atMillis, long amountMinor, String device) {
        Transaction transaction = transaction(atMillis, amountMinor, Channel.ECOMMERCE, device);
        return send(transaction, transaction.eventTimeMillis());
    }

    /** A use of the chip. */
    SequenceCard chip(long atMillis) {
        return use(atMillis, stream.ordinaryAmount(), Channel.CHIP, null);
    }

    SequenceCard send(Transaction transaction, long sentMillis) {
        stream.send(transaction, sentMillis);
        return this;
    }

    /** Sends a transaction this long after it happened, and says so in its timestamp. */
    SequenceCard sendLate(Transaction transaction, long delayMillis) {
        stream.sendExactly(transaction, transaction.eventTimeMillis() + delayMillis);
        return this;
    }

    long anyDelay() {
        return stream.random().nextLong(stream.parameters().maxOutOfOrdernessMillis() + 1);
    }

    Transaction transaction(long atMillis, long amountMinor, Channel channel, String device) {
        return TestTransaction.of(amountMinor)
                .id(stream.newTransactionId())
                .card(id)
                .merchant("m-episode")
                .at(originMillis + atMillis)
                .channel(channel)
                .device(device)
                .build();
    }
}
