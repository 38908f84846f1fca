package fraud.report.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.report.bench.BenchJson;
import fraud.report.bench.summary.Spread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChaosCellTest {

    @TempDir
    private Path directory;

    @Test
    void sumsUpAllFaultsOfASystemUnderAScenario() {
        List<ChaosCell> cells = ChaosCell.of(List.of(
                SampleChaos.run("worker", "flink-heap", 4, List.of()),
                SampleChaos.run("master", "flink-heap", 9, List.of("gone")),
                SampleChaos.run("worker", "flink-heap", 8, List.of())));

        assertThat(cells)
                .containsExactly(
                        new ChaosCell(
                                "worker",
                                "flink-heap",
                                2,
                                6,
                                2,
                                new Spread(7, 4, 10),
                                new Spread(13, 8, 18),
                                2,
                                0,
                                0,
                                3_000),
                        new ChaosCell(
                                "master",
                                "flink-heap",
                                1,
                                3,
                                1,
                                new Spread(10, 9, 11),
                                new Spread(19, 18, 20),
                                1,
                                3,
                                0,
                                1_500));
    }

    @Test
    void comesBackFromItsFile() throws IOException {
        Path file = directory.resolve(ChaosResults.FILE);
        Files.writeString(file, BenchJson.pretty(SampleChaos.clean()));

        assertThat(ChaosResults.read(file)).isEqualTo(SampleChaos.clean());
    }

    @Test
    void saysOfAnotherFileThatItIsAnother() throws IOException {
        Path file = directory.resolve(ChaosResults.FILE);
        Files.writeString(file, "{\"launches\": []}");
        assertThatThrownBy(() -> ChaosResults.read(file)).hasMessage("has no results of `fraud chaos`");

        Files.writeString(file, "{\"schemaVersion\": 2, \"runs\": []}");
        assertThatThrownBy(() -> ChaosResults.read(file)).hasMessage("has schema version 2, this program reads 1");
    }
}
