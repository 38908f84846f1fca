package fraud.features;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fraud.model.CardControl.Action;
import fraud.model.Channel;
import fraud.model.Origin;
import fraud.model.Transaction;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** SEMANTICS 4 and 6, each boundary, and against a naive reading of the text on random histories. */
class CardProfileTest {

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long HORIZON = CardProfile.HORIZON.toMillis();
    private static final long T0 = 1_700_000_000_000L;
    private static final int LIMIT = 1_024;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void windowsAreOpenAtTheirStartAndClosedAtTheirEnd() {
        CardProfile profile = profile(pay("a", T0 - DAY, 1_000), pay("b", T0 - DAY + 1, 2_000), pay("c", T0, 4_000));

        Features features = featuresAt(profile, pay("now", T0, 8_000), T0);

        assertThat(features.count1Day()).isEqualTo(3);
        assertThat(features.sumMinor1Day()).isEqualTo(14_000);
        assertThat(features.count7Days()).isEqualTo(4);
        assertThat(features.count1Hour()).isEqualTo(2);
        assertThat(features.sumMinor10Minutes()).isEqualTo(12_000);
    }

    @Test
    void entriesLaterThanTheTransactionDoNotCount() {
        CardProfile profile = profile(pay("a", T0 + 1, 1_000));

        assertThat(featuresAt(profile, pay("now", T0, 10), T0 + 5).count30Days())
                .isEqualTo(1);
    }

    @Test
    void habitLeavesOutTheTransactionItself() {
        CardProfile profile = profile(pay("a", T0 - DAY, 1_000), pay("b", T0 - DAY / 2, 2_000));

        Features features = featuresAt(profile, pay("now", T0, 3_000), T0);

        assertThat(features.habitCount()).isEqualTo(2);
        assertThat(features.habitMeanMinor()).isEqualTo(1_500);
        assertThat(features.habitDeviationMinor()).isEqualTo(500);
    }

    @Test
    void habitOfTheGreatestAmountsDoesNotOverflow() {
        CardProfile profile = CardProfile.EMPTY;
        for (int i = 0; i < LIMIT; i++) {
            profile = add(profile, pay("t" + i, T0 - i, i % 2 == 0 ? 100_000_000_000L : 0), i, T0, LIMIT);
        }

        Features features = featuresAt(profile, pay("now", T0, 1), T0);

        assertThat(features.habitMeanMinor()).isEqualTo(50_000_000_000L);
        assertThat(features.habitDeviationMinor()).isEqualTo(50_000_000_000L);
    }

    @Test
    void largeIsMoreThanTwiceAndVeryLargeMoreThanThreeTimesTheMean() {
        CardProfile profile = profile(pay("a", T0, 3_000), pay("b", T0 + 1, 0), pay("c", T0 + 2, 0));

        assertLarge(profile, T0 + 1, 0, 0);
        assertLarge(profile, T0 + 2, 1, 0);
        CardProfile longer = profile(pay("a", T0, 3_000), pay("b", T0, 0), pay("c", T0, 0), pay("d", T0, 0));
        assertLarge(longer, T0, 1, 1);
    }

    @Test
    void largeAmountsAreThoseOfFourteenDaysByTheMeanOfThirty() {
        CardProfile profile = profile(pay("a", T0, 9), pay("b", T0, 1), pay("c", T0, 1), pay("d", T0 + 15 * DAY, 12));

        assertLarge(profile, T0 + 14 * DAY - 1, 1, 0);
        assertLarge(profile, T0 + 14 * DAY, 0, 0);
        // 12 · 4 > 2 · 23; after 14 days of its own it is over.
        assertLarge(profile, T0 + 15 * DAY, 1, 0);
        assertLarge(profile, T0 + 29 * DAY - 1, 1, 0);
        assertLarge(profile, T0 + 29 * DAY, 0, 0);
    }

    @Test
    void largeAmountsDoNotOverflow() {
        CardProfile profile = CardProfile.EMPTY;
        for (int i = 0; i < LIMIT; i++) {
            profile = add(profile, pay("t" + i, T0, i == 0 ? 100_000_000_000L : 1), i, T0, LIMIT);
        }

        assertLarge(profile, T0, 1, 1);
    }

    @Test
    void aRepeatIsADuplicateInsideTheHorizonOnly() {
        CardProfile profile = add(CardProfile.EMPTY, pay("a", T0, 1), 42, T0, LIMIT);

        assertThat(original(profile, "a", T0 + HORIZON - 1)).isEqualTo(OptionalLong.of(42));
        assertThat(original(profile, "a", T0 + HORIZON)).isEmpty();
        assertThat(original(profile, "b", T0)).isEmpty();
    }

