package fraud.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.config.ConfigException;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final long START = Streams.START_MILLIS;

    @Test
    void eventsAreEvenlySpacedFromTheStart() {
        Schedule schedule = new Schedule(START, 4, 100);

        assertThat(schedule.intendedSendMicros(0)).isEqualTo(START * 1_000);
        assertThat(schedule.intendedSendMicros(1)).isEqualTo(START * 1_000 + 250_000);
        assertThat(schedule.intendedSendMicros(4)).isEqualTo(START * 1_000 + 1_000_000);
        assertThat(schedule.publishedAtMillis(1)).isEqualTo(START + 250);
    }

    @Test
    void roundingDoesNotAddUp() {
        Schedule schedule = new Schedule(START, 3, 30_000_001);

        assertThat(schedule.intendedSendMicros(1)).isEqualTo(START * 1_000 + 333_333);
        assertThat(schedule.intendedSendMicros(30_000_000)).isEqualTo(START * 1_000 + 10_000_000_000_000L);
        assertThat(schedule.publishedAtMillis(2)).isEqualTo(START + 666);
    }

    @Test
    void theLastEventOfTheLongestScheduleIsOnTime() {
        Schedule schedule = new Schedule(START, Schedule.MAX_RATE_PER_SECOND, Schedule.MAX_COUNT);

        assertThat(schedule.intendedSendMicros(Schedule.MAX_COUNT - 1))
                .isEqualTo(START * 1_000 + Schedule.MAX_COUNT - 1);
    }

    @Test
    void countsWhatFallsIntoATime() {
        assertThat(new Schedule(START, 300, 1).eventsIn(5_000)).isEqualTo(1_500);
        assertThat(new Schedule(START, 1, 1).eventsIn(999)).isZero();
    }

    @Test
    void aScheduleBeyondAYearIsRefused() {
        long year = 31_536_000;

        assertThat(new Schedule(START, 2, 2 * year).count()).isEqualTo(2 * year);
        assertThatThrownBy(() -> new Schedule(START, 2, 2 * year + 1))
                .isInstanceOf(ConfigException.class)
                .hasMessage("count = 63072001: must be from 1 to 63072000");
    }
}
