package fraud.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.cli.Cli;
import fraud.report.bench.BenchJson;
import fraud.report.bench.BenchResults;
import fraud.report.bench.LaunchResult;
import fraud.report.bench.WindowResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages and documents of results that are there. */
class KeptResultsTest {

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path bench;

    private int run(String... arguments) {
        return new Cli().run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    @BeforeEach
    void leaveResults() throws IOException {
        WindowResult window = new WindowResult(
                1,
                2,
                List.of("… and so it is void"),
                0,
                0,
                Double.NaN,
                Map.of(),
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
        LaunchResult launch = new LaunchResult(
                "catch-up",
                "floor",
                1,
                "2026-01-02T03:04:05Z",
                60,
                3,
                6_000,
                true,
                List.of(),
                List.of(window),
                List.of(),
                List.of(),
                List.of(),
                null);
        bench = Files.createDirectory(directory.resolve("bench"));
        BenchResults results = new BenchResults(
                BenchResults.SCHEMA_VERSION,
                false,
                "./fraud bench",
                null,
                "none",
                List.of(),
                Map.of(),
                Map.of(),
                List.of(launch));
        Files.writeString(bench.resolve(BenchResults.FILE), BenchJson.pretty(results));
    }

    @Test
    void makesThePageAnewBesideTheResults() {
        assertThat(run("bench", "report", bench.toString())).isZero();

        assertThat(out.toString().strip()).isEqualTo(bench.resolve("bench.html").toString());
        assertThat(bench.resolve("bench.html")).content().contains("so it is void");
    }

    @Test
    void keepsResultsUnderTheirDayAndMakesThePageOfThem() throws IOException {
        assertThat(run("bench", "results", "--add", bench.toString(), "--root", directory.toString()))
                .isZero();

        Path kept = directory.resolve("docs/results/bench/2026-01-02.json.gz");
        assertThat(BenchResults.read(kept).launches()).hasSize(1);
        assertThat(directory.resolve("docs/RESULTS.md")).content().contains("## 2026-01-02", "1, of which 1 are void");

        Path page = directory.resolve("kept.html");
        assertThat(run("bench", "report", kept.toString(), "--out", page.toString()))
                .isZero();
        assertThat(page).exists();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "report none | 1 | there is no none",
                "results --name x | 2 | --name x: is for --add",
                "results --add none --name ../x | 2 | --name ../x: must be of letters",
                "results --samples 1 | 2 | --samples 1: must be from 2",
            })
    void rejectsWrongUsage(String arguments, int code, String says) {
        assertThat(run(("bench " + arguments).split(" "))).isEqualTo(code);
        assertThat(err.toString()).hasLineCount(1).contains(says);
    }
}
