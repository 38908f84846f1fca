package fraud.features;

import fraud.model.Transaction;

/**
 * A use of a card that tells where the card was (SEMANTICS 4.6).
 *
 * @param eventTimeMillis when, UTC epoch in ms
 * @param transactionId breaks ties of the event time
 * @param latitude where, degrees
 * @param longitude where, degrees
 */
public record LocatedUse(long eventTimeMillis, String transactionId, double latitude, double longitude) {

    static LocatedUse of(Transaction located) {
        return new LocatedUse(
                located.eventTimeMillis(), located.transactionId(), located.latitude(), located.longitude());
    }

    boolean isBefore(Transaction other) {
        int byTime = Long.compare(eventTimeMillis, other.eventTimeMillis());
        return byTime < 0 || (byTime == 0 && transactionId.compareTo(other.transactionId()) < 0);
    }

    long metresTo(Transaction located) {
        return Distance.metres(latitude, longitude, located.latitude(), located.longitude());
    }
}
