package fraud.score;

import java.util.Objects;

/**
 * A transaction with its score and, as it turned out later, whether it was fraud: what {@link RankingMetrics} judge a
 * model by.
 *
 * @param cardId the card, not null
 * @param eventTimeMillis event time, ms since 1970-01-01T00:00Z; the UTC day it lies in is the day of
 *     {@link RankingMetrics#cardPrecision}
 * @param score the higher, the more suspicious; any scale, infinite too, but not NaN; −0.0 is taken as 0.0, to which it
 *     is equal
 * @param fraud whether it was fraud
 */
public record ScoredTransaction(String cardId, long eventTimeMillis, double score, boolean fraud) {

    /** @throws IllegalArgumentException if the score is NaN */
    public ScoredTransaction {
        Objects.requireNonNull(cardId, "cardId");
        if (Double.isNaN(score)) {
            throw new IllegalArgumentException("a score is NaN: the model has given no answer");
        }
        score += 0.0;
    }
}
