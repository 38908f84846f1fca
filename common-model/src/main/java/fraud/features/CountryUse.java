package fraud.features;

import fraud.model.Transaction;

/**
 * A use of a card that tells in which country the card was (SEMANTICS 4.8).
 *
 * @param eventTimeMillis when, UTC epoch in ms
 * @param transactionId breaks ties of the event time
 * @param country where, ISO 3166-1 alpha-2
 */
public record CountryUse(long eventTimeMillis, String transactionId, String country) {

    static CountryUse of(Transaction inCountry) {
        return new CountryUse(inCountry.eventTimeMillis(), inCountry.transactionId(), inCountry.country());
    }

    boolean isBefore(Transaction other) {
        int byTime = Long.compare(eventTimeMillis, other.eventTimeMillis());
        return byTime < 0 || (byTime == 0 && transactionId.compareTo(other.transactionId()) < 0);
    }
}
