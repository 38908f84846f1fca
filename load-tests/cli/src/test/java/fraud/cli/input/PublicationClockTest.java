package fraud.cli.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PublicationClockTest {

    private static final long NOW = 1_800_000_000_000L;
    private static final long T = 1_700_000_000_000L;
    private static final long GAP = Duration.ofDays(365).toMillis();

    private final PublicationClock clock = new PublicationClock(NOW, Duration.ofDays(365));

    @Test
    void takesTheLinesOwnTime() {
        assertThat(next(T)).isEqualTo(T);
        assertThat(next(T + 5)).isEqualTo(T + 5);
        assertThat(clock.replaced()).isZero();
    }

    @Test
    void neverRunsBack() {
        next(T);

        assertThat(next(T - 1)).isEqualTo(T);
        assertThat(clock.replaced()).isZero();
    }

    @Test
    void anUnreadableTimeIsThatOfTheLineBefore() {
        next(T);

        assertThat(clock.next(OptionalLong.empty())).isEqualTo(T);
        assertThat(clock.replaced()).isEqualTo(1);
    }

    @Test
    void aTimeInTheFutureIsThatOfTheLineBefore() {
        next(NOW - 10);

        assertThat(next(NOW + 1)).isEqualTo(NOW - 10);
        assertThat(next(NOW)).isEqualTo(NOW);
    }

    @Test
    void aStepOfTheWholeGapIsTakenAndOneMoreIsNot() {
        PublicationClock narrow = new PublicationClock(NOW, Duration.ofDays(1));
        long day = Duration.ofDays(1).toMillis();
        narrow.next(OptionalLong.of(T));

        assertThat(narrow.next(OptionalLong.of(T + day + 1))).isEqualTo(T);
        assertThat(narrow.next(OptionalLong.of(T + day))).isEqualTo(T + day);
    }

    @Test
    void linesBeforeTheFirstReadableTimeAreSentAtTheBeginningAndDoNotMakeAGap() {
        assertThat(clock.next(OptionalLong.empty())).isEqualTo(PublicationClock.BEGINNING_MILLIS);
        assertThat(T - PublicationClock.BEGINNING_MILLIS).isGreaterThan(GAP);

        assertThat(next(T)).isEqualTo(T);
    }

    private long next(long wanted) {
        return clock.next(OptionalLong.of(wanted));
    }
}
