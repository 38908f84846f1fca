package fraud.reference;

import fraud.features.TestTransaction;
import fraud.model.Channel;
import fraud.model.Label;
import fraud.model.Transaction;
import java.time.Duration;

/** A fresh merchant, what is settled of its transactions, and cards that pay there and so ask for its past. */
final class MerchantExample {

    private static final long MOST_AHEAD_MILLIS = Duration.ofSeconds(50).toMillis();

    private final SeededStream stream;
    private final String id;
    private int labels;

    MerchantExample(SeededStream stream) {
        this.stream = stream;
        this.id = stream.newMerchant();
    }

    String id() {
        return id;
    }

    /** A label of a transaction of its own. */
    MerchantExample settle(long eventTimeMillis, boolean fraud, long publishedMillis) {
        labels++;
        return settle("settled-" + labels, eventTimeMillis, fraud, publishedMillis);
    }

    /** A label of the transaction of this name and time. */
    MerchantExample settle(String transactionId, long eventTimeMillis, boolean fraud, long publishedMillis) {
        return settle("settled-card", transactionId, eventTimeMillis, fraud, publishedMillis);
    }

    MerchantExample settle(
            String cardId, String transactionId, long eventTimeMillis, boolean fraud, long publishedMillis) {
        stream.label(
                new Label(transactionId, id, cardId, eventTimeMillis, fraud, null), publishedMillis, publishedMillis);
        return this;
    }

    /** A label whose timestamp runs back. */
    MerchantExample settleBack(String transactionId, long eventTimeMillis, boolean fraud, long sent, long published) {
        stream.label(new Label(transactionId, id, "settled-card", eventTimeMillis, fraud, null), sent, published);
        return this;
    }

    /** So many frauds at one time. */
    MerchantExample frauds(int count, long eventTimeMillis, long publishedMillis) {
        for (int i = 0; i < count; i++) {
            settle(eventTimeMillis, true, publishedMillis);
        }
        return this;
    }

    /** A new card pays at each of these times, published a little before or after. */
    MerchantExample ask(long... eventTimesMillis) {
        for (long at : eventTimesMillis) {
            long delay = stream.chance(50)
                    ? -stream.random().nextLong(MOST_AHEAD_MILLIS)
                    : stream.random().nextLong(stream.parameters().maxOutOfOrdernessMillis() + 1);
            stream.send(payment(at), at + delay);
        }
        return this;
    }

    /** A new card pays, and that is published at exactly this time. */
    MerchantExample askPublished(long eventTimeMillis, long publishedMillis) {
        stream.sendExactly(payment(eventTimeMillis), publishedMillis);
        return this;
    }

    Transaction payment(long eventTimeMillis) {
        return transaction(stream.newCard(), null, eventTimeMillis, stream.ordinaryAmount());
    }

    Transaction transaction(String cardId, Channel channel, long eventTimeMillis, long amountMinor) {
        return TestTransaction.of(amountMinor)
                .id(stream.newTransactionId())
                .card(cardId)
                .merchant(id)
                .at(eventTimeMillis)
                .channel(channel)
                .build();
    }
}
