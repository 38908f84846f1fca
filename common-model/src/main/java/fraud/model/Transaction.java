package fraud.model;

/**
 * One use of a card, as published on {@code transactions} (SEMANTICS 3.3). {@code TransactionCodec} checks the ranges;
 * instances are valid.
 *
 * @param transactionId identifier given by the acquirer
 * @param cardId token of the card, never a card number
 * @param merchantId merchant or terminal
 * @param eventTimeMillis when the card was used, UTC epoch in ms
 * @param amountMinor billing amount in minor units
 * @param currency ISO 4217 code of the billing currency
 * @param merchantCategory ISO 18245 code (MCC), or null if not known
 * @param channel how the card was used, or null if not known
 * @param country ISO 3166-1 alpha-2 code of the merchant, or null if not known
 * @param latitude of the terminal in degrees, or null; both or none of the two are present
 * @param longitude of the terminal in degrees, or null
 * @param deviceId device of an e-commerce purchase, or null if not known
 * @param issuerRange token of the range of card numbers that the card is of (its BIN), or null if not known
 */
public record Transaction(
        String transactionId,
        String cardId,
        String merchantId,
        long eventTimeMillis,
        long amountMinor,
        String currency,
        String merchantCategory,
        Channel channel,
        String country,
        Double latitude,
        Double longitude,
        String deviceId,
        String issuerRange) {

    /** The same at another time. */
    public Transaction withEventTime(long newEventTimeMillis) {
        return new Transaction(
                transactionId,
                cardId,
                merchantId,
                newEventTimeMillis,
                amountMinor,
                currency,
                merchantCategory,
                channel,
                country,
                latitude,
                longitude,
                deviceId,
                issuerRange);
    }

    /** The same of another amount in minor units. */
    public Transaction withAmount(long newAmountMinor) {
        return new Transaction(
                transactionId,
                cardId,
                merchantId,
                eventTimeMillis,
                newAmountMinor,
                currency,
                merchantCategory,
                channel,
                country,
                latitude,
                longitude,
                deviceId,
                issuerRange);
    }

    /** Whether it tells where the card itself was (SEMANTICS 4.6). */
    public boolean isLocated() {
        return channel != null && channel.isCardPresent() && latitude != null && longitude != null;
    }

    /** Whether it tells in which country the card itself was (SEMANTICS 4.8). */
    public boolean isInCountry() {
        return channel != null && channel.isCardPresent() && country != null;
    }

    /** Names the transaction without card data, for logs and errors. */
    @Override
    public String toString() {
        return "Transaction[" + transactionId + "]";
    }
}
