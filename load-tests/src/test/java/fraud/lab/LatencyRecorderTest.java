package fraud.lab;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.report.DemoReport.Latency;
import org.junit.jupiter.api.Test;

class LatencyRecorderTest {

    private static final long FROM = 1_000_000;

    private final LatencyRecorder recorder = new LatencyRecorder();

    @Test
    void measuresFromTheIntendedSendTime() {
        for (int i = 1; i <= 1_000; i++) {
            recorder.record(FROM, FROM + i * 1_000L, FROM);
        }

        Latency latency = recorder.latency();

        assertThat(latency.measured()).isEqualTo(1_000);
        assertThat(latency.p50Millis()).isBetween(500.0, 501.0);
        assertThat(latency.p99Millis()).isBetween(990.0, 991.0);
        assertThat(latency.p999Millis()).isBetween(999.0, 1_000.0);
        assertThat(latency.maxMillis()).isBetween(1_000.0, 1_001.0);
    }

    @Test
    void leavesOutTheWarmUpAndCountsIt() {
        recorder.record(FROM - 1, FROM + 5, FROM);
        recorder.record(FROM, FROM + 5, FROM);

        assertThat(recorder.latency().leftOut()).isEqualTo(1);
        assertThat(recorder.latency().measured()).isEqualTo(1);
    }

    @Test
    void countsWhatIsOutsideItsRangeAndClipsNothing() {
        recorder.record(FROM, FROM - 1, FROM);
        recorder.record(FROM, FROM + LatencyRecorder.MAX_MICROS, FROM);
        recorder.record(FROM, FROM + LatencyRecorder.MAX_MICROS + 1, FROM);

        Latency latency = recorder.latency();

        assertThat(latency.negative()).isEqualTo(1);
        assertThat(latency.overflow()).isEqualTo(1);
        assertThat(latency.measured()).isEqualTo(1);
    }

    @Test
    void hasNoFiguresOfNothing() {
        assertThat(recorder.latency()).isEqualTo(new Latency(0, 0, 0, 0, 0, 0, 0, 0));
    }
}
