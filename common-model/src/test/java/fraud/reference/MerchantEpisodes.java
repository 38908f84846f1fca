package fraud.reference;

import fraud.config.DetectorParameters;
import fraud.rules.MerchantRisk;
import fraud.ruleset.RuleSet;
import java.math.BigInteger;
import java.time.Duration;

/**
 * Examples of merchants' pasts (SEMANTICS 14, MERCHANT_RISK): each boundary from both sides, as cards see it that pay
 * there later.
 */
final class MerchantEpisodes {

    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long DELAY = DetectorParameters.LABEL_DELAY.toMillis();
    private static final long MAX_AGE = DetectorParameters.MERCHANT_MAX_AGE.toMillis();
    /** A larger number would need more labels than a test's stream should have. */
    static final int MOST_LABELS = 200;

    private final SeededStream stream;
    private final RuleSet rules;
    private final int enough;

    MerchantEpisodes(SeededStream stream) {
        this.stream = stream;
        this.rules = stream.rules();
        this.enough = (int) Math.min(rules.get(MerchantRisk.MIN_FRAUDS), MOST_LABELS);
    }

    void writeAll() {
        windows();
        delay();
        corrections();
        identities();
        risk();
        unknown();
        if (stream.parameters().merchantDailyLimit() <= DetectorParameters.DEFAULT_MERCHANT_DAILY_LIMIT) {
            fullDays();
        }
    }

    private void windows() {
        long at = anyTime();
        example()
                .frauds(enough, at, at + 6 * DAY)
                .ask(at + 7 * DAY - 1, at + 7 * DAY, at + 8 * DAY - 1, at + 8 * DAY)
                .ask(at + 14 * DAY - 1, at + 14 * DAY, at + 37 * DAY - 1, at + 37 * DAY);
        // One transaction on each side of an end.
        example()
                .frauds(enough, at, at + 6 * DAY)
                .frauds(enough, at + 1, at + 6 * DAY)
                .ask(at + 7 * DAY, at + 8 * DAY, at + 14 * DAY, at + 37 * DAY);
    }

    /**
     * A label becomes effective an hour after its publication, be it early, just in time for the window, or too late
     * for one.
     */
    private void delay() {
        long at = anyTime();
        for (long published : new long[] {
            at + 7 * DAY - DELAY, at + 7 * DAY - DELAY + 1, at + 10 * DAY, at + 14 * DAY - DELAY, at + 37 * DAY - DELAY
        }) {
            example()
                    .frauds(enough, at, published)
                    .ask(published + DELAY - 1, published + DELAY, published + DELAY + 1);
        }
    }

    private void corrections() {
        long at = anyTime();
        MerchantExample corrected = example().frauds(enough - 1, at, at + 5 * DAY);
        for (int day = 6; day < 12; day++) {
            long published = at + day * DAY;
            corrected.settle("corrected", at, day % 2 == 0, published).ask(published + DELAY - 1, published + DELAY);
        }
        // Of one timestamp the later record holds; of two the later timestamp, though its record was earlier.
        long published = at + 8 * DAY;
        example()
                .frauds(enough - 1, at, published)
                .settle("twice", at, true, published)
                .settle("twice", at, false, published)
                .ask(published + DELAY);
        long back = Math.min(1, stream.parameters().skewMillis());
        example()
                .frauds(enough - 1, at, published)
                .settle("twice", at, false, published)
                .settleBack("twice", at, true, published, published - back)
                .ask(published + DELAY - 1, published + DELAY);
        // A repeat counts once.
        example()
                .frauds(enough - 1, at, published)
                .settle("repeated", at, true, published)
                .settle("repeated", at, true, published + HOUR)
                .ask(published + 2 * HOUR);
    }

    /** What differs in card, transaction or time is another transaction. */
    private void identities() {
        long at = anyTime();
        long published = at + 6 * DAY;
        example()
                .settle("a", "one", at, true, published)
                .settle("b", "one", at, true, published)
                .settle("a", "two", at, true, published)
                .settle("a", "one", at - 1, false, published)
                .ask(at + 7 * DAY);
    }

