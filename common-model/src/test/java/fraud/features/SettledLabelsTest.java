package fraud.features;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.model.Label;
import fraud.model.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** SEMANTICS 14.6, each boundary, and against a naive reading of the text on random labels. */
class SettledLabelsTest {

    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long T0 = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();
    private static final int LIMIT = 16;

    private MerchantHistory history = MerchantHistory.EMPTY;
    private long offset;

    @Test
    void theWindowOfFourWeeksIsOpenAtItsStart() {
        label("a", T0, true, T0 + 6 * DAY);

        assertThat(at(T0 + 7 * DAY - 1).count28Days()).isZero();
        assertThat(at(T0 + 7 * DAY).count28Days()).isEqualTo(1);
        assertThat(at(T0 + 35 * DAY - 1).frauds28Days()).isEqualTo(1);
        assertThat(at(T0 + 35 * DAY).frauds28Days()).isZero();
        assertThat(at(T0 + 35 * DAY).count28Days()).isZero();
    }

    @Test
    void theLastOutcomesAreThoseThatHappenedLast() {
        settled(true, false, true, true, false, true);

        MerchantFeatures features = at(T0 + 10 * DAY);

        assertThat(features.lastFrauds1()).isEqualTo(1);
        assertThat(features.lastFrauds3()).isEqualTo(2);
        assertThat(features.lastFrauds5()).isEqualTo(3);
        assertThat(features.streak()).isEqualTo(1);
        assertThat(features.streakMillis()).isEqualTo(10 * DAY - 5);
        assertThat(features.firstFraudMillis()).isEqualTo(10 * DAY);
        assertThat(features.lastFraudMillis()).isEqualTo(10 * DAY - 5);
        assertThat(features.countSinceFirstFraud()).isEqualTo(6);
    }

    @Test
    void fewerOutcomesThanAskedForAreEnough() {
        settled(true, true);

        MerchantFeatures features = at(T0 + 10 * DAY);

        assertThat(features.lastFrauds1()).isEqualTo(1);
        assertThat(features.lastFrauds3()).isEqualTo(2);
        assertThat(features.lastFrauds5()).isEqualTo(2);
        assertThat(features.streak()).isEqualTo(2);
        assertThat(features.streakMillis()).isEqualTo(10 * DAY);
    }

    @Test
    void anHonestOutcomeEndsAStreakAndNothingElse() {
        settled(false, true, true, false);

        MerchantFeatures features = at(T0 + 10 * DAY);

        assertThat(features.lastFrauds1()).isZero();
        assertThat(features.lastFrauds3()).isEqualTo(2);
        assertThat(features.streak()).isZero();
        assertThat(features.streakMillis()).isNull();
        assertThat(features.firstFraudMillis()).isEqualTo(10 * DAY - 1);
        assertThat(features.lastFraudMillis()).isEqualTo(10 * DAY - 2);
        assertThat(features.countSinceFirstFraud()).isEqualTo(3);
    }

    @Test
    void withoutFraudThereIsNoTime() {
        settled(false, false);

        MerchantFeatures features = at(T0 + 10 * DAY);

        assertThat(features.count28Days()).isEqualTo(2);
        assertThat(features.streakMillis()).isNull();
        assertThat(features.firstFraudMillis()).isNull();
        assertThat(features.lastFraudMillis()).isNull();
        assertThat(features.countSinceFirstFraud()).isZero();
    }

    @Test
    void whatLeavesTheLongestWindowIsNoOutcome() {
        settled(true, false, true);

        MerchantFeatures features = at(T0 + 37 * DAY);

        assertThat(features.count30Days()).isEqualTo(2);
        assertThat(features.lastFrauds3()).isEqualTo(1);
        assertThat(features.firstFraudMillis()).isEqualTo(37 * DAY - 2);
        assertThat(features.countSinceFirstFraud()).isEqualTo(1);
    }

    @Test
    void aCorrectionBreaksAStreakFromWhenItSpeaks() {
        settled(true, true, true);
        label("t1", T0 + 1, false, T0 + 10 * DAY);

        assertThat(at(T0 + 10 * DAY + HOUR - 1).streak()).isEqualTo(3);
        MerchantFeatures corrected = at(T0 + 10 * DAY + HOUR);
        assertThat(corrected.streak()).isEqualTo(1);
        assertThat(corrected.streakMillis()).isEqualTo(10 * DAY + HOUR - 2);
        assertThat(corrected.lastFrauds3()).isEqualTo(2);
        assertThat(corrected.countSinceFirstFraud()).isEqualTo(3);
    }

