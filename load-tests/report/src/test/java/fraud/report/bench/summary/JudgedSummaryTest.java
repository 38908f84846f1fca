package fraud.report.bench.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fraud.report.bench.SampleJudged;
import fraud.report.bench.stats.RatioInterval.Verdict;
import org.junit.jupiter.api.Test;

/** Bursts and searches over launches. */
class JudgedSummaryTest {

    private static final double STEP = 1.5;

    private static final BenchSummary SUMMARY = BenchSummary.of(SampleJudged.results());

    private static Cell cell(String workload, String system) {
        return SUMMARY.cells().stream()
                .filter(cell ->
                        cell.workload().equals(workload) && cell.system().equals(system))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aBurstHasTheMedianOfItsWindowsInEachLaunch() {
        Spread heap = cell("burst", "flink-heap").figures().get(Figure.RECOVERY);

        assertThat(heap.median()).isBetween(1.8, 1.8 * 1.08);
        assertThat(heap.least()).isLessThan(heap.greatest());
        assertThat(cell("burst", "floor").figures()).containsEntry(Figure.RECOVERY, new Spread(0, 0, 0));
    }

    /** There is no ratio to a system that is never slow. */
    @Test
    void nothingIsSoManyTimesAsLongAsNothing() {
        assertThat(SUMMARY.comparison(cell("burst", "flink-heap"), "floor", Figure.RECOVERY))
                .isNull();
    }

    /** Its steps have nothing in common of which a median could be taken. */
    @Test
    void aSearchHasNoFigureButItsRate() {
        Cell heap = cell("search", "flink-heap");

        assertThat(heap.figures()).containsOnlyKeys(Figure.SUSTAINED);
        assertThat(heap.figures().get(Figure.SUSTAINED)).isEqualTo(new Spread(1_125, 750, 1_125));
        assertThat(heap.toPoll()).isNull();
        assertThat(heap.parts()).isNull();
        assertThat(heap.roles()).isEmpty();
        assertThat(heap.measured()).isEqualTo(5);
    }

    /** Neither one with a void step, nor one that was never too much for the system. */
    @Test
    void onlyARateThatWasFoundCounts() {
        Cell exact = cell("search", "flink-exactly-once");

        assertThat(exact.measured()).isEqualTo(4);
        assertThat(exact.figures().get(Figure.SUSTAINED)).isEqualTo(new Spread(750, 750, 750));
        assertThat(cell("search", "floor").figures()).isEmpty();
        assertThat(cell("search", "spark-microbatch").figures()).isEmpty();
    }

    /** Rates of five launches that are all one say nothing of what lies between two steps. */
    @Test
    void aDifferenceOfOneStepIsUndecided() {
        var launches = SampleJudged.results().launches();

        var adjacent = Figure.SUSTAINED.times("search", launches, "flink-rocksdb", launches, "flink-exactly-once");
        assertThat(adjacent.ratio()).isEqualTo(STEP, within(1e-6));
        assertThat(adjacent.low()).isEqualTo(1, within(1e-6));
        assertThat(adjacent.high()).isEqualTo(STEP * STEP, within(1e-6));
        assertThat(adjacent.verdict()).isEqualTo(Verdict.UNDECIDED);

        var same = Figure.SUSTAINED.times("search", launches, "flink-rocksdb", launches, "flink-rocksdb");
        assertThat(same.low()).isEqualTo(1 / STEP, within(1e-6));
        assertThat(same.high()).isEqualTo(STEP, within(1e-6));
    }
}
