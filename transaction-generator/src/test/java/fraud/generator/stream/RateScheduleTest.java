package fraud.generator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateScheduleTest {

    @Test
    void eventsAreEvenlySpaced() {
        RateSchedule schedule = new RateSchedule(4, 1, 60, 5);

        assertThat(schedule.offsetMicros(0)).isZero();
        assertThat(schedule.offsetMicros(1)).isEqualTo(250_000);
        assertThat(schedule.offsetMicros(4)).isEqualTo(1_000_000);
        assertThat(schedule.meanRatePerSecond()).isEqualTo(4);
    }

    @Test
    void roundingDoesNotAddUp() {
        RateSchedule schedule = new RateSchedule(3, 1, 60, 5);

        assertThat(schedule.offsetMicros(1)).isEqualTo(333_333);
        assertThat(schedule.offsetMicros(30_000_000)).isEqualTo(10_000_000_000_000L);
    }

    @Test
    void aBurstEndsEachRoundAtItsMultipleOfTheRate() {
        // 10 s: 8 s at 100/s, then 2 s at 500/s.
        RateSchedule schedule = new RateSchedule(100, 5, 10, 2);

        assertThat(schedule.offsetMicros(799)).isEqualTo(7_990_000);
        assertThat(schedule.offsetMicros(800)).isEqualTo(8_000_000);
        assertThat(schedule.offsetMicros(801)).isEqualTo(8_002_000);
        assertThat(schedule.offsetMicros(1_799)).isEqualTo(9_998_000);
        assertThat(schedule.offsetMicros(1_800)).isEqualTo(10_000_000);
        assertThat(schedule.meanRatePerSecond()).isEqualTo(180);
    }

    @Test
    void theLastEventOfTheLongestStreamIsOnTime() {
        RateSchedule schedule = new RateSchedule(1_000_000, 1, 60, 5);

        assertThat(schedule.offsetMicros(999_999_999_999L)).isEqualTo(999_999_999_999L);
        assertThat(new RateSchedule(1, 1, 86_400, 1).offsetMicros(999_999_999_999L))
                .isPositive();
    }
}
