package fraud.sequences;

import fraud.ruleset.RuleParameter;

/**
 * The claims of the sequence {@code ACCOUNT_TAKEOVER} (SEMANTICS 8.4): a new device buys, and goes on to buy for high
 * amounts.
 */
public final class AccountTakeover {

    /** Amounts above this are high. */
    public static final RuleParameter HIGH_ABOVE = RuleParameter.amount(
            "accountTakeover",
            "highAboveMinor",
            20_000,
            "a known typology: a new device, then high card-not-present amounts within 24 h; the amount is ours");

    /** How many high amounts follow; changes only by upgrade. */
    public static final int HIGH_COUNT = 2;

    private AccountTakeover() {}

    /** Whether the sequence sees this event at all. */
    public static boolean isCandidate(SequenceEvent event) {
        return isNewDevice(event) || isHigh(event);
    }

    /** A purchase, of any amount, with a device that is new for the card. */
    public static boolean isNewDevice(SequenceEvent event) {
        return event.plays(SequenceRole.NEW_DEVICE);
    }

    /** A high amount on a device that is not new any more. */
    public static boolean isHigh(SequenceEvent event) {
        return event.plays(SequenceRole.HIGH_ON_DEVICE);
    }

    /** Whether a high amount is on the device that was new. */
    public static boolean isOnSameDevice(SequenceEvent newDevice, SequenceEvent high) {
        return newDevice.deviceId().equals(high.deviceId());
    }
}
