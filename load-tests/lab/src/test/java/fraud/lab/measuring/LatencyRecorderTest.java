package fraud.lab.measuring;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.report.figures.EngineReport.Latency;
import fraud.report.figures.EngineReport.Latency.Percentile;
import fraud.report.figures.EngineReport.LatencySecond;
import java.util.List;
import java.util.Optional;
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
        assertThat(millis(latency, 50)).isBetween(500.0, 501.0);
        assertThat(millis(latency, 99)).isBetween(990.0, 991.0);
        assertThat(millis(latency, 99.9)).isBetween(999.0, 1_000.0);
        assertThat(latency.maxMillis()).isBetween(1_000.0, 1_001.0);
    }

    @Test
    void drawsACurveThatRisesToTheSlowest() {
        for (int i = 1; i <= 100_000; i++) {
            recorder.record(FROM, FROM + i * 10L, FROM);
        }

        List<Percentile> curve = recorder.latency().curve();

        assertThat(curve).extracting(Percentile::percentile).contains(50.0, 90.0, 99.0, 99.9, 99.99, 100.0);
        assertThat(curve).extracting(Percentile::percentile).isSorted();
        assertThat(curve).extracting(Percentile::millis).isSorted();
        assertThat(curve).hasSizeBetween(20, 300);
        assertThat(curve.get(curve.size() - 1).millis())
                .isEqualTo(recorder.latency().maxMillis());
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
    void showsTheTimeSeriesFromOneLookToTheNextWarmUpIncluded() {
        recorder.record(FROM - 1, FROM + 3_999, FROM);

        Optional<LatencySecond> first = recorder.interval(1);
        Optional<LatencySecond> second = recorder.interval(2);
        recorder.record(FROM, FROM + 8_000, FROM);
        Optional<LatencySecond> third = recorder.interval(3);

        assertThat(first).hasValueSatisfying(of -> {
            assertThat(of.atSeconds()).isEqualTo(1);
            assertThat(of.count()).isEqualTo(1);
            assertThat(of.p50Millis()).isBetween(4.0, 4.01);
        });
        assertThat(second).as("nothing came").isEmpty();
        assertThat(third)
                .hasValueSatisfying(last -> assertThat(last.maxMillis()).isBetween(8.0, 8.01));
    }

    @Test
    void hasNoFiguresOfNothing() {
        assertThat(recorder.latency()).isEqualTo(new Latency(List.of(), 0, 0, 0, 0, 0));
    }

    private static double millis(Latency latency, double percentile) {
        return latency.curve().stream()
                .filter(point -> point.percentile() == percentile)
                .findFirst()
                .orElseThrow()
                .millis();
    }
}