    @Test
    void theOriginalIsTheCopyWithTheLowestOffsetThoughAnEarlierEventCameLater() {
        long skew = 1_000;
        CardProfile profile = CardProfile.EMPTY.with(pay("a", T0, 1), at(0, T0), skew, LIMIT);
        assertThat(profile.originalOffset(pay("a", T0 - 100, 1), at(1, T0 + HORIZON)))
                .isEmpty();
        CardProfile both = profile.with(pay("a", T0 - 100, 1), at(1, T0 + HORIZON), skew, LIMIT);

        assertThat(original(both, "a", T0 + HORIZON - 500)).isEqualTo(OptionalLong.of(0));
        assertThat(original(both, "a", T0 + HORIZON - 101)).isEqualTo(OptionalLong.of(0));
        assertThat(original(both, "a", T0 + HORIZON - 1)).isEqualTo(OptionalLong.of(0));
        assertThat(original(both, "a", T0 + HORIZON)).isEmpty();
    }

    @Test
    void keepsWhatARecordWhoseTimestampRunsBackCanStillSee() {
        long skew = 1_000;
        CardProfile profile = CardProfile.EMPTY.with(pay("a", T0, 1), at(0, T0), skew, LIMIT);
        // The clock is T0 + H + s - 1: a record with T0 + H - 1 may come, and sees what happened at T0.
        profile = profile.with(pay("b", T0 + HORIZON, 1), at(1, T0 + HORIZON + skew - 1), skew, LIMIT);
        assertThat(original(profile, "a", T0 + HORIZON - 1)).isEqualTo(OptionalLong.of(0));

        profile = profile.with(pay("c", T0 + HORIZON, 1), at(2, T0 + HORIZON + skew), skew, LIMIT);

        assertThat(profile.transactionIds()).containsExactly("b", "c");
    }

    @Test
    void theEntryBeyondTheLimitIsEvictedAndFlagged() {
        CardProfile profile = CardProfile.EMPTY;
        for (int i = 0; i < 16; i++) {
            profile = add(profile, pay("t" + i, T0 + i, 1), i, T0 + i, 16);
        }
        assertThat(profile.isTruncatedFor(at(T0 + 16))).isFalse();

        profile = add(profile, pay("t16", T0 + 16, 1), 16, T0 + 16, 16);

        assertThat(profile.isTruncatedFor(at(T0 + 17))).isTrue();
        assertThat(original(profile, "t0", T0 + 17)).isEmpty();
        assertThat(original(profile, "t1", T0 + 17)).isPresent();
        assertThat(profile.isTruncatedFor(at(T0 + HORIZON))).isFalse();
    }

    @Test
    void anOldTransactionEvictsItself() {
        CardProfile profile = CardProfile.EMPTY;
        for (int i = 0; i < 16; i++) {
            profile = add(profile, pay("t" + i, T0 + i, 1), i, T0 + i, 16);
        }

        CardProfile after = add(profile, pay("old", T0 - 1, 1), 16, T0 + 16, 16);

        assertThat(original(after, "old", T0 + 17)).isEmpty();
        assertThat(original(after, "t0", T0 + 17)).isPresent();
        assertThat(after.isTruncatedFor(at(T0 + 17))).isTrue();
    }

    @Test
    void anOlderLocatedUseLeavesThePreviousUseUnchangedAndStaysSilent() {
        CardProfile profile = profile(located("b", T0, 52.52, 13.405));

        assertThat(featuresAt(profile, located("c", T0 - 1, 48.86, 2.35), T0).travelDistanceMetres())
                .isNull();
        assertThat(featuresAt(profile, located("a", T0, 48.86, 2.35), T0).travelDistanceMetres())
                .as("same time, lesser id")
                .isNull();
        Features later = featuresAt(profile, located("c", T0, 48.86, 2.35), T0);
        assertThat(later.travelElapsedMillis()).isZero();
        assertThat(later.travelDistanceMetres()).isBetween(870_000L, 885_000L);
    }

    @Test
    void usesWithoutACardPresentOrAPositionDoNotTravel() {
        CardProfile profile = profile(located("a", T0, 52.52, 13.405), pay("b", T0 + 1, 5));

        assertThat(featuresAt(profile, pay("c", T0 + 2, 1), T0 + 2).travelDistanceMetres())
                .isNull();
        assertThat(featuresAt(profile, located("c", T0 + 2, 52.52, 13.405), T0 + 2)
                        .travelElapsedMillis())
                .isEqualTo(2);
    }

