package fraud.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.cli.process.Installation;
import fraud.cli.process.Workspace;
import fraud.lab.bench.launch.Launch;
import fraud.lab.bench.spec.SpecFiles;
import fraud.lab.bench.spec.WorkloadSeries;
import fraud.report.bench.LaunchResult;
import fraud.report.bench.WindowResult;
import fraud.score.StartingModels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: both of the scoring pair decide as the reference does, each record once. Method: a small launch of each; that
 * both are equal to the reference byte for byte makes them equal to each other.
 */
@Tag("engine")
class ScoringPairLaunchTest {

    private static final Path HOME = Path.of("").toAbsolutePath().getParent().getParent();
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path logs;

    @ParameterizedTest
    @ValueSource(strings = {"flink-scoring", "spark-realtime-scoring"})
    void decidesEachRecordAsTheReferenceDoes(String system) {
        SpecFiles files = new SpecFiles(HOME.resolve("load-tests"));
        StartingModels models = StartingModels.of(
                Optional.of(HOME.resolve("deploy").resolve("models").resolve("default")),
                Optional.empty(),
                Optional.empty());

        List<LaunchResult> results;
        try (Workspace workspace = Workspace.create(logs)) {
            results = new Launch(
                            new Installation(HOME),
                            workspace,
                            logs,
                            new WorkloadSeries(
                                    List.of(files.workloads().get("steady-300").smoke())),
                            files.systems().get(system),
                            1,
                            models,
                            PATIENCE,
                            Optional.empty(),
                            Optional.empty())
                    .run();
        }

        LaunchResult result = results.get(0);
        assertThat(result.findings()).isEmpty();
        assertThat(result.lossless()).isTrue();
        assertThat(result.inputs()).isGreaterThan(1_000);
        assertThat(result.windows())
                .extracting(WindowResult::answers)
                .allSatisfy(answers -> assertThat(answers).isPositive());
        assertThat(result.marks()).isNotEmpty();
    }
}
