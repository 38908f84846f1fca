package fraud.report.bench.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fraud.report.bench.BenchResults;
import fraud.report.bench.LaunchResult;
import fraud.report.bench.SampleBench;
import fraud.report.bench.stats.RatioInterval.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchSummaryTest {

    private static final BenchSummary SUMMARY = BenchSummary.of(SampleBench.full());

    private Cell cell(String workload, String system) {
        return SUMMARY.cells().stream()
                .filter(cell ->
                        cell.workload().equals(workload) && cell.system().equals(system))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void countsLaunchesAndWindows() {
        assertThat(SUMMARY.launches()).isEqualTo(8 * 5 * 5);
        assertThat(SUMMARY.lossless()).isEqualTo(SUMMARY.launches());
        assertThat(SUMMARY.windows()).isEqualTo(8 * 5 * 9);
        assertThat(SUMMARY.voidWindows()).isEqualTo(4 * 5 + 2 * 5);
        assertThat(SUMMARY.voidBecause())
                .containsOnlyKeys(
                        "not warm: drifted by … % of the median; at most 5 % are allowed",
                        "other processes used … % of the machine; at most 3 % are allowed");
        assertThat(SUMMARY.guarantees()).containsExactly("at least once", "exactly once", "none");
    }

    /** Of a launch that had two workloads, there are two results. */
    @Test
    void countsALaunchOfTwoWorkloadsOnce() {
        BenchResults one = SampleBench.only(SampleBench.full(), List.of("steady-300"), 1);
        List<LaunchResult> twice = new ArrayList<>(one.launches());
        twice.addAll(one.launches());
        BenchResults series = new BenchResults(
                one.schemaVersion(), false, null, null, "none", List.of(), one.workloads(), one.systems(), twice);

        assertThat(BenchSummary.of(series).launches()).isEqualTo(8);
    }

    @Test
    void takesVoidWindowsForNothing() {
        Cell cell = cell("steady-1000", "spark-microbatch");

        assertThat(cell.measured()).isZero();
        assertThat(cell.launches()).isEqualTo(5);
        assertThat(cell.figures()).isEmpty();
        assertThat(cell.parts()).isNull();
        assertThat(cell.toPoll()).isNull();
    }

    @Test
    void takesTheCostOfADetectorApart() {
        double echo = cell("steady-300", "echo").figures().get(Figure.CPU).median();
        double floor = cell("steady-300", "floor").figures().get(Figure.CPU).median();
        double bare = cell("steady-300", "flink-bare").figures().get(Figure.CPU).median();
        Cell detector = cell("steady-300", "flink-heap");

        CostParts parts = detector.parts();
        assertThat(parts.clients()).isNull();
        assertThat(parts.engine()).isEqualTo(bare);
        assertThat(parts.domain()).isEqualTo(floor - echo);
        assertThat(parts.engine() + parts.domain() + parts.rest())
                .isEqualTo(detector.figures().get(Figure.CPU).median(), within(1e-9));
    }

    @Test
    void hasNoRestWhereTheWholeIsKnown() {
        double echo = cell("steady-300", "echo").figures().get(Figure.CPU).median();
        double floor = cell("steady-300", "floor").figures().get(Figure.CPU).median();

        assertThat(cell("steady-300", "echo").parts()).isEqualTo(new CostParts(echo, null, null, null));
        assertThat(cell("steady-300", "floor").parts()).isEqualTo(new CostParts(echo, null, floor - echo, null));
        assertThat(cell("steady-300", "spark-bare").parts().rest()).isNull();
    }

    @Test
    void leavesWholeWhatItCannotTakeApart() {
        BenchSummary small = BenchSummary.of(SampleBench.small());

        CostParts parts = small.cells().get(1).parts();
        assertThat(parts)
                .isEqualTo(new CostParts(
                        null,
                        null,
                        null,
                        small.cells().get(1).figures().get(Figure.CPU).median()));
    }

    @Test
    void comparesWithFloorAndWithTheBareSystemOfTheEngine() {
        Comparison toFloor = SUMMARY.comparison(cell("steady-300", "flink-heap"), "floor", Figure.CPU);
        Comparison toBare = SUMMARY.comparison(cell("steady-300", "flink-heap"), "flink-bare", Figure.POLL_99);

        assertThat(toFloor.verdict()).isEqualTo(Verdict.HIGHER);
        assertThat(toFloor.ratio()).isBetween(2.3, 2.8);
        assertThat(toFloor.low()).isLessThan(toFloor.ratio());
        assertThat(toFloor.indicative()).isFalse();
        assertThat(toBare.ratio()).isBetween(1.2, 1.7);
        assertThat(SUMMARY.comparison(cell("steady-300", "flink-heap"), "spark-bare", Figure.CPU))
                .isNull();
        assertThat(SUMMARY.comparison(cell("steady-1000", "spark-microbatch"), "floor", Figure.CPU))
                .isNull();
    }

    @Test
    void onlyIndicatesWithFewLaunches() {
        BenchSummary small = BenchSummary.of(SampleBench.small());

        assertThat(small.comparisons()).isNotEmpty().allMatch(Comparison::indicative);
    }

    @Test
    void drawsTheCurveOverAllValidWindows() {
        Curve curve = cell("steady-300", "flink-heap").toPoll();

        // Nine windows of 60 s: one of ten is void.
        assertThat(curve.count()).isEqualTo(9L * 60 * 300);
        assertThat(curve.percentiles()).containsKeys("50", "99", "99.9").doesNotContainKey("100");
        assertThat(curve.slowest())
                .isGreaterThan(curve.percentiles().get("99.9").greatest());
    }

    @Test
    void saysNothingOfASmoke() {
        BenchSummary smoke = BenchSummary.of(SampleBench.smoke());

        assertThat(smoke.cells()).allMatch(cell -> cell.figures().isEmpty());
        assertThat(smoke.comparisons()).isEmpty();
    }
}
