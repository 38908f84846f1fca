package fraud.reference;

import fraud.model.Channel;
import fraud.model.Transaction;
import fraud.ruleset.RuleSet;
import fraud.sequences.AccountTakeover;
import fraud.sequences.SequenceRule;
import fraud.sequences.UnconfirmedDevice;
import java.time.Duration;

/**
 * Examples of the sequences that a new device begins (SEMANTICS 8.4, 8.6): matches, and next to each what almost is
 * one.
 */
final class DeviceEpisodes {

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final String KNOWN = "d-known";
    private static final String NEW = "d-new";

    private final SeededStream stream;
    private final long takeoverMillis;
    private final long high;
    private final long confirmMillis;
    private final long unconfirmed;

    DeviceEpisodes(SeededStream stream) {
        this.stream = stream;
        RuleSet rules = stream.rules();
        this.takeoverMillis = SequenceRule.ACCOUNT_TAKEOVER.within().toMillis();
        this.high = rules.get(AccountTakeover.HIGH_ABOVE) + 1;
        this.confirmMillis = SequenceRule.UNCONFIRMED_DEVICE.within().toMillis();
        this.unconfirmed = rules.get(UnconfirmedDevice.HIGH_ABOVE) + 1;
    }

    void writeAll() {
        takeover();
        takeoverThatOtherDevicesCross();
        takeoverInOneInstant();
        lateHigh();
        unconfirmed();
        unconfirmedInOneInstant();
        unconfirmedAndAnotherNewDevice();
        lateConfirmation();
        for (int i = 0; i < 20; i++) {
            randomExample();
        }
    }

    /** Deadlines that the end of the input just passes, and just does not (SEMANTICS 10.3). */
    void writeAtTheEnd(long greatestMillis) {
        for (long beyond : new long[] {0, 1}) {
            withKnownDevice(greatestMillis - confirmMillis + beyond).buyAtOnce(0, unconfirmed, NEW);
        }
    }

    private void takeover() {
        withNewDevice().buy(1, high, NEW).buy(takeoverMillis - 1, high, NEW);
        withNewDevice().buy(1, high, NEW).buy(takeoverMillis, high, NEW);
        withNewDevice().buy(1, high, NEW).buy(2, high - 1, NEW);
        withNewDevice().buy(1, high - 1, NEW).buy(2, high, NEW);
        withNewDevice().buy(1, high, NEW);
        withNewDevice().buy(1, high, NEW).buy(2, high, NEW).buy(3, high, NEW).buy(4, high, NEW);
        // A device that the card knows, the first device of a card, and a new one that does not buy on the web.
        withKnownDevice().buy(1, high, KNOWN).buy(2, high, KNOWN);
        card().buyAtOnce(0, high, NEW).buy(1, high, NEW).buy(2, high, NEW);
        SequenceCard chip = withKnownDevice();
        Transaction first = chip.transaction(0, high, Channel.CHIP, NEW);
        chip.send(first, first.eventTimeMillis()).buy(1, high, NEW).buy(2, high, NEW);
    }

    private void takeoverThatOtherDevicesCross() {
        withNewDevice().buy(1, high, NEW).buy(2, high, KNOWN).buy(3, high, null).buy(4, high, NEW);
        withNewDevice().buy(1, high, NEW).use(2, high, Channel.CHIP, NEW).use(3, high, null, NEW);
        // Another new device ends the attempt and begins its own; after the match it changes nothing.
        withNewDevice().buyAtOnce(10, 1, "d-newer").buy(11, high, NEW).buy(12, high, NEW);
        withNewDevice()
                .buy(1, high, NEW)
                .buyAtOnce(10, 1, "d-newer")
                .buy(11, high, "d-newer")
                .buy(12, high, NEW)
                .buy(13, high, "d-newer");
        withNewDevice().buy(1, high, NEW).buy(2, high, NEW).buyAtOnce(10, 1, "d-newer");
        // What happened before the new device does not count, though it came in after.
        SequenceCard swapped = withKnownDevice();
        swapped.buyAtOnce(0, high, NEW);
        Transaction before = swapped.transaction(-1, high, Channel.ECOMMERCE, NEW);
        swapped.sendLate(before, Math.min(1, stream.parameters().maxOutOfOrdernessMillis()))
                .buy(2, high, NEW);
    }