    private void risk() {
        long at = anyTime();
        long published = at + 6 * DAY;
        for (int frauds : new int[] {enough - 1, enough}) {
            example().frauds(frauds, at, published).ask(at + 7 * DAY);
        }
        atTheShare(stream, at).ask(at + 7 * DAY);
        justBelowTheShare(at).ask(at + 7 * DAY);
        // What a window of 30 days still has does not make a risk.
        example().frauds(enough, at, published).ask(at + 20 * DAY);
    }

    /** A merchant whose frauds are exactly the least share that makes a risk, settled within a day. */
    static MerchantExample atTheShare(SeededStream stream, long eventTimeMillis) {
        RuleSet rules = stream.rules();
        int divisor = BigInteger.valueOf(1_000)
                .gcd(BigInteger.valueOf(rules.get(MerchantRisk.MIN_PERMILLE)))
                .intValueExact();
        int count = 1_000 / divisor;
        int frauds = (int) rules.get(MerchantRisk.MIN_PERMILLE) / divisor;
        int times = (int) Math.min((rules.get(MerchantRisk.MIN_FRAUDS) + frauds - 1) / frauds, MOST_LABELS / count);
        return settled(new MerchantExample(stream), times * frauds, times * count, eventTimeMillis);
    }

    /** A merchant with a share that is less by so little that the next parameter would take it for a risk. */
    private MerchantExample justBelowTheShare(long eventTimeMillis) {
        for (int count = 1; count <= MOST_LABELS; count++) {
            int frauds = ((int) rules.get(MerchantRisk.MIN_PERMILLE) * count - 1) / 1_000;
            if (frauds >= rules.get(MerchantRisk.MIN_FRAUDS)
                    && frauds * 1_000L >= (rules.get(MerchantRisk.MIN_PERMILLE) - 1) * count) {
                return settled(example(), frauds, count, eventTimeMillis);
            }
        }
        return example();
    }

    /** Over the last seven days, lest one is full. */
    private static MerchantExample settled(MerchantExample merchant, int frauds, int count, long eventTimeMillis) {
        for (int i = 0; i < count; i++) {
            merchant.settle(eventTimeMillis - i % 7 * DAY, i < frauds, eventTimeMillis + DAY);
        }
        return merchant;
    }

    /** A day after it happened, a transaction has its merchant's past; a millisecond later it has none. */
    private void unknown() {
        long at = anyTime();
        long asked = at + 9 * DAY;
        example()
                .frauds(enough, at, at + 6 * DAY)
                .askPublished(asked, asked + MAX_AGE)
                .askPublished(asked, asked + MAX_AGE + 1);
    }

    private void fullDays() {
        int limit = stream.parameters().merchantDailyLimit();
        long day = SeededStream.START_MILLIS + DAY;
        long lately = day + 10 * DAY;
        full(day, limit, lately)
                .ask(lately + DELAY - 1, lately + DELAY, day + 38 * DAY - 2, day + 38 * DAY - 1)
                .askPublished(lately + DAY, lately + DAY + MAX_AGE + 1);
        if (limit <= Episodes.MAX_TRUNCATION_LIMIT) {
            full(day, limit, day + 2 * DAY).ask(day + 7 * DAY - 1, day + 7 * DAY);
            long published = day + 6 * DAY;
            MerchantExample atTheLimit = example();
            for (int i = 0; i < limit; i++) {
                atTheLimit.settle(day, i % 2 == 0, published);
            }
            atTheLimit.settle(day - 1, true, published).settle(day + DAY, true, published);
            atTheLimit.ask(day + 8 * DAY);
        }
    }

    /**
     * As many labels as a day takes, some of them of one transaction; then some more, the first of these with this
     * timestamp.
     */
    private MerchantExample full(long day, int limit, long published) {
        MerchantExample merchant = example();
        for (int i = 0; i < limit; i++) {
            String transaction = "full-" + (i % 4 == 0 ? 0 : i);
            long at = i % 4 == 0 ? day : day + stream.random().nextLong(DAY);
            merchant.settle(transaction, at, true, published - limit + i);
        }
        return merchant.settle("full-0", day, false, published)
                .settle(day + DAY - 1, true, published + 1)
                .settle(day + DAY, true, published + 2);
    }

    private MerchantExample example() {
        return new MerchantExample(stream);
    }

    private long anyTime() {
        return SeededStream.START_MILLIS + stream.random().nextLong(2 * DAY);
    }
}
