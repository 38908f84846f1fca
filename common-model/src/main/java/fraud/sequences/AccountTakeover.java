package fraud.sequences;

import fraud.model.Channel;
import fraud.rules.RuleSet;

/** The claims of the sequence {@code ACCOUNT_TAKEOVER} (SEMANTICS 8.4): a new device buys, and goes on to buy for high amounts. */
public final class AccountTakeover {

    private AccountTakeover() {}

    /** Whether the sequence sees this event at all. */
    public static boolean isCandidate(SequenceEvent event, RuleSet rules) {
        return isNewDevice(event) || isHigh(event, rules);
    }

    /** A purchase, of any amount, with a device that is new for the card. */
    public static boolean isNewDevice(SequenceEvent event) {
        return event.isOnlineWithNewDevice();
    }

    /** A high amount on a device that is not new any more. */
    public static boolean isHigh(SequenceEvent event, RuleSet rules) {
        return event.channel() == Channel.ECOMMERCE
                && !event.newDevice()
                && event.deviceId() != null
                && event.amountMinor() > rules.accountTakeover().highAboveMinor();
    }

    /** Whether a high amount is on the device that was new. */
    public static boolean isOnSameDevice(SequenceEvent newDevice, SequenceEvent high) {
        return newDevice.deviceId().equals(high.deviceId());
    }
}
