package fraud.lab.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.cli.Cli;
import fraud.cli.process.Installation;
import fraud.lab.chaos.faults.Scenario;
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

/** What {@code fraud chaos} says before anything starts. */
class ChaosUsageTest {

    private static final Path CHECKOUT =
            Path.of("").toAbsolutePath().getParent().getParent();

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String homeBefore;

    @BeforeEach
    void setHome() {
        homeBefore = System.setProperty(Installation.HOME_PROPERTY, CHECKOUT.toString());
    }

    @AfterEach
    void resetHome() {
        if (homeBefore == null) {
            System.clearProperty(Installation.HOME_PROPERTY);
        } else {
            System.setProperty(Installation.HOME_PROPERTY, homeBefore);
        }
    }

    private int run(String... arguments) {
        return new Cli().run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    @Test
    void listsTheScenarios() {
        assertThat(run("chaos", "list")).isZero();

        assertThat(out.toString()).hasLineCount(Scenario.values().length).startsWith("worker         kill -9 of the");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--kills 0 | --kills 0: must be from 1 to 1000",
                "--rate 0 | --rate 0: must be from 1 to 100000",
                "--turn 5s | --turn 5s: must be from 15s to 10m",
                "--scenario wroker | --scenario wroker: there is no such scenario; did you mean worker?",
                "--system flink-haep | --system flink-haep: there is no such system; did you mean flink-heap?",
                "--system floor | --system floor: is no detector on a cluster; give one of flink-heap,",
                "--system flink-bare | --system flink-bare: is no detector on a cluster",
                "--scenario before-commit --system flink-heap | --scenario before-commit: is of use only to a system",
                "--resume | --resume needs --out DIR",
            })
    void rejectsWrongUsageWithOneLine(String arguments, String says) {
        assertThat(run(("chaos " + arguments).split(" "))).as("%s", err).isEqualTo(2);

        assertThat(err.toString()).hasLineCount(1).startsWith("error: " + says);
    }

    @Test
    void rejectsADirectoryWithRunsOfAnotherCampaign() throws IOException {
        Files.createDirectories(directory.resolve("runs"));

        assertThat(run("chaos", "--out", directory.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("has runs of an earlier campaign; give --resume");
    }
}
