package fraud.features;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.model.Label;
import fraud.model.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** SEMANTICS 14, each boundary, and against a naive reading of the text on random labels. */
class MerchantHistoryTest {

    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();
    /** Noon of a UTC day. */
    private static final long T0 = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();

    private static final long MIDNIGHT = T0 - DAY / 2;
    private static final int LIMIT = 16;

    private MerchantHistory history = MerchantHistory.EMPTY;
    private long offset;

    @Test
    void windowsOpenSevenDaysAfterAndCloseAtTheirLength() {
        label("a", T0, true, T0 + 6 * DAY);

        assertThat(at(T0 + 7 * DAY - 1)).isEqualTo(MerchantWindows.NONE);
        assertThat(at(T0 + 7 * DAY)).isEqualTo(new MerchantWindows(1, 1, 1, 1, 1, 1));
        assertThat(at(T0 + 8 * DAY - 1)).isEqualTo(new MerchantWindows(1, 1, 1, 1, 1, 1));
        assertThat(at(T0 + 8 * DAY)).isEqualTo(new MerchantWindows(0, 0, 1, 1, 1, 1));
        assertThat(at(T0 + 14 * DAY - 1)).isEqualTo(new MerchantWindows(0, 0, 1, 1, 1, 1));
        assertThat(at(T0 + 14 * DAY)).isEqualTo(new MerchantWindows(0, 0, 0, 0, 1, 1));
        assertThat(at(T0 + 37 * DAY - 1)).isEqualTo(new MerchantWindows(0, 0, 0, 0, 1, 1));
        assertThat(at(T0 + 37 * DAY)).isEqualTo(MerchantWindows.NONE);
    }

    @Test
    void anHonestTransactionCountsAndIsNoFraud() {
        label("a", T0, false, T0 + 6 * DAY);
        label("b", T0 + 1, true, T0 + 6 * DAY);

        assertThat(at(T0 + 7 * DAY + 1)).isEqualTo(new MerchantWindows(2, 1, 2, 1, 2, 1));
    }

    @Test
    void aLabelSpeaksAnHourAfterItsPublication() {
        label("a", T0, true, T0 + 10 * DAY);

        assertThat(at(T0 + 10 * DAY + HOUR - 1)).isEqualTo(MerchantWindows.NONE);
        assertThat(at(T0 + 10 * DAY + HOUR)).isEqualTo(new MerchantWindows(0, 0, 1, 1, 1, 1));
    }

    @Test
    void aLabelThatSpeaksJustInTimeIsNeverOverdue() {
        label("a", T0, true, T0 + 7 * DAY - HOUR);
        label("b", T0, true, T0 + 7 * DAY - HOUR + 1);

        assertThat(at(T0 + 7 * DAY).count1Day()).isEqualTo(1);
        assertThat(at(T0 + 7 * DAY + 1).count1Day()).isEqualTo(2);
        assertThat(history.deferred()).hasSize(1);
    }

    @Test
    void aLabelThatComesAfterTheLongestWindowNeverSpeaks() {
        label("a", T0, true, T0 + 37 * DAY - HOUR);

        assertThat(at(T0 + 37 * DAY - 1)).isEqualTo(MerchantWindows.NONE);
        assertThat(at(T0 + 37 * DAY)).isEqualTo(MerchantWindows.NONE);
    }

    @Test
    void aCorrectionHoldsFromWhenItSpeaks() {
        label("a", T0, true, T0 + 5 * DAY);
        label("a", T0, false, T0 + 9 * DAY);
        label("a", T0, true, T0 + 10 * DAY);

        assertThat(at(T0 + 9 * DAY + HOUR - 1).frauds7Days()).isEqualTo(1);
        assertThat(at(T0 + 9 * DAY + HOUR).frauds7Days()).isZero();
        assertThat(at(T0 + 10 * DAY + HOUR - 1).frauds7Days()).isZero();
        assertThat(at(T0 + 10 * DAY + HOUR).frauds7Days()).isEqualTo(1);
        assertThat(at(T0 + 10 * DAY + HOUR).count7Days()).isEqualTo(1);
    }

