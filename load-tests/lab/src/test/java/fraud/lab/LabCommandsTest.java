package fraud.lab;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.cli.Cli;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line with the class path that {@code fraud} gives it. */
class LabCommandsTest {

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return new Cli().run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    @Test
    void listsTheCommandsOfAllModules() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo(
                        "error: say what to do: audit, back-test, bench, card, chaos, demo, doctor, formats, generate, handbook, heartbeat, model, reconcile,"
                                + " replay, report, rules, state, train (see fraud --help)" + System.lineSeparator());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bench", "chaos", "demo", "handbook"})
    void helpsWithEveryCommand(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString()).startsWith("Usage: fraud " + command).contains("Exit codes:");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "demo --rate 0 | --rate",
                "demo --cards 99 | --cards",
                "demo --history-days 0 | --history-days",
                "demo --analysts 0 | --analysts",
                "demo --model none-such | --model none-such: there is no such directory",
                "demo extra | extra: nothing is expected here",
                "demo 4111111111111111 | ***: nothing is expected here",
                "demo --seconds many | --seconds many: must be a whole number",
                "demo --seconds 99999999999 | --seconds 99999999999: is too large a number",
                "demo --patience 0 | --patience 0s: must be from 1s to 7d",
                "handbook --data none --out none | --data none: there is no handbook_tx_20180618_20180814.csv.gz in it",
            })
    void rejectsWrongUsageWithOneLine(String arguments, String says) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);
        String command = arguments.substring(0, arguments.indexOf(' '));
        assertThat(err.toString()).hasLineCount(1).startsWith("error: " + says).contains("(see fraud " + command);
    }

    @Test
    void rejectsABusyPortBeforeAnythingIsMade() throws IOException {
        Path demo = directory.resolve("demo");
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(busy.getLocalPort());

            assertThat(run("demo", "--model", "none", "--out", demo.toString(), "--port", port))
                    .isEqualTo(1);
            assertThat(err.toString()).hasLineCount(1).startsWith("error: port " + port + " is busy");
        }
        assertThat(demo).doesNotExist();
    }
}
