package fraud.sequences;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.features.TestFeatures;
import fraud.features.TestTransaction;
import fraud.model.Channel;
import fraud.model.Origin;
import fraud.ruleset.RuleSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What each sequence sees and how it takes it, at the amounts' boundaries (SEMANTICS 8.2 to 8.8). */
class SequencePredicatesTest {

    private static final RuleSet RULES = RuleSet.defaults();

    @Test
    void cardTestingSeesSmallAndLargeAmountsOnly() {
        assertThat(CardTesting.isSmall(paid(200))).isTrue();
        assertThat(CardTesting.isSmall(paid(201))).isFalse();
        assertThat(CardTesting.isLarge(paid(50_000))).isFalse();
        assertThat(CardTesting.isLarge(paid(50_001))).isTrue();
        assertThat(CardTesting.isCandidate(paid(201))).isFalse();
        assertThat(CardTesting.isCandidate(paid(50_000))).isFalse();
    }

    @Test
    void accountTakeoverSeesNewDevicesOfAnyAmountAndHighAmountsOnOthers() {
        assertThat(AccountTakeover.isNewDevice(online(0, "d", true))).isTrue();
        assertThat(AccountTakeover.isNewDevice(online(0, "d", false))).isFalse();
        assertThat(AccountTakeover.isNewDevice(event(0, Channel.CHIP, "d", true)))
                .isFalse();
        assertThat(AccountTakeover.isHigh(online(20_001, "d", false))).isTrue();
        assertThat(AccountTakeover.isHigh(online(20_000, "d", false))).isFalse();
        assertThat(AccountTakeover.isHigh(online(20_001, "d", true))).isFalse();
        assertThat(AccountTakeover.isHigh(online(20_001, null, false))).isFalse();
        assertThat(AccountTakeover.isHigh(event(20_001, Channel.CHIP, "d", false)))
                .isFalse();
        assertThat(AccountTakeover.isCandidate(online(20_000, "d", false))).isFalse();
        assertThat(AccountTakeover.isOnSameDevice(online(0, "d", true), online(0, "d", false)))
                .isTrue();
        assertThat(AccountTakeover.isOnSameDevice(online(0, "d", true), online(0, "e", false)))
                .isFalse();
    }

    @Test
    void escalationSeesWhatIsNotLowAndStepsToTwiceTheAmount() {
        assertThat(Escalation.isCandidate(paid(5_000))).isTrue();
        assertThat(Escalation.isCandidate(paid(4_999))).isFalse();
        assertThat(Escalation.isStep(paid(5_000), paid(10_000))).isTrue();
        assertThat(Escalation.isStep(paid(5_000), paid(9_999))).isFalse();
        assertThat(Escalation.isStep(paid(50_000_000_000L), paid(100_000_000_000L)))
                .isTrue();
    }

    @Test
    void unconfirmedDeviceSeesHighAmountsOnNewDevicesAndTheChip() {
        assertThat(UnconfirmedDevice.isHighOnNewDevice(online(20_001, "d", true)))
                .isTrue();
        assertThat(UnconfirmedDevice.isHighOnNewDevice(online(20_000, "d", true)))
                .isFalse();
        assertThat(UnconfirmedDevice.isHighOnNewDevice(online(20_001, "d", false)))
                .isFalse();
        assertThat(UnconfirmedDevice.isConfirmation(event(0, Channel.CHIP, null, false)))
                .isTrue();
        for (Channel channel : new Channel[] {null, Channel.CONTACTLESS, Channel.MAGSTRIPE, Channel.ATM}) {
            assertThat(UnconfirmedDevice.isCandidate(event(0, channel, null, false)))
                    .isFalse();
        }
    }

    @Test
    void muleCashOutSeesMuchDrawnAtAMachine() {
        assertThat(MuleCashOut.isCandidate(event(20_000, Channel.ATM, null, null)))
                .isTrue();
        assertThat(MuleCashOut.isCandidate(event(19_999, Channel.ATM, null, null)))
                .isFalse();
        assertThat(MuleCashOut.isCandidate(event(20_000, Channel.CHIP, null, null)))
                .isFalse();
    }

