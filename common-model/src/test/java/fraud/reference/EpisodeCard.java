package fraud.reference;

import fraud.features.TestTransaction;
import fraud.model.CardControl.Action;
import fraud.model.Channel;
import fraud.model.Transaction;
import java.time.Duration;

/**
 * A fresh card whose example begins in the stream's first days unless said otherwise; all its records are sent after
 * the same delay, hence in order.
 */
final class EpisodeCard {

    private static final double METRES_PER_DEGREE = 6_371_000 * Math.PI / 180;

    private final SeededStream stream;
    private final String id;
    private final long originMillis;
    private final long delayMillis;

    EpisodeCard(SeededStream stream) {
        this(
                stream,
                SeededStream.START_MILLIS
                        + stream.random().nextLong(Duration.ofDays(2).toMillis()));
    }

    EpisodeCard(SeededStream stream, long originMillis) {
        this.stream = stream;
        this.id = stream.newCard();
        this.originMillis = originMillis;
        this.delayMillis = stream.random().nextLong(stream.parameters().maxOutOfOrdernessMillis() + 1);
    }

    long sentMillis(long atMillis) {
        return originMillis + atMillis + delayMillis;
    }

    void pay(long atMillis, long amountMinor) {
        publish(transaction(atMillis, amountMinor, null, 0), sentMillis(atMillis));
    }

    void useAt(long atMillis, long metresEast) {
        publish(located(atMillis, metresEast), sentMillis(atMillis));
    }

    /** A use in a country, with no position. */
    void useIn(String country, long atMillis) {
        publish(inCountry(country, Channel.CONTACTLESS, atMillis), sentMillis(atMillis));
    }

    /** A purchase on the web. */
    void buyOn(String device, long atMillis, long amountMinor) {
        publish(onDevice(device, Channel.ECOMMERCE, atMillis, amountMinor), sentMillis(atMillis));
    }

    void control(Action action, long atMillis) {
        stream.control(id, action, sentMillis(atMillis));
    }

    void publish(Transaction transaction, long sentMillis) {
        stream.send(transaction, sentMillis);
    }

    Transaction located(long atMillis, long metresEast) {
        return transaction(atMillis, stream.ordinaryAmount(), Channel.CHIP, metresEast);
    }

    Transaction inCountry(String country, Channel channel, long atMillis) {
        return transaction(atMillis, stream.ordinaryAmount(), channel, country, null, null, null);
    }

    Transaction onDevice(String device, Channel channel, long atMillis, long amountMinor) {
        return transaction(atMillis, amountMinor, channel, null, null, null, device);
    }

    /** Half a metre beyond, so that the distance rounds down to the number asked for. */
    Transaction transaction(long atMillis, long amountMinor, Channel channel, long metresEast) {
        return transaction(
                atMillis,
                amountMinor,
                channel,
                null,
                channel == null ? null : 0.0,
                channel == null ? null : metresEast == 0 ? 0.0 : (metresEast + 0.5) / METRES_PER_DEGREE,
                null);
    }

    private Transaction transaction(
            long atMillis,
            long amountMinor,
            Channel channel,
            String country,
            Double latitude,
            Double longitude,
            String device) {
        return TestTransaction.of(amountMinor)
                .id(stream.newTransactionId())
                .card(id)
                .merchant("m-episode")
                .at(originMillis + atMillis)
                .channel(channel)
                .country(country)
                .device(device)
                .place(latitude, longitude)
                .build();
    }
}
