package fraud.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** SEMANTICS 14.7, each boundary, and against a naive reading of the text on random uses. */
class MerchantUsesTest {

    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();
    /** The beginning of a day. */
    private static final long T0 = 19_675 * DAY;

    private record Use(long publishedAt, Boolean newMerchant) {}

    @Test
    void aUseCountsAnHourAfterItsQuarterOfTheDayIsOver() {
        MerchantUses uses = MerchantUses.EMPTY.with(T0, true).with(T0 + 6 * HOUR - 1, false);

        assertThat(uses.before(T0 + 7 * HOUR - 1)).isEqualTo(MerchantActivity.NONE);
        assertThat(uses.before(T0 + 7 * HOUR)).isEqualTo(new MerchantActivity(2, 2, 2, 1));
        assertThat(uses.with(T0 + 6 * HOUR, true).before(T0 + 13 * HOUR - 1))
                .isEqualTo(new MerchantActivity(2, 2, 2, 1));
    }

    @Test
    void aUseLeavesEachWindowWithItsQuarter() {
        MerchantUses uses = MerchantUses.EMPTY.with(T0 + HOUR, null);

        assertThat(uses.before(T0 + 31 * HOUR - 1)).isEqualTo(new MerchantActivity(1, 1, 1, 1));
        assertThat(uses.before(T0 + 31 * HOUR)).isEqualTo(new MerchantActivity(0, 1, 1, 1));
        assertThat(uses.before(T0 + 7 * DAY + 7 * HOUR)).isEqualTo(new MerchantActivity(0, 0, 1, 0));
        assertThat(uses.before(T0 + 28 * DAY + 7 * HOUR - 1)).isEqualTo(new MerchantActivity(0, 0, 1, 0));
        assertThat(uses.before(T0 + 28 * DAY + 7 * HOUR)).isEqualTo(MerchantActivity.NONE);
    }

    @Test
    void forgetsWhatNoTransactionOfTheLastDayCanSee() {
        MerchantUses uses = MerchantUses.EMPTY.with(T0, true).with(T0 + 6 * HOUR, true);
        long first = T0 + 29 * DAY + 7 * HOUR;

        assertThat(uses.forget(Long.MIN_VALUE)).isSameAs(uses);
        assertThat(uses.forget(first - 1)).isSameAs(uses);
        assertThat(uses.forget(first).quarters()).hasSize(1);
        assertThat(uses.forgottenFromMillis()).isEqualTo(first + 6 * HOUR);
        assertThat(uses.forget(first + 6 * HOUR - 1).isEmpty()).isFalse();
        assertThat(uses.forget(first + 6 * HOUR).isEmpty()).isTrue();
        assertThat(MerchantUses.EMPTY.forgottenFromMillis()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void equalsTheNaiveReadingOfTheContractInAnyOrder() {
        for (long seed = 1; seed <= 30; seed++) {
            Random random = new Random(seed);
            MerchantUses uses = MerchantUses.EMPTY;
            List<Use> all = new ArrayList<>();
            long clock = T0;
            for (int i = 0; i < 300; i++) {
                clock += (long) (random.nextDouble() * random.nextDouble() * DAY);
                Boolean newMerchant = random.nextInt(5) == 0 ? null : (Boolean) random.nextBoolean();
                // Read ahead of others, by days at times.
                Use use = new Use(clock + random.nextInt(3) * random.nextLong(3 * DAY), newMerchant);
                all.add(use);
                uses = uses.forget(clock).with(use.publishedAt(), use.newMerchant());
                long t = clock - random.nextLong(DAY);
                t -= random.nextBoolean() ? Math.floorMod(t, HOUR) : 0;

                assertThat(uses.before(t)).as("seed " + seed + ", use " + i).isEqualTo(naive(all, t));
            }
        }
    }

    private static MerchantActivity naive(List<Use> all, long t) {
        return new MerchantActivity(
                count(all, t, 1, false), count(all, t, 7, false), count(all, t, 28, false), count(all, t, 7, true));
    }

    private static int count(List<Use> all, long t, int days, boolean first) {
        // The end of the last quarter that was over an hour before.
        long end = t - HOUR - Math.floorMod(t - HOUR, 6 * HOUR);
        return (int) all.stream()
                .filter(use -> use.publishedAt() < end && use.publishedAt() >= end - days * DAY)
                .filter(use -> !first || !Boolean.FALSE.equals(use.newMerchant()))
                .count();
    }
}
