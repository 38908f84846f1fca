package fraud.reference;

import fraud.features.TestTransaction;
import fraud.model.CardControl;
import fraud.model.Channel;
import fraud.model.Transaction;
import fraud.rules.AmountLimit;
import fraud.rules.CountryFlip;
import fraud.rules.DormantCard;
import fraud.rules.ImpossibleTravel;
import fraud.rules.MerchantRisk;
import fraud.rules.NewDevice;
import fraud.rules.UnusualAmount;
import fraud.rules.VelocityCount;
import fraud.rules.VelocitySum;
import fraud.ruleset.RuleSet;
import fraud.sequences.AccountTakeover;
import fraud.sequences.BinEnumeration;
import fraud.sequences.CardTesting;
import fraud.sequences.Escalation;
import fraud.sequences.MuleCashOut;
import fraud.sequences.SequenceRule;
import fraud.sequences.UnconfirmedDevice;
import java.time.Duration;

/**
 * Small examples that lie exactly on the boundary of one parameter each, all at one instant: by the stream's own rules
 * each rule and sequence fires, by rules a step beyond it stays silent. The events of a sequence lie on both sides of
 * the instant.
 */
final class RuleProbes {

    private static final long SECOND = 1_000;
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final String KNOWN = "d-known";
    private static final String NEW = "d-new";
    private static final int CARDS_OF_A_MACHINE = 9;
    private static final int CARDS_OF_A_RANGE = 26;

    private final SeededStream stream;
    private final RuleSet rules;
    private final MerchantExample blocked;
    private final MerchantExample allowed;

    RuleProbes(SeededStream stream) {
        this.stream = stream;
        this.rules = stream.rules();
        this.blocked = new MerchantExample(stream);
        this.allowed = new MerchantExample(stream);
    }

    String blockedMerchant() {
        return blocked.id();
    }

    String allowedMerchant() {
        return allowed.id();
    }

    void at(long instantMillis) {
        amounts(instantMillis);
        travel(instantMillis);
        habits(instantMillis);
        merchants(instantMillis);
        cardTesting(instantMillis);
        accountTakeover(instantMillis);
        escalation(instantMillis);
        unconfirmedDevice(instantMillis);
        muleCashOut(instantMillis);
        binEnumeration(instantMillis);
    }

    /** A card that does all that sequences look at, at any time of a span. */
    void randomCard(long fromMillis, long spanMillis) {
        SequenceCard card = new SequenceCard(stream, fromMillis).buyAtOnce(-DAY, 1, KNOWN);
        long small = rules.get(CardTesting.SMALL_MAX);
        long large = rules.get(CardTesting.LARGE_ABOVE) + 1;
        long step = rules.get(Escalation.MIN_AMOUNT);
        for (int i = 0; i < 40; i++) {
            long at = stream.random().nextLong(spanMillis);
            switch (stream.random().nextInt(8)) {
                case 0, 1, 2 -> card.pay(at, small);
                case 3 -> card.pay(at, large);
                case 4 -> card.pay(at, step << stream.random().nextInt(4));
                case 5 -> card.chip(at);
                case 6 -> card.buy(at, rules.get(AccountTakeover.HIGH_ABOVE) + 1, NEW);
                default -> card.buyAtOnce(at, rules.get(UnconfirmedDevice.HIGH_ABOVE) + 1, "d-" + i);
            }
        }
    }

    /** A machine at which a few cards draw the least amount that is seen, at any time of a span. */
    void randomMachine(long fromMillis, long spanMillis) {
        MerchantExample machine = new MerchantExample(stream);
        String cards = stream.newCard();
        for (int i = 0; i < 40; i++) {
            long at = fromMillis + stream.random().nextLong(spanMillis);
            draw(machine, cards + "." + stream.random().nextInt(CARDS_OF_A_MACHINE), at);
        }
    }

    /** An issuer range of which some cards are tried with the greatest amount that is seen, at any time of a span. */
    void randomRange(long fromMillis, long spanMillis) {
        String cards = stream.newCard();
        for (int i = 0; i < 60; i++) {
            long at = fromMillis + stream.random().nextLong(spanMillis);
            int card = stream.random().nextInt(CARDS_OF_A_RANGE);
            tryOut("b-" + cards, cards + "." + card, stream.random().nextInt(BinEnumeration.MERCHANTS + 1), at);
        }
    }

    private void amounts(long instant) {
        card(instant).pay(0, rules.get(AmountLimit.MAX_AMOUNT) + 1);
        EpisodeCard often = card(instant);
        for (long i = rules.get(VelocityCount.MAX_COUNT); i >= 0; i--) {
            often.pay(-i * SECOND, stream.ordinaryAmount());
        }
        EpisodeCard much = card(instant);
        long max = rules.get(VelocitySum.MAX_SUM);
        for (int i = 5; i > 1; i--) {
            much.pay(-i * SECOND, max / 5);
        }
        much.pay(-SECOND, max - 4 * (max / 5));
        much.pay(0, 1);
    }

    private void travel(long instant) {
        long metres = Math.max(1_000_000, rules.get(ImpossibleTravel.MIN_DISTANCE));
        EpisodeCard fast = card(instant);
        fast.useAt(1 - metres * HOUR / rules.get(ImpossibleTravel.MAX_SPEED), 0);
        fast.useAt(0, metres);
        EpisodeCard far = card(instant);
        far.useAt(-1, 0);
        far.useAt(0, rules.get(ImpossibleTravel.MIN_DISTANCE));
        EpisodeCard abroad = card(instant);
        abroad.useIn("DE", -rules.get(CountryFlip.WITHIN));
        abroad.useIn("FR", 0);
    }

