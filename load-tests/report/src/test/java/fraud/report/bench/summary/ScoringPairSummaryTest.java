package fraud.report.bench.summary;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.report.bench.BenchResults;
import fraud.report.bench.SampleBench;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Goal: what scores alone never stands beside what does more. Method: two of the sample's systems are made to. */
class ScoringPairSummaryTest {

    private static final BenchSummary SUMMARY = BenchSummary.of(withPair(SampleBench.full()));

    /** Two detectors are taken for a scoring pair, beside all others, as no bench has it. */
    private static BenchResults withPair(BenchResults all) {
        Map<String, Map<String, String>> systems = new LinkedHashMap<>(all.systems());
        for (String system : List.of("flink-heap", "flink-rocksdb")) {
            Map<String, String> settings = new LinkedHashMap<>(systems.get(system));
            settings.put(BenchSummary.INPUT, BenchSummary.FEATURES);
            systems.put(system, settings);
        }
        return new BenchResults(
                all.schemaVersion(),
                all.smoke(),
                all.command(),
                all.environment(),
                all.model(),
                all.jvmOptions(),
                all.workloads(),
                systems,
                all.launches());
    }

    private static List<Cell> pair() {
        return SUMMARY.cells().stream()
                .filter(cell -> List.of("flink-heap", "flink-rocksdb").contains(cell.system()))
                .toList();
    }

    @Test
    void hasATableOfItsOwn() {
        assertThat(SUMMARY.guarantees())
                .containsExactly("at least once", "exactly once", "none", "scoring pair, at least once");
        assertThat(pair())
                .hasSize(2 * 5)
                .allSatisfy(cell -> assertThat(cell.guarantee()).isEqualTo("scoring pair, at least once"));
        assertThat(SUMMARY.cells())
                .filteredOn(cell -> cell.system().equals("spark-microbatch"))
                .allSatisfy(cell -> assertThat(cell.guarantee()).isEqualTo("at least once"));
    }

    @Test
    void isNeitherTakenApartNorComparedByWhatDoesMore() {
        assertThat(pair())
                .allSatisfy(cell -> assertThat(cell.parts())
                        .isEqualTo(new CostParts(
                                null, null, null, cell.figures().get(Figure.CPU).median())));
        assertThat(SUMMARY.comparisons())
                .filteredOn(one -> List.of("flink-heap", "flink-rocksdb").contains(one.system()))
                .isEmpty();
        assertThat(SUMMARY.comparisons()).anyMatch(one -> one.system().equals("spark-microbatch"));
    }
}