    @Test
    void theLaterTimestampHoldsAndOfEqualOnesTheLaterRecord() {
        label("back", T0, true, T0 + 5 * DAY);
        label("back", T0, false, T0 + 5 * DAY - 1);
        label("equal", T0, true, T0 + 5 * DAY);
        label("equal", T0, false, T0 + 5 * DAY);

        assertThat(at(T0 + 7 * DAY)).isEqualTo(new MerchantWindows(2, 1, 2, 1, 2, 1));
    }

    @Test
    void aRepeatedLabelCountsOnce() {
        label("a", T0, true, T0 + 5 * DAY);
        label("a", T0, true, T0 + 6 * DAY);

        assertThat(at(T0 + 7 * DAY)).isEqualTo(new MerchantWindows(1, 1, 1, 1, 1, 1));
    }

    @Test
    void whatDiffersInCardOrTransactionOrTimeIsAnotherTransaction() {
        label("c1", "a", T0, true, T0 + 5 * DAY);
        label("c2", "a", T0, true, T0 + 5 * DAY);
        label("c1", "b", T0, true, T0 + 5 * DAY);
        label("c1", "a", T0 + 1, false, T0 + 5 * DAY);

        assertThat(at(T0 + 8 * DAY - 1)).isEqualTo(new MerchantWindows(4, 3, 4, 3, 4, 3));
    }

    @Test
    void labelsBeyondTheDailyLimitChangeNothingButFillTheDay() {
        for (int i = 0; i < LIMIT; i++) {
            label("a", MIDNIGHT + i, true, T0 + 5 * DAY);
        }
        assertThat(history.isTruncatedFor(T0 + 10 * DAY)).isFalse();
        label("b", MIDNIGHT + DAY - 1, true, T0 + 6 * DAY);
        MerchantHistory full = history;
        label("c", MIDNIGHT, false, T0 + 4 * DAY);

        assertThat(history).isSameAs(full);
        assertThat(at(T0 + 9 * DAY)).isEqualTo(new MerchantWindows(0, 0, LIMIT, LIMIT, LIMIT, LIMIT));
        assertThat(history.isTruncatedFor(T0 + 10 * DAY)).isTrue();
    }

    @Test
    void repeatsAndCorrectionsCountTowardsTheLimit() {
        for (int i = 0; i < LIMIT; i++) {
            label("a", T0, i % 2 == 0, T0 + i);
        }
        label("b", T0, true, T0 + LIMIT);

        assertThat(at(T0 + 7 * DAY)).isEqualTo(new MerchantWindows(1, 0, 1, 0, 1, 0));
        assertThat(history.isTruncatedFor(T0 + 7 * DAY)).isTrue();
    }

    @Test
    void theNextDayHasALimitOfItsOwn() {
        fill(MIDNIGHT + DAY - 1, T0 + DAY);
        label("b", MIDNIGHT + DAY, true, T0 + DAY);
        label("b", MIDNIGHT - 1, true, T0 + DAY);

        assertThat(at(T0 + 8 * DAY).count7Days()).isEqualTo(LIMIT + 2);
    }

    @Test
    void aFullDayTruncatesWhileOneOfItsInstantsIsInTheLongestWindow() {
        fill(T0, T0);

        assertThat(history.isTruncatedFor(MIDNIGHT + 7 * DAY - 1)).isFalse();
        assertThat(history.isTruncatedFor(MIDNIGHT + 7 * DAY)).isTrue();
        assertThat(history.isTruncatedFor(MIDNIGHT + 38 * DAY - 2)).isTrue();
        assertThat(history.isTruncatedFor(MIDNIGHT + 38 * DAY - 1)).isFalse();
    }

    @Test
    void aFullDayTruncatesFromAnHourAfterTheFirstLabelThatWasTooMany() {
        fill(T0, T0 + 10 * DAY);

        assertThat(history.isTruncatedFor(T0 + 10 * DAY + HOUR - 1)).isFalse();
        assertThat(history.isTruncatedFor(T0 + 10 * DAY + HOUR)).isTrue();
    }

