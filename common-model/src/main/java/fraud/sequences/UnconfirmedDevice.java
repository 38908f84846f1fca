package fraud.sequences;

import fraud.ruleset.RuleParameter;

/**
 * The claims of the sequence {@code UNCONFIRMED_DEVICE} (SEMANTICS 8.6): a new device buys for much, and the card's
 * chip stays silent.
 */
public final class UnconfirmedDevice {

    /** Amounts above this are high. */
    public static final RuleParameter HIGH_ABOVE =
            RuleParameter.amount("unconfirmedDevice", "highAboveMinor", 20_000, "as `accountTakeover`");

    private UnconfirmedDevice() {}

    /** Whether the sequence sees this event at all. */
    public static boolean isCandidate(SequenceEvent event) {
        return isHighOnNewDevice(event) || isConfirmation(event);
    }

    /** A high amount with a device that is new for the card. */
    public static boolean isHighOnNewDevice(SequenceEvent event) {
        return event.plays(SequenceRole.UNCONFIRMED);
    }

    /** A use of the chip, which only who holds the card can do. */
    public static boolean isConfirmation(SequenceEvent event) {
        return event.plays(SequenceRole.CONFIRMATION);
    }
}
