package fraud.model;

/** The sequences that raise alerts (SEMANTICS 8). */
public enum SequenceRule {
    /** Small amounts that probe a card, then a large one. */
    CARD_TESTING(false),
    /** A new device, then high amounts on it. */
    ACCOUNT_TAKEOVER(false),
    /** Amounts that double and double again. */
    ESCALATION(false),
    /** A high amount on a new device, after which the card itself is not used. */
    UNCONFIRMED_DEVICE(true);

    private final boolean onAbsence;

    SequenceRule(boolean onAbsence) {
        this.onAbsence = onAbsence;
    }

    /** Whether it is not the last transaction that raises the alert, but the time that passes after it. */
    public boolean firesOnAbsence() {
        return onAbsence;
    }
}
