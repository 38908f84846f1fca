package fraud.report.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchResultsTest {

    @TempDir
    private Path directory;

    @Test
    void givesBackWhatItWrote() throws IOException {
        BenchResults results = SampleBench.small();
        Path file = Files.writeString(directory.resolve(BenchResults.FILE), BenchJson.pretty(results));

        assertThat(BenchResults.read(file)).isEqualTo(results);
    }

    @Test
    void keepsWhatALaunchBeganWithAndHowItWasChecked() throws IOException {
        LaunchResult cold = SampleBench.small().launches().get(0);
        LaunchResult warm = SampleBench.losslessOnly().launches().get(0);

        assertThat(BenchJson.pretty(cold)).doesNotContain("checked", "warmStart");
        assertThat(BenchJson.MAPPER.readValue(BenchJson.pretty(warm), LaunchResult.class))
                .isEqualTo(warm);
        assertThat(warm.thinned(1).warmStart()).isEqualTo(warm.warmStart());
        assertThat(warm.thinned(1).losslessOnly()).isTrue();
        assertThat(cold.losslessOnly()).isFalse();
    }

    @Test
    void readsACompressedFile() throws IOException {
        Path file = directory.resolve("results.json.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(BenchJson.compact(SampleBench.small()).getBytes(StandardCharsets.UTF_8));
        }

        assertThat(BenchResults.read(file)).isEqualTo(SampleBench.small());
    }

    /** Also of files from before it was left out, where it stands as a text. */
    @Test
    void leavesOutWhatIsNotANumber() throws IOException {
        WindowResult window = new WindowResult(
                0,
                1,
                List.of(),
                0,
                0,
                Double.NaN,
                Map.of("loop", new RoleCost(true, 0.1, Double.NaN, 100, 0, null, null, null)),
                null,
                null,
                null,
                null,
                0,
                Double.NaN,
                null,
                0,
                null,
                null);

        String json = BenchJson.pretty(window);

        assertThat(json).doesNotContain("NaN", "null");
        assertThat(BenchJson.MAPPER.readValue(json, WindowResult.class)).isEqualTo(window);
        assertThat(BenchJson.MAPPER
                        .readValue(json.replaceFirst("\\{", "{\"drift\":\"NaN\","), WindowResult.class)
                        .drift())
                .isNull();
    }

    @Test
    void keepsTheEndsOfThinnedSamples() {
        LaunchResult whole = SampleBench.small().launches().get(0);

        LaunchResult thin = SampleBench.small().thinned(10).launches().get(0);

        assertThat(thin.samples()).hasSize(10);
        assertThat(thin.samples().get(0).atSeconds()).isZero();
        assertThat(thin.samples().get(9).answers())
                .isEqualTo(whole.samples().get(whole.samples().size() - 1).answers());
        assertThat(thin.windows()).isEqualTo(whole.windows());
    }

    @Test
    void rejectsAnotherFile() throws IOException {
        Path other = Files.writeString(directory.resolve("other.json"), "{\"schemaVersion\":1}");
        Path newer = Files.writeString(directory.resolve("newer.json"), "{\"schemaVersion\":2,\"launches\":[]}");

        assertThatThrownBy(() -> BenchResults.read(other))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no results");
        assertThatThrownBy(() -> BenchResults.read(newer))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("version 2");
    }
}
