package fraud.sequences;

import fraud.model.Channel;
import fraud.rules.RuleSet;

/** The claims of the sequence {@code UNCONFIRMED_DEVICE} (SEMANTICS 8.6): a new device buys for much, and the card's chip stays silent. */
public final class UnconfirmedDevice {

    private UnconfirmedDevice() {}

    /** Whether the sequence sees this event at all. */
    public static boolean isCandidate(SequenceEvent event, RuleSet rules) {
        return isHighOnNewDevice(event, rules) || isConfirmation(event);
    }

    /** A high amount with a device that is new for the card. */
    public static boolean isHighOnNewDevice(SequenceEvent event, RuleSet rules) {
        return event.isOnlineWithNewDevice()
                && event.amountMinor() > rules.unconfirmedDevice().highAboveMinor();
    }

    /** A use of the chip, which only who holds the card can do. */
    public static boolean isConfirmation(SequenceEvent event) {
        return event.channel() == Channel.CHIP;
    }
}