    @Test
    void oneFullDayOfSeveralIsEnough() {
        fill(T0 + DAY, T0 + 8 * DAY);
        fill(T0 - DAY, T0 + 8 * DAY);
        fill(T0, T0 + 8 * DAY);

        assertThat(history.fullDaysMillis()).isSorted();
        assertThat(history.isTruncatedFor(MIDNIGHT + 38 * DAY)).isTrue();
        assertThat(history.isTruncatedFor(MIDNIGHT + 39 * DAY - 2)).isTrue();
        assertThat(history.isTruncatedFor(MIDNIGHT + 39 * DAY - 1)).isFalse();
    }

    @Test
    void aDayIsForgottenThirtyEightDaysAfterItsEnd() {
        fill(T0, T0);
        fill(MIDNIGHT + DAY, T0 + DAY);
        label("b", T0 + 2 * DAY, true, T0 + 2 * DAY);

        assertThat(history.forgettableFromMillis()).isEqualTo(MIDNIGHT + 39 * DAY);
        assertThat(history.forget(MIDNIGHT + 39 * DAY - 1)).isSameAs(history);
        MerchantHistory shorter = history.forget(MIDNIGHT + 39 * DAY);
        assertThat(shorter.eventTimesMillis())
                .hasSize(LIMIT + 1)
                .startsWith(MIDNIGHT + DAY)
                .endsWith(T0 + 2 * DAY);
        assertThat(shorter.fullDaysMillis()).containsExactly(MIDNIGHT + DAY);
        assertThat(shorter.countsThrough()).startsWith(1, 2).endsWith(LIMIT + 1);
        assertThat(shorter.forgettableFromMillis()).isEqualTo(MIDNIGHT + 40 * DAY);
        MerchantHistory shortest = shorter.forget(MIDNIGHT + 40 * DAY);
        assertThat(shortest.fullDaysMillis()).isEmpty();
        assertThat(shortest.eventTimesMillis()).containsExactly(T0 + 2 * DAY);
        assertThat(shortest.forget(MIDNIGHT + 41 * DAY).isEmpty()).isTrue();
    }

    @Test
    void anEmptyHistoryHasNothingToForget() {
        assertThat(MerchantHistory.EMPTY.isEmpty()).isTrue();
        assertThat(MerchantHistory.EMPTY.forgettableFromMillis()).isEqualTo(Long.MAX_VALUE);
        assertThat(MerchantHistory.EMPTY.forget(Long.MAX_VALUE)).isSameAs(MerchantHistory.EMPTY);
        assertThat(MerchantHistory.EMPTY.featuresOf(T0)).isEqualTo(MerchantFeatures.NONE);
        assertThat(MerchantHistory.EMPTY.isTruncatedFor(T0)).isFalse();
    }