    @Test
    void thePreviousUseLeavesTheHorizonToo() {
        CardProfile profile = profile(located("a", T0, 52.52, 13.405));
        Transaction now = located("b", T0 + HORIZON - 1, 52.52, 13.405);

        assertThat(featuresAt(profile, now, T0 + HORIZON - 1).travelDistanceMetres())
                .isZero();
        assertThat(featuresAt(profile, now, T0 + HORIZON).travelDistanceMetres())
                .isNull();
    }

    @Test
    void comparesCountriesOfCardPresentUsesWhereverTheyAre() {
        CardProfile profile = profile(inCountry("b", T0, "DE"), pay("later", T0 + 1, 5));

        Features abroad = featuresAt(profile, inCountry("c", T0 + 7, "FR"), T0 + 7);
        assertThat(abroad.countryChanged()).isTrue();
        assertThat(abroad.countryElapsedMillis()).isEqualTo(7);
        assertThat(abroad.travelDistanceMetres()).as("no position").isNull();
        assertThat(featuresAt(profile, inCountry("c", T0, "DE"), T0).countryChanged())
                .isFalse();
        assertThat(featuresAt(profile, inCountry("a", T0, "FR"), T0).countryChanged())
                .as("same time, lesser id")
                .isNull();
        assertThat(featuresAt(profile, onDevice("c", T0 + 7, "d"), T0 + 7).countryChanged())
                .as("online")
                .isNull();
        assertThat(featuresAt(profile, inCountry("c", T0 + 7, "FR"), T0 + HORIZON - 1)
                        .countryChanged())
                .isTrue();
        assertThat(featuresAt(profile, inCountry("c", T0 + 7, "FR"), T0 + HORIZON)
                        .countryChanged())
                .isNull();
    }

    @Test
    void knowsADeviceByWhatIsVisibleOfTheHistory() {
        assertThat(newDevice(profile(pay("a", T0, 1)), "d1", T0 + 1))
                .as("the first device is no news")
                .isNull();
        CardProfile profile = profile(onDevice("a", T0, "d1"), pay("b", T0 + 1, 1), onDevice("c", T0 + 5, "d2"));

        assertThat(newDevice(profile, "d1", T0 + 6)).isFalse();
        assertThat(newDevice(profile, "d2", T0 + 6)).isFalse();
        assertThat(newDevice(profile, "d3", T0 + 6)).isTrue();
        assertThat(newDevice(profile, null, T0 + 6)).isNull();
        assertThat(newDevice(profile, "d1", T0 + HORIZON - 1)).isFalse();
        assertThat(newDevice(profile, "d1", T0 + HORIZON)).isTrue();
        assertThat(newDevice(profile, "d3", T0 + 5 + HORIZON))
                .as("none is visible")
                .isNull();
    }

    @Test
    void isIdleSinceTheLatestTransactionThatIsNotLater() {
        CardProfile profile = profile(pay("a", T0, 1), pay("b", T0 + 4, 1), pay("c", T0 + 10, 1));

        assertThat(featuresAt(profile, pay("now", T0 + 9, 1), T0 + 10).idleMillis())
                .isEqualTo(5);
        assertThat(featuresAt(profile, pay("now", T0 + 10, 1), T0 + 10).idleMillis())
                .isZero();
        assertThat(featuresAt(profile, pay("now", T0 - 1, 1), T0 + 10).idleMillis())
                .isNull();
        long end = T0 + 10 + 30 * DAY;
        assertThat(featuresAt(profile, pay("now", end - 1, 1), end - 1).idleMillis())
                .isEqualTo(30 * DAY - 1);
        assertThat(featuresAt(profile, pay("now", end, 1), end).idleMillis()).isNull();
    }

    @Test
    void aMerchantIsNewThatNoTransactionOfThirtyDaysWasAt() {
        assertThat(newMerchant(CardProfile.EMPTY, "m1", T0)).isNull();
        CardProfile profile = profile(at("m1", T0), at("m2", T0 + 30 * DAY - 2));
        assertThat(newMerchant(profile, "m1", T0 + 30 * DAY - 1)).isFalse();
        assertThat(newMerchant(profile, "m1", T0 + 30 * DAY)).isTrue();
        assertThat(newMerchant(profile, "m2", T0 + 30 * DAY - 1)).isFalse();
        assertThat(newMerchant(profile, "m2", T0 + 30 * DAY - 3)).isTrue();
        assertThat(newMerchant(profile, "m3", T0)).isTrue();
        assertThat(newMerchant(profile, "m1", T0 - 1)).isNull();
    }

