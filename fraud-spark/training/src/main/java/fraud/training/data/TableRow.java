package fraud.training.data;

import java.util.List;
import java.util.Optional;

/**
 * A transaction of the training table.
 *
 * @param transactionId with the card and the event time, what names it
 * @param cardId its card
 * @param eventTimeMillis when it happened, ms since 1970-01-01T00:00Z
 * @param amountMinor its amount, minor units
 * @param features what the model sees of it, as it stood at its time
 * @param outcomes what was published about it, in the order of publication
 */
@SuppressWarnings("ArrayRecordComponent") // a row on its way into a vector, never compared
public record TableRow(
        String transactionId,
        String cardId,
        long eventTimeMillis,
        long amountMinor,
        double[] features,
        List<Outcome> outcomes) {

    /**
     * What became of a transaction.
     *
     * @param publishedAtMillis when it was published
     * @param fraud whether it was fraud
     * @param scenario the kind of fraud; empty if it was none, or is not known
     */
    record Outcome(long publishedAtMillis, boolean fraud, String scenario) {}

    /** What was known of it at a time, that time included: of several outcomes the one published last. */
    Optional<Outcome> outcomeAt(long knownMillis) {
        Outcome latest = null;
        for (Outcome outcome : outcomes) {
            if (outcome.publishedAtMillis() <= knownMillis
                    && (latest == null || outcome.publishedAtMillis() >= latest.publishedAtMillis())) {
                latest = outcome;
            }
        }
        return Optional.ofNullable(latest);
    }

    /** This row seen with other eyes. */
    public TableRow withFeatures(double[] others) {
        return new TableRow(transactionId, cardId, eventTimeMillis, amountMinor, others, outcomes);
    }
}
