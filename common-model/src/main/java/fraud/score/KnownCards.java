package fraud.score;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Cards on which fraud is already known, so that finding more of it says nothing of a model: they are left out of what
 * it is judged by. As the Fraud Detection Handbook's {@code get_train_test_set} has it (Le Borgne et al., 2022, chapter
 * 3): a fraud of the training window makes its card known for good, a later one as many days after it as labels are
 * late, and one day more. What happened before the training window is not known.
 *
 * <p>Days are UTC. First all frauds, in any order, then the questions. Memory goes with the cards that have a fraud.
 * Not thread-safe while it is filled.
 */
public final class KnownCards {

    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    private final long trainFromDay;
    private final long trainToDay;
    private final int delayDays;
    /** By card, the first day on which it is known. */
    private final Map<String, Long> knownFrom = new HashMap<>();

    /**
     * No card is known yet.
     *
     * @param trainFrom first day of the training window
     * @param trainTo its last day
     * @param delayDays how many days after a transaction its outcome is known
     * @throws IllegalArgumentException if the window ends before it begins, or the delay is negative
     */
    public KnownCards(LocalDate trainFrom, LocalDate trainTo, int delayDays) {
        if (trainTo.isBefore(trainFrom)) {
            throw new IllegalArgumentException("the training window from " + trainFrom + " ends before, on " + trainTo);
        }
        if (delayDays < 0) {
            throw new IllegalArgumentException("a delay of " + delayDays + " days: nothing is known before it happens");
        }
        this.trainFromDay = trainFrom.toEpochDay();
        this.trainToDay = trainTo.toEpochDay();
        this.delayDays = delayDays;
    }

    /**
     * Takes a fraud.
     *
     * @param eventTimeMillis its transaction's, UTC epoch in ms
     */
    public void fraud(String cardId, long eventTimeMillis) {
        Objects.requireNonNull(cardId, "cardId");
        long day = day(eventTimeMillis);
        if (day >= trainFromDay) {
            long from = day <= trainToDay ? trainToDay : day + delayDays + 1;
            knownFrom.merge(cardId, from, Math::min);
        }
    }

    /**
     * Whether a card is known when a transaction of it comes.
     *
     * @param eventTimeMillis the transaction's, UTC epoch in ms, after the training window
     */
    public boolean isKnown(String cardId, long eventTimeMillis) {
        Long from = knownFrom.get(cardId);
        return from != null && day(eventTimeMillis) >= from;
    }

    private static long day(long eventTimeMillis) {
        return Math.floorDiv(eventTimeMillis, DAY_MILLIS);
    }
}
