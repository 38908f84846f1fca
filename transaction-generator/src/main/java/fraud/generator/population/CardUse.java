package fraud.generator.population;

import fraud.model.Channel;
import fraud.model.Transaction;

/**
 * A use of a card, before it has an identifier and a time.
 *
 * @param card whose
 * @param merchant where
 * @param amountMinor minor units of the card's billing currency
 * @param channel how
 * @param deviceId device of an online use, else null
 */
public record CardUse(Card card, Merchant merchant, long amountMinor, Channel channel, String deviceId) {

    /** An online use with a device. */
    public static CardUse online(Card card, Merchant merchant, long amountMinor, String deviceId) {
        return new CardUse(card, merchant, amountMinor, Channel.ECOMMERCE, deviceId);
    }

    /** A use at a terminal. */
    public static CardUse present(Card card, Merchant merchant, long amountMinor, Channel channel) {
        return new CardUse(card, merchant, amountMinor, channel, null);
    }

    /** The same use with another amount. */
    public CardUse withAmount(long newAmountMinor) {
        return new CardUse(card, merchant, newAmountMinor, channel, deviceId);
    }

    /** The use as the acquirer reports it. */
    public Transaction transaction(String transactionId, long eventTimeMillis) {
        return new Transaction(
                transactionId,
                card.id(),
                merchant.id(),
                eventTimeMillis,
                amountMinor,
                card.home().currency(),
                merchant.category().code(),
                channel,
                merchant.city().country(),
                merchant.latitude(),
                merchant.longitude(),
                deviceId,
                card.issuerRange());
    }
}
