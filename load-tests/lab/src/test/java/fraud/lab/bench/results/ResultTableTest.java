package fraud.lab.bench.results;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.report.bench.BenchResults;
import fraud.report.bench.LaunchResult;
import fraud.report.bench.Search;
import fraud.report.bench.Swept;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ResultTableTest {

    @Test
    void setsSystemsOfEachGuaranteeApart() {
        Map<String, Map<String, String>> systems = new TreeMap<>(Map.of(
                "heap", Map.of("guarantee", "AT_LEAST_ONCE"),
                "loop", Map.of("guarantee", "NONE"),
                "once", Map.of("guarantee", "EXACTLY_ONCE"),
                "spark", Map.of("guarantee", "AT_LEAST_ONCE")));

        String tables = ResultTable.of(results(systems, "once", "heap", "loop", "spark"));

        assertThat(tables.lines().map(line -> line.split(" {2,}")).map(cells -> cells.length > 1 ? cells[1] : cells[0]))
                .containsExactly(
                        "after a crash: state and outputs may be lost",
                        "system",
                        "loop",
                        "",
                        "after a crash: nothing is lost, outputs may be repeated",
                        "system",
                        "heap",
                        "spark",
                        "",
                        "after a crash: nothing is lost, nothing repeated; latency is that of the commit",
                        "system",
                        "once");
    }

    @Test
    void givesASweepATableOfItsOwn() {
        Map<String, Map<String, String>> systems = new TreeMap<>();
        systems.put("heap", Map.of("guarantee", "AT_LEAST_ONCE"));
        for (String value : List.of("0", "100")) {
            Map<String, String> settings = new TreeMap<>(Map.of("guarantee", "AT_LEAST_ONCE"));
            settings.putAll(new Swept("timeout", "The timeout, ms", "heap", value).settings());
            systems.put("heap.timeout-" + value, settings);
        }

        String tables = ResultTable.of(results(systems, "heap.timeout-0", "heap", "heap.timeout-100"));

        assertThat(tables.lines().map(line -> line.split(" {2,}")).map(cells -> cells.length > 1 ? cells[1] : cells[0]))
                .containsExactly(
                        "after a crash: nothing is lost, outputs may be repeated",
                        "system",
                        "heap",
                        "",
                        "sweep timeout: The timeout, ms",
                        "system, value",
                        "heap 0",
                        "heap 100");
    }

    @Test
    void givesEachSearchALine() {
        BenchResults results = results(new TreeMap<>(Map.of("loop", Map.of("guarantee", "NONE"))), "loop");
        LaunchResult launch = results.launches().get(0);
        LaunchResult search = new LaunchResult(
                "search",
                launch.system(),
                launch.launch(),
                launch.startedAt(),
                launch.seconds(),
                launch.firstOutputSeconds(),
                launch.inputs(),
                true,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new Search(750L, null, 0));

        assertThat(ResultTable.of(new BenchResults(
                                results.schemaVersion(),
                                results.smoke(),
                                results.command(),
                                results.environment(),
                                results.model(),
                                results.jvmOptions(),
                                results.workloads(),
                                results.systems(),
                                List.of(search)))
                        .lines()
                        .map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "after a crash: state and outputs may be lost",
                        "search loop 1 750/s sustained, the highest that was tried");
    }

    @Test
    void saysWhatWasNotHeldAgainstTheReference() {
        Map<String, Map<String, String>> systems = new TreeMap<>(Map.of(
                "one", Map.of("guarantee", "AT_LEAST_ONCE"),
                "other", Map.of("guarantee", "AT_LEAST_ONCE")));

        assertThat(ResultTable.of(results(systems, List.of(launch("one"), launch("other", LaunchResult.BY_INPUT))))
                        .lines())
                .contains("checked lossless only, not against the reference: other on steady");
        assertThat(ResultTable.of(results(systems, "one", "other"))).doesNotContain("lossless only");
    }

    private static BenchResults results(Map<String, Map<String, String>> systems, String... launched) {
        return results(
                systems, Arrays.stream(launched).map(ResultTableTest::launch).toList());
    }

    private static BenchResults results(Map<String, Map<String, String>> systems, List<LaunchResult> launches) {
        return new BenchResults(
                BenchResults.SCHEMA_VERSION, false, null, null, "none", List.of(), Map.of(), systems, launches);
    }

    private static LaunchResult launch(String system) {
        return launch(system, LaunchResult.BY_REFERENCE);
    }

    private static LaunchResult launch(String system, String checked) {
        return new LaunchResult(
                "steady", system, 1, "", 1, 1, 1, true, List.of(), List.of(), List.of(), List.of(), List.of(), null,
                checked, null);
    }
}
