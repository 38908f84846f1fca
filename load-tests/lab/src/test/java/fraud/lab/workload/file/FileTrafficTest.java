package fraud.lab.workload.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.cli.failure.OperationFailedException;
import fraud.cli.input.InputFormat;
import fraud.cli.input.InputSource;
import fraud.lab.workload.StretchedTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTrafficTest {

    private static final String HEAD =
            "TRANSACTION_ID,TX_DATETIME,CUSTOMER_ID,TERMINAL_ID,TX_AMOUNT,TX_FRAUD,TX_FRAUD_SCENARIO\n";

    @TempDir
    private Path directory;

    /** A transaction a minute from midnight on. */
    private InputSource minutes(int rows) throws IOException {
        String table = IntStream.range(0, rows)
                .mapToObj(i -> i + ",2018-04-01T%02d:%02d:00Z,1,20,3.50,0,0\n".formatted(i / 60, i % 60))
                .collect(Collectors.joining());
        return InputSource.of(Files.writeString(directory.resolve("minutes.csv"), HEAD + table), InputFormat.HANDBOOK);
    }

    private static FileTraffic of(InputSource source, double speed, int seconds) {
        return FileTraffic.of(source, speed, seconds, StretchedTime.parameters(4));
    }

    @Test
    void takesAsManyRowsAsAreDueInItsTime() throws IOException {
        // One before the schedule, then one each second, the first at once.
        assertThat(of(minutes(50), 60, 10).records()).isEqualTo(1 + 10);
        assertThat(of(minutes(50), 600, 4).records()).isEqualTo(1 + 40);
    }

    @Test
    void sendsEachAtItsShareOfTheTimeSinceTheFirst() throws IOException {
        FileTraffic traffic = of(minutes(50), 60, 10);

        assertThat(traffic.offsetMicros(0)).isZero();
        assertThat(traffic.offsetMicros(60_000)).isEqualTo(1_000_000);
        assertThat(traffic.offsetMicros(90_000)).isEqualTo(1_500_000);
        assertThat(traffic.isOver(599_999)).isFalse();
        assertThat(traffic.isOver(600_000)).isTrue();
    }

    @Test
    void saysWhatItSendsSoThatAnotherFileIsFound() throws IOException {
        FileTraffic traffic = of(minutes(50), 60, 10);

        assertThat(traffic.settings())
                .containsEntry("file", "minutes.csv")
                .containsEntry("speed", "60")
                .containsEntry("records", "11");
        assertThat(of(minutes(40), 60, 10).sha256()).isEqualTo(traffic.sha256()).hasSize(64);
        assertThat(of(minutes(50), 60, 11).sha256()).isNotEqualTo(traffic.sha256());
    }

    @Test
    void rejectsAFileThatIsOverBefore() throws IOException {
        InputSource source = minutes(12);

        assertThatThrownBy(() -> of(source, 60, 20))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageEndingWith(
                        "minutes.csv: at 60 times its pace it is over after 10.0 s, and warm-up and windows"
                                + " take 20 s: --speed 30 is slow enough");
        // Its last row is no longer due.
        assertThat(of(source, 30, 20).records()).isEqualTo(1 + 10);
    }

    @Test
    void rejectsAFileThatHasNoTimeAtAll() throws IOException {
        Path file = Files.writeString(
                directory.resolve("one.csv"),
                HEAD + "1,2018-04-01T00:00:31Z,1,20,3.50,0,0\n2,2018-04-01T00:00:31Z,1,20,3.50,0,0\n");

        assertThatThrownBy(() -> of(InputSource.of(file, InputFormat.HANDBOOK), 1, 20))
                .hasMessageEndingWith("it is over after 0.0 s, and warm-up and windows take 20 s");
    }

    @Test
    void rejectsAFileWithoutATransactionAndOneThatEndsItself() throws IOException {
        InputSource signals = InputSource.of(
                Files.writeString(directory.resolve("end.jsonl"), "{\"signal\":\"end-of-input\"}\n"),
                InputFormat.JSON_LINES);
        InputSource invalid =
                InputSource.of(Files.writeString(directory.resolve("bad.jsonl"), "{}\n{}\n"), InputFormat.JSON_LINES);

        assertThatThrownBy(() -> of(signals, 1, 1)).hasMessageEndingWith("has an end of input: the lab sends its own");
        assertThatThrownBy(() -> of(invalid, 1, 1))
                .hasMessageEndingWith("has no valid transaction with another row behind it");
    }

    @Test
    void namesTheLineOfATableThatIsWrong() throws IOException {
        Path file = Files.writeString(directory.resolve("wrong.csv"), HEAD + "1,2018-04-01T00:00:31Z,1,20,much,0,0\n");

        assertThatThrownBy(() -> of(InputSource.of(file, InputFormat.HANDBOOK), 1, 1))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("wrong.csv")
                .hasMessageContaining("TX_AMOUNT");
    }
}