    /** Letters that change places, and a name that is another's beginning; "Aa" and "BB" share a mark, as do few. */
    @Test
    void aMerchantIsKnownByItsMark() {
        CardProfile profile = profile(at("shop-12", T0), at("xAa", T0));
        assertThat(newMerchant(profile, "shop-21", T0)).isTrue();
        assertThat(newMerchant(profile, "shop-1", T0)).isTrue();
        assertThat(newMerchant(profile, "shop-12", T0)).isFalse();
        assertThat(newMerchant(profile, "xBB", T0)).isFalse();
        String longest = "m".repeat(64);
        assertThat(newMerchant(profile(at(longest, T0)), longest, T0)).isFalse();
        assertThat(newMerchant(profile(at(longest, T0)), "n" + longest.substring(1), T0))
                .isTrue();
    }

    private static Boolean newMerchant(CardProfile profile, String merchant, long eventTime) {
        return featuresAt(profile, at(merchant, eventTime), T0 + 30 * DAY).newMerchant();
    }

    private static Transaction at(String merchant, long eventTime) {
        return TestTransaction.like(pay("at-" + merchant, eventTime, 1))
                .merchant(merchant)
                .build();
    }

    @Test
    void controlsBlockReleaseAndForget() {
        CardProfile profile = profile(pay("a", T0, 1));

        CardProfile blocked = profile.after(Action.BLOCK);
        assertThat(blocked.blocked()).isTrue();
        assertThat(original(blocked, "a", T0)).isPresent();
        assertThat(blocked.withoutHistory().isEmpty()).isFalse();
        assertThat(blocked.after(Action.RELEASE).blocked()).isFalse();
        assertThat(blocked.after(Action.FORGET).isEmpty()).isTrue();
        assertThat(profile.isEmpty()).isFalse();
        assertThat(profile.withoutHistory().isEmpty()).isTrue();
    }

    @Test
    void isInvisibleAHorizonAfterItsLatestEntry() {
        CardProfile profile = profile(pay("b", T0 + 5, 1), pay("a", T0, 1));

        assertThat(profile.invisibleFromMillis()).isEqualTo(T0 + 5 + HORIZON);
        assertThat(CardProfile.EMPTY.invisibleFromMillis()).isEqualTo(Long.MIN_VALUE);
    }

    /** The fold, its pruning and its arrays against a list of everything and the words of the contract. */
    @Test
    void equalsTheNaiveReadingOfTheContract() {
        Map<String, Set<JsonNode>> seen = new HashMap<>();
        for (long seed = 1; seed <= 40; seed++) {
            Random random = new Random(seed);
            // On a grid many ages are exactly a window's.
            long grid = seed % 2 == 0 ? 1 : 10 * 60_000;
            int limit = random.nextBoolean() ? 16 : LIMIT;
            long skew = random.nextInt(3) * 20_000L;
            NaiveHistory naive = new NaiveHistory(limit);
            CardProfile profile = CardProfile.EMPTY;
            long clock = T0;
            for (int offset = 0; offset < 400; offset++) {
                clock += (long) (random.nextDouble() * random.nextDouble() * (limit == 16 ? DAY / 4 : DAY));
                long publishedAt = clock - (skew == 0 ? 0 : random.nextInt((int) skew));
                long eventTime = publishedAt - lateness(random);
                eventTime -= Math.floorMod(eventTime, grid);
                String id = "t" + (random.nextInt(10) == 0 ? random.nextInt(offset + 1) : offset);
                Transaction transaction = randomTransaction(random, id, eventTime);
                Origin origin = new Origin("transactions", 0, offset, publishedAt, Origin.UNKNOWN);
                String where = "seed " + seed + ", offset " + offset;

                assertThat(profile.originalOffset(transaction, origin))
                        .as(where)
                        .isEqualTo(naive.originalOffset(transaction, publishedAt));
                assertThat(profile.isTruncatedFor(origin)).as(where).isEqualTo(naive.isTruncated(publishedAt));
                if (profile.originalOffset(transaction, origin).isEmpty()) {
                    Features features = profile.featuresOf(transaction, origin);
                    Features expected = naive.features(transaction, publishedAt);
                    if (!features.equals(expected)) {
                        // Names the one that differs, but takes longer than all else here.
                        assertThat(features)
                                .as(where)
                                .usingRecursiveComparison()
                                .isEqualTo(expected);
                    }
                    JSON.valueToTree(features)
                            .properties()
                            .forEach(feature -> seen.computeIfAbsent(feature.getKey(), name -> new HashSet<>())
                                    .add(feature.getValue()));
                    profile = profile.with(transaction, origin, skew, limit);
                    naive.add(transaction, offset);
                }
                if (random.nextInt(150) == 0) {
                    profile = profile.after(Action.FORGET);
                    naive = new NaiveHistory(limit);
                }
            }
            assertThat(profile.eventTimesMillis().length).isLessThanOrEqualTo(limit);
        }
        seen.remove("merchant");
        seen.remove("activity");
        assertThat(seen.keySet().stream().filter(name -> seen.get(name).size() < 2))
                .as("features that are always the same: let randomTransaction bring about others")
                .isEmpty();
    }

