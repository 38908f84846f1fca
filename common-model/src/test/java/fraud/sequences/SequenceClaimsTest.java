package fraud.sequences;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.features.Features;
import fraud.model.Channel;
import fraud.model.Origin;
import fraud.model.Transaction;
import fraud.rules.RuleSet;
import org.junit.jupiter.api.Test;

/** What each sequence sees and how it takes it, at the amounts' boundaries (SEMANTICS 8.2 to 8.6). */
class SequenceClaimsTest {

    private static final RuleSet RULES = RuleSet.defaults();

    @Test
    void cardTestingSeesSmallAndLargeAmountsOnly() {
        assertThat(CardTesting.isSmall(paid(200), RULES)).isTrue();
        assertThat(CardTesting.isSmall(paid(201), RULES)).isFalse();
        assertThat(CardTesting.isLarge(paid(50_000), RULES)).isFalse();
        assertThat(CardTesting.isLarge(paid(50_001), RULES)).isTrue();
        assertThat(CardTesting.isCandidate(paid(201), RULES)).isFalse();
        assertThat(CardTesting.isCandidate(paid(50_000), RULES)).isFalse();
    }

    @Test
    void accountTakeoverSeesNewDevicesOfAnyAmountAndHighAmountsOnOthers() {
        assertThat(AccountTakeover.isNewDevice(online(0, "d", true))).isTrue();
        assertThat(AccountTakeover.isNewDevice(online(0, "d", false))).isFalse();
        assertThat(AccountTakeover.isNewDevice(event(0, Channel.CHIP, "d", true)))
                .isFalse();
        assertThat(AccountTakeover.isHigh(online(20_001, "d", false), RULES)).isTrue();
        assertThat(AccountTakeover.isHigh(online(20_000, "d", false), RULES)).isFalse();
        assertThat(AccountTakeover.isHigh(online(20_001, "d", true), RULES)).isFalse();
        assertThat(AccountTakeover.isHigh(online(20_001, null, false), RULES)).isFalse();
        assertThat(AccountTakeover.isHigh(event(20_001, Channel.CHIP, "d", false), RULES))
                .isFalse();
        assertThat(AccountTakeover.isCandidate(online(20_000, "d", false), RULES))
                .isFalse();
        assertThat(AccountTakeover.isOnSameDevice(online(0, "d", true), online(0, "d", false)))
                .isTrue();
        assertThat(AccountTakeover.isOnSameDevice(online(0, "d", true), online(0, "e", false)))
                .isFalse();
    }

    @Test
    void escalationSeesWhatIsNotLowAndStepsToTwiceTheAmount() {
        assertThat(Escalation.isCandidate(paid(5_000), RULES)).isTrue();
        assertThat(Escalation.isCandidate(paid(4_999), RULES)).isFalse();
        assertThat(Escalation.isStep(paid(5_000), paid(10_000))).isTrue();
        assertThat(Escalation.isStep(paid(5_000), paid(9_999))).isFalse();
        assertThat(Escalation.isStep(paid(50_000_000_000L), paid(100_000_000_000L)))
                .isTrue();
    }

    @Test
    void unconfirmedDeviceSeesHighAmountsOnNewDevicesAndTheChip() {
        assertThat(UnconfirmedDevice.isHighOnNewDevice(online(20_001, "d", true), RULES))
                .isTrue();
        assertThat(UnconfirmedDevice.isHighOnNewDevice(online(20_000, "d", true), RULES))
                .isFalse();
        assertThat(UnconfirmedDevice.isHighOnNewDevice(online(20_001, "d", false), RULES))
                .isFalse();
        assertThat(UnconfirmedDevice.isConfirmation(event(0, Channel.CHIP, null, false)))
                .isTrue();
        for (Channel channel : new Channel[] {null, Channel.CONTACTLESS, Channel.MAGSTRIPE, Channel.ATM}) {
            assertThat(UnconfirmedDevice.isCandidate(event(0, channel, null, false), RULES))
                    .isFalse();
        }
    }

    @Test
    void anEventTakesOverWhatItsDecisionKnewOfTheDevice() {
        Transaction transaction =
                new Transaction("t", "c", "m", 5, 7, "EUR", null, Channel.ECOMMERCE, null, null, null, "d");
        Origin origin = new Origin("transactions", 1, 2, 3, 4);

        assertThat(SequenceEvent.of(transaction, origin, features(true)))
                .isEqualTo(new SequenceEvent("c", "t", 5, 7, Channel.ECOMMERCE, "d", true, 1, 2, 4));
        assertThat(SequenceEvent.of(transaction, origin, features(false)).newDevice())
                .isFalse();
        assertThat(SequenceEvent.of(transaction, origin, features(null)).newDevice())
                .isFalse();
    }

    private static Features features(Boolean newDevice) {
        return new Features(1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, null, null, null, null, newDevice, null);
    }

    private static SequenceEvent paid(long amountMinor) {
        return event(amountMinor, null, null, false);
    }

    private static SequenceEvent online(long amountMinor, String device, boolean newDevice) {
        return event(amountMinor, Channel.ECOMMERCE, device, newDevice);
    }

    private static SequenceEvent event(long amountMinor, Channel channel, String device, boolean newDevice) {
        return new SequenceEvent("c", "t", 0, amountMinor, channel, device, newDevice, 0, 0, Origin.UNKNOWN);
    }
}
