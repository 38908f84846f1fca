package fraud.reference;

import fraud.features.TestTransaction;
import fraud.model.CardControl.Action;
import fraud.model.Channel;
import fraud.model.Transaction;
import fraud.rules.AmountLimit;
import fraud.rules.ImpossibleTravel;
import fraud.rules.UnusualAmount;
import fraud.rules.VelocityCount;
import fraud.rules.VelocitySum;
import fraud.ruleset.RuleSet;
import java.util.ArrayList;
import java.util.List;

/**
 * Small examples of one fresh card each that walk a boundary of the contract: one example on each side, so that a
 * parameter that is off by one changes the output. All numbers are derived from the stream's own parameters and rules.
 */
final class Episodes {

    /** A longer history would need more transactions than a test's stream has. */
    static final int MAX_TRUNCATION_LIMIT = 100;

    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long HORIZON = 31 * DAY;

    private final SeededStream stream;
    private final RuleSet rules;

    Episodes(SeededStream stream) {
        this.stream = stream;
        this.rules = stream.rules();
    }

    void writeAll() {
        amountLimit();
        velocityCount();
        velocitySum();
        impossibleTravel();
        unusualAmount();
        controls();
        duplicates();
        skewedOriginal();
        lateness();
        truncation();
        new HabitEpisodes(stream).writeAll();
        new CardTestingEpisodes(stream).writeAll();
        new DeviceEpisodes(stream).writeAll();
        new EscalationEpisodes(stream).writeAll();
        new MuleEpisodes(stream).writeAll();
        new EnumerationEpisodes(stream).writeAll();
        new MerchantEpisodes(stream).writeAll();
        new MalformedEpisodes(stream).writeAll();
        new MalformedLabels(stream).writeAll();
    }

    private void amountLimit() {
        long max = rules.get(AmountLimit.MAX_AMOUNT);
        EpisodeCard card = new EpisodeCard(stream);
        card.pay(0, max);
        card.pay(DAY, max + 1);
    }

    private void velocityCount() {
        int max = (int) rules.get(VelocityCount.MAX_COUNT);
        for (long last : new long[] {HOUR, HOUR - 1}) {
            EpisodeCard card = new EpisodeCard(stream);
            for (int i = 0; i < max; i++) {
                card.pay(i * SECOND, stream.ordinaryAmount());
            }
            card.pay(last, stream.ordinaryAmount());
        }
    }

    private void velocitySum() {
        long max = rules.get(VelocitySum.MAX_SUM);
        long part = max / 5;
        for (long last : new long[] {10 * MINUTE, 10 * MINUTE - 1}) {
            EpisodeCard card = new EpisodeCard(stream);
            for (int i = 0; i < 4; i++) {
                card.pay(i * SECOND, part);
            }
            card.pay(4 * SECOND, max - 4 * part);
            card.pay(last, 1);
        }
    }

    private void impossibleTravel() {
        long metres = Math.max(1_000_000, rules.get(ImpossibleTravel.MIN_DISTANCE));
        long fastest = metres * HOUR / rules.get(ImpossibleTravel.MAX_SPEED);
        for (long elapsed : new long[] {fastest - 1, fastest, fastest + 1}) {
            EpisodeCard card = new EpisodeCard(stream);
            card.useAt(0, 0);
            card.useAt(elapsed, metres);
        }
        for (long distance :
                new long[] {rules.get(ImpossibleTravel.MIN_DISTANCE), rules.get(ImpossibleTravel.MIN_DISTANCE) - 1}) {
            EpisodeCard card = new EpisodeCard(stream);
            card.useAt(0, 0);
            card.useAt(1, distance);
        }
        EpisodeCard sameInstant = new EpisodeCard(stream);
        sameInstant.useAt(0, 0);
        sameInstant.useAt(0, metres);
        EpisodeCard older = new EpisodeCard(stream);
        older.useAt(HOUR, 0);
        older.publish(older.located(HOUR - 1, metres), older.sentMillis(HOUR + 1));
        EpisodeCard online = new EpisodeCard(stream);
        online.useAt(0, 0);
        online.publish(online.transaction(1, stream.ordinaryAmount(), Channel.ECOMMERCE, metres), online.sentMillis(1));
        EpisodeCard pastHorizon = new EpisodeCard(stream);
        pastHorizon.useAt(0, 0);
        pastHorizon.useAt(HORIZON, metres);
    }

    private void unusualAmount() {
        int enough = (int) rules.get(UnusualAmount.MIN_HISTORY);
        long mean = Math.max(rules.get(UnusualAmount.MIN_AMOUNT), 2_000);
        long aboveMean = rules.get(UnusualAmount.MEAN_MULTIPLE) * mean;
        for (int history : new int[] {enough - 1, enough}) {
            habit(history, mean, 0).pay(DAY * history, aboveMean + 1);
        }
        habit(enough, mean, 0).pay(DAY * enough, aboveMean);
        for (long amount : new long[] {rules.get(UnusualAmount.MIN_AMOUNT) - 1, rules.get(UnusualAmount.MIN_AMOUNT)}) {
            habit(enough, 1, 0).pay(DAY * enough, Math.max(0, amount));
        }
        // Nine times nothing and once 10 * mean: the deviation is 3 * mean.
        for (long above : new long[] {0, 1}) {
            EpisodeCard card = habit(9, 0, 0);
            card.pay(9 * DAY, 10 * mean);
            card.pay(10 * DAY, mean + rules.get(UnusualAmount.DEVIATION_MULTIPLE) * 3L * mean + above);
        }
        // Where the holder must be, and where somebody else may be.
        for (Channel channel : Channel.values()) {
            EpisodeCard card = habit(enough, mean, 0);
            card.publish(card.transaction(DAY * enough, aboveMean + 1, channel, 0), card.sentMillis(DAY * enough));
        }
        for (String device : List.of("d-1", "d-2")) {
            EpisodeCard card = habit(enough, mean, 0);
            card.buyOn("d-1", 1, mean);
            card.buyOn(device, DAY * enough, aboveMean + 1);
        }
        // The first of the habit lies at the window's open end, or just inside.
        habit(enough, mean, 0).pay(30 * DAY, aboveMean + 1);
        habit(enough, mean, 1).pay(30 * DAY, aboveMean + 1);
    }

