package fraud.generator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PhasedScheduleTest {

    /** 10 s at 100/s; then 10 s of which the last 2 have 500/s; then 50/s for ever. */
    private final PhasedSchedule schedule = new PhasedSchedule(List.of(
            new PhasedSchedule.Phase(new RateSchedule(100, 1, 60, 5), 10),
            new PhasedSchedule.Phase(new RateSchedule(100, 5, 10, 2), 10),
            new PhasedSchedule.Phase(new RateSchedule(50, 1, 60, 5), 20)));

    @Test
    void eachPhaseBeginsWhenTheOneBeforeIsOver() {
        assertThat(schedule.offsetMicros(0)).isZero();
        assertThat(schedule.offsetMicros(999)).isEqualTo(9_990_000);
        assertThat(schedule.offsetMicros(1_000)).isEqualTo(10_000_000);
        assertThat(schedule.offsetMicros(1_801)).isEqualTo(18_002_000);
        assertThat(schedule.offsetMicros(2_800)).isEqualTo(20_000_000);
        assertThat(schedule.offsetMicros(2_850)).isEqualTo(21_000_000);
    }

    @Test
    void theLastGoesOn() {
        assertThat(schedule.offsetMicros(2_800 + 50_000)).isEqualTo(1_020_000_000);
    }

    @Test
    void countsItsEvents() {
        assertThat(schedule.events()).isEqualTo(1_000 + 1_800 + 1_000);
        assertThat(schedule.meanRatePerSecond()).isEqualTo(95);
    }

    /** A round of 10 s has 1,800 events, a calm second 100 and one of a burst 500. */
    @Test
    void aPhaseMayEndWithinARoundOfBursts() {
        RateSchedule bursts = new RateSchedule(100, 5, 10, 2);

        assertThat(new PhasedSchedule.Phase(bursts, 15).events()).isEqualTo(1_800 + 500);
        assertThat(new PhasedSchedule.Phase(bursts, 9).events()).isEqualTo(800 + 500);
    }
}
