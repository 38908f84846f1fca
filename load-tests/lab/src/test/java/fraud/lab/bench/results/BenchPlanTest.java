package fraud.lab.bench.results;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.report.figures.RunReport.Environment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchPlanTest {

    private static final Map<String, Map<String, String>> WORKLOADS = Map.of("steady", Map.of("rate", "300"));

    @Test
    void isEqualToItsLike() {
        assertThat(plan("abc", "2").difference(plan("abc", "2"))).isEmpty();
    }

    @Test
    void namesWhatIsOtherwise() {
        assertThat(plan("abc", "2").difference(plan("abc", "4")))
                .hasValue("systems.flink-heap.parallelism was 2 and is 4");
        assertThat(plan("abc", "2").difference(plan("def", "2"))).hasValue("environment.commit was abc and is def");
    }

    @Test
    void namesASystemThatIsNew() {
        BenchPlan before = plan("abc", "2");
        BenchPlan now = new BenchPlan(
                before.smoke(),
                before.profile(),
                before.environment(),
                before.model(),
                before.jvmOptions(),
                before.workloads(),
                Map.of("flink-heap", Map.of("parallelism", "2"), "echo", Map.of()));
        assertThat(before.difference(now)).hasValue("systems.echo was not there and is there");
    }

    private static BenchPlan plan(String commit, String parallelism) {
        return new BenchPlan(
                false,
                false,
                new Environment(commit, false, "a processor", 2, 24_000, Map.of()),
                "none",
                List.of("-XX:+UseG1GC"),
                WORKLOADS,
                Map.of("flink-heap", Map.of("parallelism", parallelism)));
    }
}