    private void habits(long instant) {
        long mean = Math.max(rules.get(UnusualAmount.MIN_AMOUNT), 2_000);
        habit(instant, (int) rules.get(UnusualAmount.MIN_HISTORY), mean)
                .pay(0, rules.get(UnusualAmount.MEAN_MULTIPLE) * mean + 1);
        habit(instant, (int) rules.get(UnusualAmount.MIN_HISTORY), 1).pay(0, rules.get(UnusualAmount.MIN_AMOUNT));
        // Nine times nothing and once 10 * mean: the deviation is 3 * mean.
        EpisodeCard varied = habit(instant, 9, 0);
        varied.pay(-1, 10 * mean);
        varied.pay(0, mean + rules.get(UnusualAmount.DEVIATION_MULTIPLE) * 3L * mean + 1);
        EpisodeCard device = card(instant);
        device.buyOn(KNOWN, -DAY, stream.ordinaryAmount());
        device.buyOn(NEW, 0, rules.get(NewDevice.MIN_AMOUNT));
        EpisodeCard dormant = card(instant);
        dormant.pay(-rules.get(DormantCard.IDLE), stream.ordinaryAmount());
        dormant.pay(0, rules.get(DormantCard.MIN_AMOUNT));
    }

    private EpisodeCard habit(long instant, int count, long amountMinor) {
        EpisodeCard card = card(instant);
        for (int i = count; i > 0; i--) {
            card.pay(-i * DAY, amountMinor);
        }
        return card;
    }

    private void merchants(long instant) {
        long settled = instant - 7 * DAY - HOUR;
        int frauds = (int) Math.min(rules.get(MerchantRisk.MIN_FRAUDS), MerchantEpisodes.MOST_LABELS);
        new MerchantExample(stream).frauds(frauds, settled, settled + DAY).ask(instant);
        MerchantEpisodes.atTheShare(stream, settled).ask(instant);
        listedMerchants(instant);
    }

    /** Cards pay too much at the merchants that may be on a list; some are blocked. */
    void listedMerchants(long instant) {
        for (MerchantExample listed : new MerchantExample[] {blocked, allowed}) {
            for (boolean isCardBlocked : new boolean[] {false, true}) {
                String card = stream.newCard();
                if (isCardBlocked) {
                    stream.control(card, CardControl.Action.BLOCK, instant - 1);
                }
                long above = rules.get(AmountLimit.MAX_AMOUNT) + 1;
                stream.send(listed.transaction(card, null, instant, above), instant + delay());
            }
        }
    }

    private void cardTesting(long instant) {
        long small = rules.get(CardTesting.SMALL_MAX);
        for (int before = 2; before <= 4; before++) {
            new SequenceCard(stream, instant - before)
                    .pay(0, small)
                    .pay(1, small)
                    .pay(2, small)
                    .pay(3, rules.get(CardTesting.LARGE_ABOVE) + 1);
        }
    }

    private void accountTakeover(long instant) {
        long high = rules.get(AccountTakeover.HIGH_ABOVE) + 1;
        for (int before = 0; before <= 3; before++) {
            withNewDevice(instant - before, 1).buy(1, high, NEW).buy(2, high, NEW);
        }
    }

    private void escalation(long instant) {
        long min = rules.get(Escalation.MIN_AMOUNT);
        for (int before : new int[] {0, 2, 3, 4}) {
            new SequenceCard(stream, instant - before)
                    .pay(0, min)
                    .pay(1, 2 * min)
                    .pay(2, 4 * min)
                    .pay(3, 8 * min);
        }
    }

    private void unconfirmedDevice(long instant) {
        long high = rules.get(UnconfirmedDevice.HIGH_ABOVE) + 1;
        for (int before = 0; before <= 1; before++) {
            withNewDevice(instant - before, high);
            withNewDevice(instant - before, high).chip(1);
        }
        // Before its deadline the sequence may be disabled, which does not take back what it has seen.
        withNewDevice(instant - SequenceRule.UNCONFIRMED_DEVICE.within().toMillis() / 2, high);
    }

    private SequenceCard withNewDevice(long atMillis, long amountMinor) {
        return new SequenceCard(stream, atMillis).buyAtOnce(-DAY, 1, KNOWN).buyAtOnce(0, amountMinor, NEW);
    }

    private void muleCashOut(long instant) {
        for (int before = 3; before <= 5; before++) {
            MerchantExample machine = new MerchantExample(stream);
            for (int i = 0; i < 5; i++) {
                draw(machine, stream.newCard(), instant - before + i);
            }
        }
    }

    private void binEnumeration(long instant) {
        for (int before = 8; before <= 10; before++) {
            String range = "b-" + stream.newCard();
            for (int i = 0; i < BinEnumeration.CARDS; i++) {
                tryOut(range, stream.newCard(), i % BinEnumeration.MERCHANTS, instant - before + i);
            }
        }
    }

    private void tryOut(String range, String card, int merchant, long atMillis) {
        Transaction tried = TestTransaction.of(rules.get(BinEnumeration.SMALL_MAX))
                .id(stream.newTransactionId())
                .card(card)
                .merchant("m-" + merchant)
                .at(atMillis)
                .channel(Channel.ECOMMERCE)
                .issuerRange(range)
                .build();
        stream.send(tried, atMillis + delay());
    }

    private void draw(MerchantExample machine, String card, long atMillis) {
        Transaction drawn = machine.transaction(card, Channel.ATM, atMillis, rules.get(MuleCashOut.MIN_AMOUNT));
        stream.send(drawn, atMillis + delay());
    }

    private long delay() {
        return stream.random().nextLong(stream.parameters().maxOutOfOrdernessMillis() + 1);
    }

    private EpisodeCard card(long instant) {
        return new EpisodeCard(stream, instant);
    }
}