    @Test
    void whatDoesNotSpeakYetIsNoOutcome() {
        settled(false, true);
        label("before", T0 - 1, true, T0 + 10 * DAY);
        label("t1", T0 + 1, true, T0 + 10 * DAY);
        label("z", T0 + 2, false, T0 + 10 * DAY);

        MerchantFeatures before = at(T0 + 10 * DAY + HOUR - 1);
        assertThat(before.streak()).isEqualTo(1);
        assertThat(before.lastFrauds3()).isEqualTo(1);
        assertThat(before.countSinceFirstFraud()).isEqualTo(1);
        MerchantFeatures after = at(T0 + 10 * DAY + HOUR);
        assertThat(after.streak()).isZero();
        assertThat(after.lastFrauds3()).isEqualTo(1);
        assertThat(after.lastFrauds5()).isEqualTo(2);
        assertThat(after.firstFraudMillis()).isEqualTo(10 * DAY + HOUR + 1);
        assertThat(after.countSinceFirstFraud()).isEqualTo(4);
    }

    @Test
    void ofOneInstantTheTextOfCardAndTransactionDecides() {
        label("c", "x", T0, true, T0 + DAY);
        label("c-b", "x", T0, false, T0 + DAY);
        assertThat(at(T0 + 7 * DAY).streak()).isEqualTo(1);

        label("c", "y", T0, false, T0 + DAY);
        assertThat(at(T0 + 7 * DAY).streak()).isZero();
        assertThat(at(T0 + 7 * DAY).countSinceFirstFraud()).isEqualTo(2);
    }

    /**
     * Dense and sparse merchants, honest ones and rotten ones, with repeats, corrections, and labels that come late or
     * in between.
     */
    @Test
    void saysWhatTheTextSaysOnRandomLabels() {
        int streaks = 0;
        int notYetEffective = 0;
        for (int seed = 0; seed < 80; seed++) {
            Random random = new Random(seed);
            NaiveMerchant naive = new NaiveMerchant(10_000);
            MerchantHistory whole = MerchantHistory.EMPTY;
            double share = random.nextInt(6) / 5.0;
            int transactions = 1 + random.nextInt(60);
            for (int i = 0; i < 120; i++) {
                int which = random.nextInt(transactions);
                long eventTime = T0 + (long) (which / 3) * DAY;
                Label label = new Label(
                        "t" + which % 2,
                        "m",
                        which % 3 == 0 ? "c" : "c.b",
                        eventTime,
                        random.nextDouble() < share,
                        null);
                long published = eventTime + (random.nextInt(3) == 0 ? random.nextLong(30 * DAY) : 6 * DAY);
                naive.add(label, published, i);
                whole = whole.with(label, new Origin("labels", 0, i, published, Origin.UNKNOWN), 10_000);
            }
            for (int question = 0; question < 60; question++) {
                long t = T0 + random.nextLong(50) * DAY + (random.nextBoolean() ? random.nextLong(DAY) : 0);
                MerchantFeatures features = whole.featuresOf(t);
                assertThat(features).as("seed " + seed + ", t " + t).isEqualTo(naive.features(t));
                streaks += features.streak() > 2 && features.streak() < features.count30Days() ? 1 : 0;
                notYetEffective += features.count30Days() > 0 && whole.deferred().length > 0 ? 1 : 0;
            }
        }
        assertThat(streaks).isGreaterThan(100);
        assertThat(notYetEffective).isGreaterThan(1_000);
    }

    private void settled(boolean... frauds) {
        for (int i = 0; i < frauds.length; i++) {
            label("t" + i, T0 + i, frauds[i], T0 + 6 * DAY);
        }
    }

    private void label(String transactionId, long eventTime, boolean fraud, long publishedAt) {
        label("c", transactionId, eventTime, fraud, publishedAt);
    }

    private void label(String cardId, String transactionId, long eventTime, boolean fraud, long publishedAt) {
        history = history.with(
                new Label(transactionId, "m", cardId, eventTime, fraud, null),
                new Origin("labels", 0, offset++, publishedAt, Origin.UNKNOWN),
                LIMIT);
    }

    private MerchantFeatures at(long eventTime) {
        return history.featuresOf(eventTime);
    }
}
