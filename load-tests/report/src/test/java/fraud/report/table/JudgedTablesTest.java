package fraud.report.table;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.report.bench.SampleBench;
import fraud.report.bench.SampleJudged;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JudgedTablesTest {

    private final List<String> lines =
            BenchDocument.of(Map.of("judged", SampleJudged.results())).lines().toList();

    private List<String> after(String heading) {
        return lines.stream()
                .dropWhile(line -> !line.equals(heading))
                .skip(4)
                .takeWhile(line -> !line.isEmpty())
                .toList();
    }

    @Test
    void saysHowLongABurstIsFelt() {
        assertThat(after("### judged: after a burst"))
                .hasSize(5)
                .anyMatch(row -> row.startsWith("| burst | floor | none | 5 of 5 | 0.0 | – | "))
                .anyMatch(row ->
                        row.startsWith("| burst | flink-heap | at least once | 5 of 5 | 1.9 (1.8 to 1.9) | – | "));
    }

    @Test
    void saysWhatEachSearchCameTo() {
        assertThat(after("### judged: the highest rate sustained"))
                .hasSize(5)
                .anyMatch(row ->
                        row.startsWith("| search | floor | none | – | – | 4 × 1,688/s sustained, the highest that was"
                                + " tried<br>1,125/s sustained; the generator could not send 1,688/s |"))
                .anyMatch(row -> row.startsWith("| search | flink-heap | at least once | 1,125 (750 to 1,125) | – | "))
                .anyMatch(row -> row.contains("spark-microbatch") && row.contains("no result"));
    }

    @Test
    void aSearchIsInNoOtherTable() {
        assertThat(lines).filteredOn(line -> line.startsWith("| search | ")).hasSize(5);
    }

    @Test
    void resultsWithoutEitherHaveNoneOfThem() {
        assertThat(BenchDocument.of(Map.of("all", SampleBench.full())))
                .doesNotContain("after a burst", "the highest rate sustained");
    }
}
