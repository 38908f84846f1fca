package fraud.cli.quality;

import fraud.score.KnownCards;
import java.util.Optional;

/**
 * Which transactions are counted.
 *
 * @param words the same, for people
 * @param fromEventTimeMillis transactions before this are not, UTC epoch in ms
 * @param toEventTimeMillis transactions from this on are not, UTC epoch in ms
 * @param known cards whose transactions are not, once they are known
 */
public record Scope(String words, long fromEventTimeMillis, long toEventTimeMillis, Optional<KnownCards> known) {

    /** Everything. */
    public static Scope ofAll() {
        return from("all transactions", Long.MIN_VALUE);
    }

    /** Everything from an event time on, UTC epoch in ms. */
    public static Scope from(String words, long fromEventTimeMillis) {
        return new Scope(words, fromEventTimeMillis, Long.MAX_VALUE, Optional.empty());
    }

    /** Whether a transaction is counted. */
    public boolean counts(String cardId, long eventTimeMillis) {
        return eventTimeMillis >= fromEventTimeMillis
                && eventTimeMillis < toEventTimeMillis
                && known.stream().noneMatch(cards -> cards.isKnown(cardId, eventTimeMillis));
    }
}
