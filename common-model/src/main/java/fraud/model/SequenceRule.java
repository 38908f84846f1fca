package fraud.model;

import java.time.Duration;

/**
 * The sequences that raise alerts, and how long each may take (SEMANTICS 8, 12); the time changes only by an upgrade.
 */
public enum SequenceRule {
    /** Small amounts that probe a card, then a large one. */
    CARD_TESTING(Duration.ofMinutes(10)),
    /** A new device, then high amounts on it. */
    ACCOUNT_TAKEOVER(Duration.ofDays(1)),
    /** Amounts that double and double again. */
    ESCALATION(Duration.ofDays(3)),
    /** A high amount on a new device, after which the card itself is not used. */
    UNCONFIRMED_DEVICE(Duration.ofHours(1)),
    /** Many cards that draw much at one machine. */
    MULE_CASH_OUT(Duration.ofMinutes(30));

    private final Duration within;

    SequenceRule(Duration within) {
        this.within = within;
    }

    /** T: the time from the first event of a match to its last, or on absence to its deadline; exclusive. */
    public Duration within() {
        return within;
    }

    /** Whether it is not the last transaction that raises the alert, but the time that passes after it. */
    public boolean firesOnAbsence() {
        return this == UNCONFIRMED_DEVICE;
    }

    /** Whether it is about a merchant and not about a card. */
    public boolean isOfMerchant() {
        return this == MULE_CASH_OUT;
    }
}
