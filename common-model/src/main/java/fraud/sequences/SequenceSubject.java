package fraud.sequences;

import fraud.model.Transaction;
import java.util.function.Function;

/** What a sequence is about: whose transactions it runs over (SEMANTICS 8, 11). */
public enum SequenceSubject {
    /** The transactions of one card. */
    CARD("cardId", Transaction::cardId, SequenceEvent::cardId),
    /** The transactions at one merchant. */
    MERCHANT("merchantId", Transaction::merchantId, SequenceEvent::merchantId),
    /** The transactions of all cards of one range of card numbers. */
    ISSUER_RANGE("issuerRange", Transaction::issuerRange, SequenceEvent::issuerRange);

    private final String member;

    @SuppressWarnings("ImmutableEnumChecker") // a reference to a method
    private final Function<Transaction, String> ofTransaction;

    @SuppressWarnings("ImmutableEnumChecker") // a reference to a method
    private final Function<SequenceEvent, String> ofEvent;

    SequenceSubject(
            String member, Function<Transaction, String> ofTransaction, Function<SequenceEvent, String> ofEvent) {
        this.member = member;
        this.ofTransaction = ofTransaction;
        this.ofEvent = ofEvent;
    }

    /** The member of a transaction, and of an alert, that names it. */
    public String member() {
        return member;
    }

    /** Its identifier, or null if the transaction does not say. */
    public String idOf(Transaction transaction) {
        return ofTransaction.apply(transaction);
    }

    /** Its identifier, or null if the event does not say. */
    public String idOf(SequenceEvent event) {
        return ofEvent.apply(event);
    }
}
