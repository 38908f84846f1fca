package fraud.lab.bench.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.lab.bench.spec.SpecFiles;
import fraud.lab.bench.spec.SystemSpec;
import fraud.lab.bench.spec.WorkloadSpec;
import fraud.report.bench.summary.BenchSummary;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScoringPairTest {

    private static final SpecFiles FILES =
            new SpecFiles(Path.of("").toAbsolutePath().getParent());
    private static final Map<String, SystemSpec> SYSTEMS = FILES.systems();
    private static final List<SystemSpec> PAIR =
            List.of(SYSTEMS.get("flink-scoring"), SYSTEMS.get("spark-realtime-scoring"));

    private static List<WorkloadSpec> workload(String name) {
        return List.of(FILES.workloads().get(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"steady-100", "steady-300", "steady-1000", "burst", "search", "soak", "catch-up"})
    void runsWhatSaysHowMuchAndHowFast(String workload) {
        assertThat(ScoringPair.refusal(workload(workload), PAIR)).isEmpty();
        assertThat(ScoringPair.refusal(workload(workload), List.of(SYSTEMS.get("flink-heap"))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "hot-card, hot.card.share = 0.2",
        "hot-merchant, hot.merchant.share = 0.2",
        "out-of-order, late.share = 0.02",
        "poison, malformed.share = 0.01",
        "quiet-partition, quiet.partition = 3",
        "cards-10k, warmDays = 30",
    })
    void refusesWhatIsOverOnceTheFeaturesAreMade(String workload, String parameter) {
        assertThat(ScoringPair.refusal(workload(workload), PAIR))
                .contains("flink-scoring cannot run " + workload
                        + ": of a stream it gets the transactions with their features, on which " + parameter
                        + " has no bearing");
        assertThat(ScoringPair.refusal(workload(workload), List.of(SYSTEMS.get("flink-heap"))))
                .isEmpty();
    }

    @Test
    void refusesADetectorBesideIt() {
        assertThat(ScoringPair.refusal(workload("steady-300"), List.of(SYSTEMS.get("flink-heap"), PAIR.get(1))))
                .contains("spark-realtime-scoring scores transactions that carry their features, and flink-heap takes"
                        + " transactions as they are: give the scoring pair a bench of its own");
    }

    /** By what is listed of them, tables and pages know them. */
    @Test
    void listsWhatSetsThePairApart() {
        for (SystemSpec system : SYSTEMS.values()) {
            Map<String, Map<String, String>> listed = Map.of(system.name(), ScoringPair.listed(system));
            assertThat(BenchSummary.scores(listed, system.name())).isEqualTo(PAIR.contains(system));
        }
        assertThat(ScoringPair.listed(PAIR.get(1))).containsEntry("slots", "4");
        assertThat(ScoringPair.listed(SYSTEMS.get("flink-heap"))).isEmpty();
    }
}