    @Test
    void binEnumerationSeesSmallAmountsOnlineOnDevicesThatTheCardIsNotKnownBy() {
        assertThat(BinEnumeration.isCandidate(event(200, Channel.ECOMMERCE, "d", true)))
                .isTrue();
        assertThat(BinEnumeration.isCandidate(event(200, Channel.ECOMMERCE, "d", null)))
                .isTrue();
        assertThat(BinEnumeration.isCandidate(event(200, Channel.ECOMMERCE, null, null)))
                .isTrue();
        assertThat(BinEnumeration.isCandidate(event(200, Channel.ECOMMERCE, "d", false)))
                .isFalse();
        assertThat(BinEnumeration.isCandidate(event(201, Channel.ECOMMERCE, "d", true)))
                .isFalse();
        assertThat(BinEnumeration.isCandidate(event(200, Channel.CHIP, "d", true)))
                .isFalse();
        SequenceEvent withoutRange = SequenceEvent.of(
                TestTransaction.of(200).channel(Channel.ECOMMERCE).enriched(2), RULES);
        assertThat(BinEnumeration.isCandidate(withoutRange)).isFalse();
    }

    @Test
    void binEnumerationGoesOnWithAnotherCardAndItsTenthIsAtTheFifthMerchantAtTheLatest() {
        List<SequenceEvent> nineAtFour = row(9, 4);

        assertThat(BinEnumeration.continues(List.of(), attempt("c0", "m0"))).isTrue();
        assertThat(BinEnumeration.continues(nineAtFour.subList(0, 8), attempt("c9", "m0")))
                .isTrue();
        assertThat(BinEnumeration.continues(nineAtFour, attempt("c9", "m4"))).isTrue();
        assertThat(BinEnumeration.continues(nineAtFour, attempt("c9", "m3"))).isFalse();
        assertThat(BinEnumeration.continues(nineAtFour, attempt("c8", "m4"))).isFalse();
        assertThat(BinEnumeration.isMatch(row(10, 5))).isTrue();
        assertThat(BinEnumeration.isMatch(row(10, 4))).isFalse();
    }

    /** Attempts with so many cards, one after the other at so many merchants. */
    private static List<SequenceEvent> row(int cards, int merchants) {
        return IntStream.range(0, cards)
                .mapToObj(i -> attempt("c" + i, "m" + i % merchants))
                .toList();
    }

    private static SequenceEvent attempt(String card, String merchant) {
        return SequenceEvent.of(
                TestTransaction.of(100)
                        .card(card)
                        .merchant(merchant)
                        .channel(Channel.ECOMMERCE)
                        .issuerRange("b")
                        .enriched(2),
                RULES);
    }

    @Test
    void aDisabledSequenceSeesNothing() {
        RuleSet without = RULES.withDisabled(Set.of("cardTesting"));

        assertThat(CardTesting.isCandidate(event(without, 1, null, null, null))).isFalse();
        assertThat(CardTesting.isCandidate(event(RULES, 1, null, null, null))).isTrue();
    }

    @Test
    void anEventTakesOverWhatItsDecisionKnew() {
        SequenceEvent event = event(RULES.withVersion(7), 30_000, Channel.ECOMMERCE, "d", true);

        assertThat(event)
                .isEqualTo(
                        new SequenceEvent("c", "m", "t", 0, 30_000, "d", "b", event.roles(), 7, 0, 2, Origin.UNKNOWN));
        assertThat(event.plays(SequenceRole.NEW_DEVICE)).isTrue();
        assertThat(event(30_000, Channel.ECOMMERCE, "d", null).plays(SequenceRole.NEW_DEVICE))
                .isFalse();
    }

    private static SequenceEvent paid(long amountMinor) {
        return event(amountMinor, null, null, false);
    }

    private static SequenceEvent online(long amountMinor, String device, boolean newDevice) {
        return event(amountMinor, Channel.ECOMMERCE, device, newDevice);
    }

    private static SequenceEvent event(long amountMinor, Channel channel, String device, Boolean newDevice) {
        return event(RULES, amountMinor, channel, device, newDevice);
    }

    private static SequenceEvent event(
            RuleSet rules, long amountMinor, Channel channel, String device, Boolean newDevice) {
        TestTransaction transaction = TestTransaction.of(amountMinor)
                .channel(channel)
                .device(device)
                .issuerRange("b")
                .with(TestFeatures.some().newDevice(newDevice));
        return SequenceEvent.of(transaction.enriched(2), rules);
    }
}
