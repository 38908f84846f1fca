package fraud.report.table;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.report.bench.BenchResults;
import fraud.report.bench.SampleBench;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchDocumentTest {

    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    @TempDir
    private Path directory;

    /** If this fails, run `./fraud bench results`. */
    @Test
    void theDocumentIsWhatTheKeptResultsSay() throws IOException {
        Map<String, BenchResults> kept = KeptBenches.read(ROOT.resolve(KeptBenches.DIRECTORY));

        assertThat(Files.readString(ROOT.resolve(KeptBenches.DOCUMENT))).isEqualTo(BenchDocument.of(kept));
    }

    @Test
    void saysWhatTheFixtureSays() throws IOException, URISyntaxException {
        Path fixture = Path.of(getClass().getResource("bench").toURI());

        Map<String, BenchResults> kept = KeptBenches.read(fixture);

        assertThat(kept).containsOnlyKeys("two-systems");
        assertThat(BenchDocument.of(kept)).isEqualTo(Files.readString(fixture.resolve("expected.txt")));
    }

    @Test
    void givesEachGuaranteeATableOfItsOwn() {
        String document = BenchDocument.of(Map.of("all", SampleBench.full()));

        assertThat(document)
                .containsSubsequence(
                        "## In short",
                        "### At least once",
                        "### Exactly once",
                        "## all",
                        "### all: At least once",
                        "### all: Exactly once",
                        "### all: no guarantee, to compare with",
                        "## Limits");
        assertThat(document.lines().filter(line -> line.contains("steady-1000 | spark-microbatch")))
                .as("measured by no window: in the details alone")
                .singleElement()
                .asString()
                .contains("| 0 of 5 | –");
    }

    @Test
    void saysWhatWasNotHeldAgainstTheReference() {
        assertThat(BenchDocument.of(Map.of("million", SampleBench.losslessOnly())))
                .contains("Checked lossless only: steady-300; each record");
        assertThat(BenchDocument.of(Map.of("small", SampleBench.small()))).doesNotContain("lossless only");
    }

    @Test
    void givesEachSweepATableOfItsOwn() {
        String document = BenchDocument.of(Map.of("timeout", SampleBench.swept()));

        assertThat(document)
                .containsSubsequence(
                        "### timeout: At least once",
                        "### timeout: sweep flink-buffer-timeout on steady-300",
                        "Flink's buffer timeout, ms.",
                        "| flink-heap | 0 | 2 of 2 |",
                        "| flink-heap | 5 | 2 of 2 |",
                        "| flink-heap | 100 | 2 of 2 |",
                        "### timeout: sweep flink-buffer-timeout on catch-up",
                        "### timeout: what the CPU time is made of");
        assertThat(document.substring(0, document.indexOf("## timeout")))
                .as("in short")
                .doesNotContain("buffer-timeout-");
    }

    @Test
    void saysThatASmokeMeasuresNothing() {
        assertThat(BenchDocument.of(Map.of("smoke", SampleBench.smoke()))).contains("**Not a measurement:**");
    }

    @Test
    void isOneOfNothingToo() throws IOException {
        assertThat(BenchDocument.of(KeptBenches.read(directory.resolve("missing"))))
                .contains("No results have been kept yet.");
    }

    @Test
    void givesBackWhatIsKeptTheLastNameFirst() throws IOException {
        KeptBenches.keep(SampleBench.small(), directory, "2026-01-01");
        KeptBenches.keep(SampleBench.small(), directory, "2026-02-01");

        assertThat(KeptBenches.read(directory))
                .containsEntry("2026-01-01", SampleBench.small())
                .extracting(Map::keySet)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.ITERABLE)
                .containsExactly("2026-02-01", "2026-01-01");
    }
}
