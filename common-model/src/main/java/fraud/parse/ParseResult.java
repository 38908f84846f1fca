package fraud.parse;

import fraud.model.CardControl;
import fraud.model.DeadLetter;
import fraud.model.Label;
import fraud.model.Origin;
import fraud.model.Signal;
import fraud.model.Transaction;
import fraud.ruleset.PublishedRuleSet;
import fraud.score.PublishedModel;

/**
 * What a record of an input topic turned out to be: exactly one of the seven, the others are null. Flat rather than
 * sealed, since it travels between operators of both engines.
 *
 * @param kind which of the seven
 * @param origin where the record came from
 * @param transaction a valid transaction
 * @param control a valid card control
 * @param label a valid label
 * @param ruleSet a valid rule set, which is yet to be accepted
 * @param model a version of the models, which is yet to be accepted
 * @param signal a signal
 * @param deadLetter why it is none of these
 */
public record ParseResult(
        Kind kind,
        Origin origin,
        Transaction transaction,
        CardControl control,
        Label label,
        PublishedRuleSet ruleSet,
        PublishedModel model,
        Signal signal,
        DeadLetter deadLetter) {

    /** The kinds of record (SEMANTICS 2.1). */
    public enum Kind {
        TRANSACTION,
        CONTROL,
        LABEL,
        RULE_SET,
        MODEL,
        SIGNAL,
        DEAD_LETTER
    }

    static ParseResult of(Origin origin, Transaction transaction) {
        return new ParseResult(Kind.TRANSACTION, origin, transaction, null, null, null, null, null, null);
    }

    static ParseResult of(Origin origin, CardControl control) {
        return new ParseResult(Kind.CONTROL, origin, null, control, null, null, null, null, null);
    }

    static ParseResult of(Origin origin, Label label) {
        return new ParseResult(Kind.LABEL, origin, null, null, label, null, null, null, null);
    }

    /** A version of the rules. */
    public static ParseResult of(Origin origin, PublishedRuleSet ruleSet) {
        return new ParseResult(Kind.RULE_SET, origin, null, null, null, ruleSet, null, null, null);
    }

    /** A version of the models. */
    public static ParseResult of(Origin origin, PublishedModel model) {
        return new ParseResult(Kind.MODEL, origin, null, null, null, null, model, null, null);
    }

    static ParseResult of(Origin origin, Signal signal) {
        return new ParseResult(Kind.SIGNAL, origin, null, null, null, null, null, signal, null);
    }

    static ParseResult of(Origin origin, DeadLetter deadLetter) {
        return new ParseResult(Kind.DEAD_LETTER, origin, null, null, null, null, null, null, deadLetter);
    }

    /** The card of a transaction or control. */
    public String cardId() {
        return switch (kind) {
            case TRANSACTION -> transaction.cardId();
            case CONTROL -> control.cardId();
            case LABEL, RULE_SET, MODEL, SIGNAL, DEAD_LETTER ->
                throw new IllegalStateException(kind + " has no card: " + origin);
        };
    }
}