    /** A card that paid the same every day. */
    private EpisodeCard habit(int count, long amount, long from) {
        EpisodeCard card = new EpisodeCard(stream);
        for (int i = 0; i < count; i++) {
            card.pay(from + i * DAY, amount);
        }
        return card;
    }

    private void controls() {
        EpisodeCard blocked = new EpisodeCard(stream);
        blocked.pay(0, stream.ordinaryAmount());
        blocked.control(Action.BLOCK, 1);
        blocked.pay(2, stream.ordinaryAmount());
        blocked.control(Action.BLOCK, 3);
        blocked.control(Action.RELEASE, 4);
        blocked.pay(5, stream.ordinaryAmount());

        EpisodeCard forgotten = habit((int) rules.get(UnusualAmount.MIN_HISTORY), 2_000, 0);
        long after = rules.get(UnusualAmount.MIN_HISTORY) * DAY;
        Transaction before = forgotten.located(after, 0);
        forgotten.publish(before, forgotten.sentMillis(after));
        forgotten.control(Action.BLOCK, after + 1);
        forgotten.control(Action.FORGET, after + 2);
        forgotten.publish(before, forgotten.sentMillis(after + 3));
        forgotten.pay(after + 4, rules.get(AmountLimit.MAX_AMOUNT));
        forgotten.publish(before, forgotten.sentMillis(after + 5));

        EpisodeCard blockedForLong = new EpisodeCard(stream);
        blockedForLong.pay(0, stream.ordinaryAmount());
        blockedForLong.control(Action.BLOCK, 1);
        blockedForLong.pay(HORIZON + DAY, stream.ordinaryAmount());
    }

    private void duplicates() {
        EpisodeCard atOnce = new EpisodeCard(stream);
        Transaction first = atOnce.transaction(0, stream.ordinaryAmount(), null, 0);
        atOnce.publish(first, atOnce.sentMillis(0));
        atOnce.publish(first, atOnce.sentMillis(0));
        atOnce.publish(repeat(first, rules.get(AmountLimit.MAX_AMOUNT) + 1, null), atOnce.sentMillis(DAY));

        // The last instant at which the horizon shows the original, and the first at which it does not (SEMANTICS 4.2).
        for (long age : new long[] {HORIZON - 1, HORIZON}) {
            EpisodeCard card = new EpisodeCard(stream);
            Transaction original = card.transaction(0, stream.ordinaryAmount(), null, 0);
            card.publish(original, card.sentMillis(0));
            stream.sendExactly(original, original.eventTimeMillis() + age);
        }
    }

    /**
     * A copy that came when the original was out of sight, and one whose timestamp runs back to where both are in
     * sight.
     */
    private void skewedOriginal() {
        long skew = stream.parameters().skewMillis();
        EpisodeCard card = new EpisodeCard(stream);
        Transaction original = card.transaction(0, stream.ordinaryAmount(), null, 0);
        long hidden = original.eventTimeMillis() + HORIZON;
        card.publish(original, card.sentMillis(0));
        stream.sendExactly(copyAt(original.eventTimeMillis() - skew / 2, original), hidden);
        stream.sendExactly(copyAt(hidden, original), hidden + 1, hidden + 1 - skew);
    }

    private void lateness() {
        long bound = stream.parameters().maxOutOfOrdernessMillis();
        for (long delay : new long[] {bound, bound + 1, bound + HOUR}) {
            EpisodeCard card = new EpisodeCard(stream);
            Transaction transaction = card.transaction(0, stream.ordinaryAmount(), null, 0);
            stream.sendExactly(transaction, transaction.eventTimeMillis() + delay);
            stream.sendExactly(transaction, transaction.eventTimeMillis() + delay + 1);
        }
    }

    private void truncation() {
        int limit = stream.parameters().historyLimit();
        if (limit > MAX_TRUNCATION_LIMIT) {
            return;
        }
        EpisodeCard card = new EpisodeCard(stream);
        List<Transaction> history = new ArrayList<>();
        for (int i = 0; i < limit + 2; i++) {
            Transaction transaction = card.located(i * HOUR, i);
            history.add(transaction);
            card.publish(transaction, card.sentMillis(i * HOUR));
        }
        long after = (limit + 2) * HOUR;
        card.publish(history.get(0), card.sentMillis(after));
        card.publish(history.get(limit), card.sentMillis(after));
        // The evicted entries go out of sight between these two.
        card.pay(HORIZON, stream.ordinaryAmount());
        card.pay(HORIZON + 10 * DAY, stream.ordinaryAmount());
    }

    /** A copy that says it happened at another time. */
    private static Transaction copyAt(long eventTimeMillis, Transaction original) {
        return TestTransaction.like(original).at(eventTimeMillis).build();
    }

    /** Another transaction that calls itself the same. */
    static Transaction repeat(Transaction original, long amountMinor, String deviceId) {
        return TestTransaction.like(original)
                .amountMinor(amountMinor)
                .device(deviceId)
                .build();
    }
}
