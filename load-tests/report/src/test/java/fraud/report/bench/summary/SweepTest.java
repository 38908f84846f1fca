package fraud.report.bench.summary;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.report.bench.SampleBench;
import org.junit.jupiter.api.Test;

class SweepTest {

    private static final BenchSummary SUMMARY = BenchSummary.of(SampleBench.swept());

    @Test
    void isThereOnEachWorkloadInTheOrderOfItsValues() {
        assertThat(SUMMARY.sweeps()).extracting(Sweep::workload).containsExactly("steady-300", "catch-up");
        assertThat(SUMMARY.sweeps()).allSatisfy(sweep -> {
            assertThat(sweep.name()).isEqualTo("flink-buffer-timeout");
            assertThat(sweep.title()).isEqualTo("Flink's buffer timeout, ms");
            assertThat(sweep.points()).extracting(Sweep.Point::value).containsExactly("0", "5", "100");
            assertThat(sweep.points()).extracting(Sweep.Point::of).containsOnly("flink-heap");
        });
    }

    @Test
    void findsTheFiguresOfItsSystems() {
        Sweep sweep = SUMMARY.sweeps().get(0);
        Cell cell = SUMMARY.cell(sweep, sweep.points().get(2));

        assertThat(cell.system()).isEqualTo("flink-heap.buffer-timeout-100");
        assertThat(cell.workload()).isEqualTo("steady-300");
        assertThat(cell.figures()).containsKeys(Figure.CPU, Figure.POLL_50, Figure.POLL_99);
    }

    @Test
    void hasNothingOfTheSystemThatWasVaried() {
        assertThat(SUMMARY.isSwept("flink-heap.buffer-timeout-0")).isTrue();
        assertThat(SUMMARY.isSwept("flink-heap")).isFalse();
        assertThat(BenchSummary.of(SampleBench.full()).sweeps()).isEmpty();
    }
}