    /** Rarely days, or about the horizon, where windows of all lengths end at what is no longer visible. */
    private static long lateness(Random random) {
        return switch (random.nextInt(20)) {
            case 0 -> random.nextLong(40 * DAY);
            case 1 -> HORIZON - DAY + random.nextLong(2 * DAY);
            default -> random.nextInt(60_000);
        };
    }

    private static Transaction randomTransaction(Random random, String id, long eventTime) {
        return TestTransaction.like(randomUse(random, id, eventTime))
                .merchant("m" + random.nextInt(random.nextBoolean() ? 2 : 50))
                .build();
    }

    private static Transaction randomUse(Random random, String id, long eventTime) {
        return switch (random.nextInt(4)) {
            case 0 -> pay(id, eventTime, random.nextLong(1_000_000));
            case 1 -> located(id, eventTime, random.nextDouble() * 180 - 90, random.nextDouble() * 360 - 180);
            case 2 -> inCountry(id, eventTime, random.nextBoolean() ? "DE" : "FR");
            default -> onDevice(id, eventTime, "d" + random.nextInt(5));
        };
    }

    private static CardProfile profile(Transaction... transactions) {
        CardProfile profile = CardProfile.EMPTY;
        for (int i = 0; i < transactions.length; i++) {
            profile = add(profile, transactions[i], i, transactions[i].eventTimeMillis(), LIMIT);
        }
        return profile;
    }

    private static CardProfile add(
            CardProfile profile, Transaction transaction, long offset, long publishedAt, int limit) {
        return profile.with(transaction, new Origin("transactions", 0, offset, publishedAt, Origin.UNKNOWN), 0, limit);
    }

    private static Features featuresAt(CardProfile profile, Transaction transaction, long publishedAt) {
        return profile.featuresOf(transaction, at(publishedAt));
    }

    private static void assertLarge(CardProfile profile, long eventTime, int large, int veryLarge) {
        Features features = featuresAt(profile, pay("now", eventTime, 1_000_000), eventTime);
        assertThat(features.largeCount14Days()).as("large").isEqualTo(large);
        assertThat(features.veryLargeCount14Days()).as("very large").isEqualTo(veryLarge);
    }

    private static OptionalLong original(CardProfile profile, String id, long publishedAt) {
        return profile.originalOffset(pay(id, publishedAt, 1), at(publishedAt));
    }

    private static Origin at(long publishedAt) {
        return at(1_000_000, publishedAt);
    }

    private static Origin at(long offset, long publishedAt) {
        return new Origin("transactions", 0, offset, publishedAt, Origin.UNKNOWN);
    }

    private static Boolean newDevice(CardProfile profile, String device, long publishedAt) {
        return featuresAt(profile, onDevice("now", publishedAt, device), publishedAt)
                .newDevice();
    }

    private static Transaction inCountry(String id, long eventTime, String country) {
        return TestTransaction.of(100)
                .id(id)
                .card("c1")
                .merchant("m1")
                .at(eventTime)
                .channel(Channel.ATM)
                .country(country)
                .build();
    }

    private static Transaction onDevice(String id, long eventTime, String device) {
        return TestTransaction.of(100)
                .id(id)
                .card("c1")
                .merchant("m1")
                .at(eventTime)
                .channel(Channel.ECOMMERCE)
                .country("IT")
                .device(device)
                .build();
    }

    private static Transaction pay(String id, long eventTime, long amount) {
        return TestTransaction.of(amount)
                .id(id)
                .card("c1")
                .merchant("m1")
                .at(eventTime)
                .build();
    }

    private static Transaction located(String id, long eventTime, double latitude, double longitude) {
        return TestTransaction.of(100)
                .id(id)
                .card("c1")
                .merchant("m1")
                .at(eventTime)
                .channel(Channel.CHIP)
                .place(latitude, longitude)
                .build();
    }
}
