package fraud.sequences;

import java.util.function.Function;

/** What a sequence is about: whose transactions it runs over (SEMANTICS 8, 11). */
public enum SequenceSubject {
    /** The transactions of one card. */
    CARD("cardId", SequenceEvent::cardId),
    /** The transactions at one merchant. */
    MERCHANT("merchantId", SequenceEvent::merchantId),
    /** The transactions of all cards of one range of card numbers. */
    ISSUER_RANGE("issuerRange", SequenceEvent::issuerRange);

    private final String member;

    @SuppressWarnings("ImmutableEnumChecker") // a reference to a method
    private final Function<SequenceEvent, String> ofEvent;

    SequenceSubject(String member, Function<SequenceEvent, String> ofEvent) {
        this.member = member;
        this.ofEvent = ofEvent;
    }

    /** The member of a transaction, and of an alert, that names it. */
    public String member() {
        return member;
    }

    /** Its identifier, or null if the event does not say. */
    public String idOf(SequenceEvent event) {
        return ofEvent.apply(event);
    }
}
