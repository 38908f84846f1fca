package fraud.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.cli.detectors.DetectorProcess;
import fraud.cli.process.EmbeddedBroker;
import fraud.cli.process.Installation;
import fraud.cli.process.Workspace;
import fraud.cli.topics.KafkaConnection;
import fraud.cli.topics.Topics;
import fraud.config.DetectorParameters;
import fraud.lab.bench.launch.Launch;
import fraud.lab.bench.loops.FloorMain;
import fraud.lab.workload.StretchedTime;
import fraud.report.bench.BenchResults;
import fraud.report.bench.LaunchResult;
import fraud.report.bench.WindowResult;
import fraud.topics.InputTopics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: the lab measures and checks a detector that it has not started. Method: this test deploys one, the floor, on a
 * broker of its own with another number of partitions than workloads have, and leaves the rest to the lab.
 */
@Tag("engine")
class TargetBenchTest {

    private static final String NAME = "deployed";
    private static final int PARTITIONS = 3;

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "ends the input: {0}")
    @ValueSource(booleans = {false, true})
    @Timeout(value = 6, unit = TimeUnit.MINUTES)
    void measuresADetectorThatItHasNotStarted(boolean endsInput) throws Exception {
        try (Workspace workspace = Workspace.create(directory.resolve("logs"))) {
            Path target = deploy(workspace, endsInput);

            Path out = directory.resolve("out");
            int code = bench(target, out);
            assertThat(code).as("said: %s", said()).isZero();
            BenchResults results = BenchResults.read(out.resolve(BenchResults.FILE));
            LaunchResult launch = results.launches().get(0);
            assertThat(launch.system()).isEqualTo(NAME);
            assertThat(launch.findings()).isEmpty();
            assertThat(results.systems().get(NAME)).containsEntry("kind", "TARGET");
            WindowResult window = launch.windows().get(0);
            assertThat(window.answers()).isPositive();
            assertThat(window.decisionsToPoll().count()).isPositive();
            assertThat(window.systemCpuSecondsPerMillion()).isNull();
            assertThat(window.othersShare()).isNull();
            assertThat(window.roles()).containsOnlyKeys(Launch.LAB);

            // Its topics are used now: another launch would publish the same transactions again.
            Path again = directory.resolve("again");
            assertThat(bench(target, again)).isEqualTo(1);
            assertThat(Files.readAllLines(directory.resolve("said")))
                    .filteredOn(line -> line.startsWith("error: "))
                    .singleElement()
                    .asString()
                    .startsWith("error: topic transactions has been used");
            assertThat(again.resolve(BenchResults.FILE)).doesNotExist();
        }
    }

    /** A broker, the topics, the detector, and the file that describes it. */
    private Path deploy(Workspace workspace, boolean endsInput) throws IOException {
        KafkaConnection connection = KafkaConnection.toOwnBroker(EmbeddedBroker.start(workspace, 0));
        DetectorParameters parameters = StretchedTime.parameters(PARTITIONS);
        try (Admin admin = connection.admin()) {
            Topics.createInputs(admin, InputTopics.DEFAULT, parameters, Topics.Timestamps.PUBLISHER);
            Topics.createOutputs(admin, List.of(NAME), PARTITIONS);
        }
        Path config = DetectorProcess.writeConfig(workspace.data(), NAME, connection, parameters, Map.of());
        workspace.start(
                NAME,
                Installation.javaCommandHere(
                        List.of("-Xmx512m", "-Dfraud.log.level=warn"),
                        FloorMain.class.getName(),
                        List.of("--config", config.toString())));
        return Files.writeString(
                directory.resolve("target.properties"),
                "detector.config = " + config + "\ndetector.name = " + NAME + "\nend.of.input = " + endsInput + "\n");
    }

    private int bench(Path target, Path out) throws IOException, InterruptedException {
        List<String> arguments =
                List.of("--smoke", "--target", target.toString(), "--workload", "steady-100", "--out", out.toString());
        return BenchProcess.start(directory, directory.resolve("said"), arguments)
                .waitFor();
    }

    private String said() throws IOException {
        return Files.readString(directory.resolve("said"));
    }
}
