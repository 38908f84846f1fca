package fraud.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.cli.Cli;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code fraud bench} says before anything starts, of the files that are in the checkout. */
class BenchUsageTest {

    private static final String HOME = "fraud.home";
    private static final Path CHECKOUT =
            Path.of("").toAbsolutePath().getParent().getParent();

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String homeBefore;

    @BeforeEach
    void setHome() {
        homeBefore = System.setProperty(HOME, CHECKOUT.toString());
    }

    @AfterEach
    void resetHome() {
        if (homeBefore == null) {
            System.clearProperty(HOME);
        } else {
            System.setProperty(HOME, homeBefore);
        }
    }

    private int run(String... arguments) {
        return new Cli().run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    @Test
    void listsWorkloadsWithKindRateAndSeconds() {
        assertThat(run("bench", "list")).isZero();

        assertThat(out.toString().lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "workloads kind rate seconds ",
                        "systems",
                        " echo Echo (Kafka's clients alone)",
                        "sweeps",
                        " flink-buffer-timeout Flink's buffer timeout, ms: flink-heap 0, 5, 100")
                .anyMatch(line -> line.matches(" burst steady 300, then × 10 \\d{3} Burst, .*"))
                .anyMatch(line -> line.matches(" search search 500 to 8,543 \\d{3} Search .*"))
                .anyMatch(line -> line.matches(" steady-1000 steady 1,000 \\d{3} Steady, .*"))
                .anyMatch(line -> line.matches(" catch-up catch-up - 2\\d\\d Catch-up"));
    }

    @Test
    void rejectsAFileThatIsOverTooEarlyBeforeAnythingIsMade() throws IOException {
        Path file = Files.writeString(directory.resolve("tx.csv"), """
                TRANSACTION_ID,TX_DATETIME,CUSTOMER_ID,TERMINAL_ID,TX_AMOUNT,TX_FRAUD,TX_FRAUD_SCENARIO
                1,2018-04-01T00:00:00Z,1,20,3.50,0,0
                2,2018-04-01T00:00:01Z,1,20,3.50,0,0
                3,2018-04-01T01:00:01Z,1,20,3.50,0,0
                """);
        Path results = directory.resolve("results");

        assertThat(run(
                        "bench",
                        "--workload",
                        "file",
                        "--input",
                        file.toString(),
                        "--format",
                        "handbook",
                        "--speed",
                        "100",
                        "--out",
                        results.toString()))
                .isEqualTo(1);

        assertThat(err.toString())
                .hasLineCount(1)
                .startsWith("error: " + file + ": at 100 times its pace it is over after 36.0 s")
                .contains("take 120 s: --speed 30 is slow enough");
        assertThat(results).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--workload steady-30 | --workload steady-30: there is no such workload; did you mean steady-300?",
                "--system flinkheap | --system flinkheap: there is no such system; did you mean flink-heap?",
                "--sweep spark-triger | --sweep spark-triger: there is no such sweep; did you mean spark-trigger?",
                "--workload file | --workload file: needs --input FILE, whose rows it sends",
                "--workload file --speed 2 --input no-such.csv | --input no-such.csv: there is no such file, or it cannot be read",
                "--workload file --input no-such.csv --speed 0 | --speed 0.0: must be from 0.001 to 10,000,000",
                "--workload file --input no-such.csv --speed fast | --speed fast: must be a number",
                "--workload steady-300 --input tx.csv | --input: is for a workload of kind file, such as --workload file",
                "--workload steady-300 --speed 2 | --speed: is for --input FILE, which is not there",
                "--format handbook | --format: is for --input FILE, which is not there",
                "--launches 0 | --launches 0: must be from 1 to 100",
            })
    void rejectsWrongUsageWithOneLine(String arguments, String says) {
        assertThat(run(("bench " + arguments).split(" "))).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).startsWith("error: " + says);
    }
}
