package fraud.parse;

import fraud.model.CardControl;
import fraud.model.DeadLetter;
import fraud.model.Mark;
import fraud.model.Origin;
import fraud.model.Transaction;

/**
 * What a record turned out to be: exactly one of the four, the others are null. Flat rather than sealed, since it travels between
 * operators of both engines.
 *
 * @param kind which of the four
 * @param origin where the record came from
 * @param transaction a valid transaction
 * @param control a valid card control
 * @param mark a mark
 * @param deadLetter why it is none of these
 */
public record ParseResult(
        Kind kind, Origin origin, Transaction transaction, CardControl control, Mark mark, DeadLetter deadLetter) {

    /** The kinds of record on {@code transactions} (SEMANTICS 2.1). */
    public enum Kind {
        TRANSACTION,
        CONTROL,
        MARK,
        DEAD_LETTER
    }

    static ParseResult of(Origin origin, Transaction transaction) {
        return new ParseResult(Kind.TRANSACTION, origin, transaction, null, null, null);
    }

    static ParseResult of(Origin origin, CardControl control) {
        return new ParseResult(Kind.CONTROL, origin, null, control, null, null);
    }

    static ParseResult of(Origin origin, Mark mark) {
        return new ParseResult(Kind.MARK, origin, null, null, mark, null);
    }

    static ParseResult of(Origin origin, DeadLetter deadLetter) {
        return new ParseResult(Kind.DEAD_LETTER, origin, null, null, null, deadLetter);
    }

    /** The card of a transaction or control. */
    public String cardId() {
        return switch (kind) {
            case TRANSACTION -> transaction.cardId();
            case CONTROL -> control.cardId();
            case MARK, DEAD_LETTER -> throw new IllegalStateException(kind + " has no card: " + origin);
        };
    }
}