    /** Within one instant the identifier decides. */
    private void takeoverInOneInstant() {
        withNewDevice().buy(0, high, NEW).buy(0, high, NEW);
        SequenceCard lesser = withKnownDevice();
        Transaction before = lesser.transaction(0, high, Channel.ECOMMERCE, NEW);
        lesser.buyAtOnce(0, 1, NEW).send(before, before.eventTimeMillis()).buy(1, high, NEW);
    }

    private void lateHigh() {
        long bound = stream.parameters().maxOutOfOrdernessMillis();
        for (long delay : new long[] {bound, bound + 1}) {
            SequenceCard card = withNewDevice();
            card.sendLate(card.transaction(1, high, Channel.ECOMMERCE, NEW), delay)
                    .buy(2, high, NEW);
        }
        SequenceCard repeated = withNewDevice();
        Transaction once = repeated.transaction(1, high, Channel.ECOMMERCE, NEW);
        repeated.send(once, once.eventTimeMillis() + repeated.anyDelay());
        repeated.send(once, once.eventTimeMillis() + repeated.anyDelay());
    }

    private void unconfirmed() {
        withUnconfirmed(unconfirmed);
        withUnconfirmed(unconfirmed - 1);
        for (long at : new long[] {-1, 1, confirmMillis - 1, confirmMillis}) {
            withUnconfirmed(unconfirmed).chip(at);
        }
        for (Channel channel : new Channel[] {null, Channel.CONTACTLESS, Channel.ECOMMERCE}) {
            withUnconfirmed(unconfirmed).use(1, stream.ordinaryAmount(), channel, null);
        }
        withKnownDevice().buy(0, unconfirmed, KNOWN);
        card().buyAtOnce(0, unconfirmed, NEW);
    }

    private void unconfirmedInOneInstant() {
        withUnconfirmed(unconfirmed).chip(0);
        SequenceCard lesser = withKnownDevice();
        Transaction before = lesser.transaction(0, stream.ordinaryAmount(), Channel.CHIP, null);
        lesser.buyAtOnce(0, unconfirmed, NEW).send(before, before.eventTimeMillis() + lesser.anyDelay());
    }

    private void unconfirmedAndAnotherNewDevice() {
        withUnconfirmed(unconfirmed).buyAtOnce(confirmMillis - 1, unconfirmed, "d-newer");
        withUnconfirmed(unconfirmed).buyAtOnce(confirmMillis, unconfirmed, "d-newer");
        withUnconfirmed(unconfirmed).buyAtOnce(1, unconfirmed - 1, "d-newer");
        withUnconfirmed(unconfirmed).buyAtOnce(1, unconfirmed, "d-newer").chip(confirmMillis);
    }

    private void lateConfirmation() {
        long bound = stream.parameters().maxOutOfOrdernessMillis();
        for (long delay : new long[] {bound, bound + 1}) {
            SequenceCard card = withUnconfirmed(unconfirmed);
            card.sendLate(card.transaction(confirmMillis - 1, stream.ordinaryAmount(), Channel.CHIP, null), delay);
        }
    }

    private void randomExample() {
        SequenceCard card = withKnownDevice();
        for (int i = 0; i < 40; i++) {
            long at = stream.random().nextLong(2 * takeoverMillis);
            if (stream.chance(40)) {
                at = stream.random().nextLong(4 * confirmMillis);
            }
            if (stream.chance(10)) {
                card.chip(at);
            } else {
                long amount = stream.chance(60) ? Math.max(high, unconfirmed) : stream.ordinaryAmount();
                card.buy(at, amount, "d-" + stream.random().nextInt(8));
            }
        }
    }

    private SequenceCard withNewDevice() {
        return withKnownDevice().buyAtOnce(0, 1, NEW);
    }

    private SequenceCard withUnconfirmed(long amountMinor) {
        return withKnownDevice().buyAtOnce(0, amountMinor, NEW);
    }

    private SequenceCard withKnownDevice() {
        return card().buyAtOnce(-DAY, 1, KNOWN);
    }

    private SequenceCard withKnownDevice(long originMillis) {
        return new SequenceCard(stream, originMillis).buyAtOnce(-DAY, 1, KNOWN);
    }

    private SequenceCard card() {
        return new SequenceCard(stream);
    }
}
