package fraud.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.cli.Cli;
import fraud.report.bench.BenchJson;
import fraud.report.bench.BenchResults;
import fraud.report.bench.Collection;
import fraud.report.bench.LaunchResult;
import fraud.report.bench.Mark;
import fraud.report.bench.Percentiles;
import fraud.report.bench.RoleCost;
import fraud.report.bench.Sample;
import fraud.report.bench.WindowResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchCompareTest {

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<LaunchResult> launches = new ArrayList<>();

    private void launch(String system, double cpu, List<String> voidBecause, boolean lossless) {
        Percentiles latency =
                Percentiles.of(LongStream.range(0, 100).map(any -> 20_000).toArray());
        WindowResult window = new WindowResult(
                10,
                40,
                voidBecause,
                3_000,
                100,
                cpu,
                Map.of("loop", new RoleCost(true, cpu * 3e-3, cpu, 200, 1, 2.0, 3.0, 1.5)),
                latency,
                latency,
                Percentiles.of(new long[0]),
                0.01,
                0,
                0.02,
                0.0,
                6,
                null,
                null);
        launches.add(new LaunchResult(
                "steady-300",
                system,
                launches.size() + 1,
                "2026-01-01T00:00:00Z",
                60,
                3,
                6_000,
                lossless,
                lossless ? List.of() : List.of("1 lost"),
                List.of(window),
                List.of(new Sample(
                        1, Map.of("loop", 0.5), Map.of("loop", 200.0), Map.of("loop", 1.0), Double.NaN, 10, 10, 0)),
                List.of(new Mark("checkpoint", 5, 100, 1, 2, Map.of())),
                List.of(new Collection("loop", 4, 1.5)),
                null));
    }

    private int compare(String a, String b) throws IOException {
        BenchResults results = new BenchResults(
                BenchResults.SCHEMA_VERSION, false, null, null, "none", List.of(), Map.of(), Map.of(), launches);
        Path file = directory.resolve(BenchResults.FILE);
        Files.writeString(file, BenchJson.pretty(results));
        assertThat(BenchResults.read(file)).isEqualTo(results);
        return new Cli()
                .run(
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        "bench",
                        "compare",
                        directory + a,
                        directory + b);
    }

    @Test
    void findsADearerSystemAndLeavesWhatIsNoResultOut() throws IOException {
        for (int i = 0; i < 5; i++) {
            launch("one", 300 + i, List.of(), true);
            launch("other", 330 + i, List.of(), true);
        }
        launch("one", 1_000, List.of("the generator was late"), true);
        launch("one", 1_000, List.of(), false);

        assertThat(compare(":one", ":other")).isZero();
        assertThat(out.toString().lines())
                .anyMatch(line -> line.contains("CPU s a million") && line.endsWith("higher"))
                .anyMatch(line -> line.contains("p50 ms") && line.endsWith("undecided"));
    }

    @Test
    void saysThatFewLaunchesOnlyIndicate() throws IOException {
        launch("one", 300, List.of(), true);
        launch("other", 600, List.of(), true);

        assertThat(compare(":one", ":other")).isZero();
        assertThat(out.toString()).contains("undecided (indicative: 1 and 1 launches)");
    }

    @Test
    void asksWhichSystem() throws IOException {
        launch("one", 300, List.of(), true);
        launch("other", 300, List.of(), true);

        assertThat(compare("", ":other")).isEqualTo(1);
        assertThat(err.toString()).contains("say which system").contains("one, other");
    }
}