    @Test
    void saysWhatTheTextSaysOnRandomLabels() {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            NaiveMerchant naive = new NaiveMerchant(LIMIT);
            MerchantHistory whole = MerchantHistory.EMPTY;
            List<Long> moments = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                RandomLabel next = RandomLabel.next(random, i);
                moments.addAll(next.boundaries());
                naive.add(next.label(), next.origin().publishedAtMillis(), i);
                whole = whole.with(next.label(), next.origin(), LIMIT);
                if (i % 10 == 0) {
                    assertAgree(whole, naive, moments, random, "seed " + seed + ", offset " + i);
                }
            }
            assertThat(whole.deferred()).as("seed " + seed).isNotEmpty();
            assertThat(whole.fullDaysMillis()).as("seed " + seed).isNotEmpty();
        }
    }

    @Test
    void forgettingAtAnyClockChangesNoLaterAnswerAndBoundsTheSize() {
        for (int seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            MerchantHistory whole = MerchantHistory.EMPTY;
            MerchantHistory forgetful = MerchantHistory.EMPTY;
            long clock = T0;
            int forgotten = 0;
            for (int i = 0; i < 400; i++) {
                clock += random.nextLong(DAY);
                RandomLabel next = RandomLabel.published(random, i, clock - random.nextLong(2 * DAY) + DAY);
                whole = whole.with(next.label(), next.origin(), LIMIT);
                forgetful = forgetful.with(next.label(), next.origin(), LIMIT);
                MerchantHistory shorter = forgetful.forget(clock);
                forgotten += forgetful.transactions().length - shorter.transactions().length;
                forgetful = shorter;
                for (int question = 0; question < 5; question++) {
                    long t = clock - DAY + (question == 0 ? 0 : random.nextLong(3 * DAY));
                    String where = "seed " + seed + ", offset " + i + ", t " + t;
                    assertThat(forgetful.featuresOf(t)).as(where).isEqualTo(whole.featuresOf(t));
                    assertThat(forgetful.isTruncatedFor(t)).as(where).isEqualTo(whole.isTruncatedFor(t));
                }
                // Nothing is labelled more than a minute ahead, and a label is read at most a day early.
                assertThat(forgetful.transactions().length).isLessThanOrEqualTo(LIMIT * (39 + 3));
                assertThat(forgetful.forgettableFromMillis()).isGreaterThan(clock);
            }
            assertThat(forgotten).as("seed " + seed).isPositive();
            assertThat(forgetful.forget(clock + 60 * DAY).isEmpty()).isTrue();
        }
    }

    private static void assertAgree(
            MerchantHistory history, NaiveMerchant naive, List<Long> moments, Random random, String where) {
        for (int question = 0; question < 12; question++) {
            long t = moments.get(random.nextInt(moments.size())) + random.nextInt(3) - 1;
            assertThat(history.featuresOf(t)).as(where + ", t " + t).isEqualTo(naive.features(t));
            assertThat(history.isTruncatedFor(t)).as(where + ", t " + t).isEqualTo(naive.isTruncated(t));
        }
    }

    private record RandomLabel(Label label, Origin origin) {

        static RandomLabel next(Random random, int offset) {
            return published(random, offset, T0 + random.nextLong(40 * DAY));
        }

        /** Most labels come in time; few cards, transactions and times make repeats and corrections. */
        static RandomLabel published(Random random, int offset, long publishedAt) {
            long age = random.nextInt(3) == 0 ? random.nextLong(45 * DAY) : 6 * DAY + random.nextLong(DAY);
            long eventTime = publishedAt - age;
            if (random.nextInt(4) != 0) {
                eventTime -= Math.floorMod(eventTime, 4 * DAY) - random.nextInt(2);
            }
            Label label = new Label(
                    "t" + random.nextInt(3), "m", "c" + random.nextInt(2), eventTime, random.nextBoolean(), null);
            return new RandomLabel(label, new Origin("labels", 0, offset, publishedAt, Origin.UNKNOWN));
        }

        List<Long> boundaries() {
            long eventTime = label.eventTimeMillis();
            long day = Math.floorDiv(eventTime, DAY) * DAY;
            return List.of(
                    eventTime + 7 * DAY,
                    eventTime + 8 * DAY,
                    eventTime + 14 * DAY,
                    eventTime + 37 * DAY,
                    origin.publishedAtMillis() + HOUR,
                    day + 7 * DAY,
                    day + 38 * DAY - 1);
        }
    }

    /** One label more than the day takes, the last published at this time and the others before. */
    private void fill(long eventTime, long publishedAt) {
        for (int i = 0; i <= LIMIT; i++) {
            label("fill" + i, eventTime, false, publishedAt - LIMIT + i);
        }
    }

    private void label(String transactionId, long eventTime, boolean fraud, long publishedAt) {
        label("c1", transactionId, eventTime, fraud, publishedAt);
    }

    private void label(String cardId, String transactionId, long eventTime, boolean fraud, long publishedAt) {
        history = history.with(
                new Label(transactionId, "m1", cardId, eventTime, fraud, null),
                new Origin("labels", 0, offset++, publishedAt, Origin.UNKNOWN),
                LIMIT);
    }

    private MerchantWindows at(long eventTime) {
        return MerchantWindows.of(history.featuresOf(eventTime));
    }
}
