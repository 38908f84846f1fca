package fraud.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fraud.cli.process.Checkout;
import fraud.cli.process.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: a run whose own broker dies says so, and soon. Method: a replay whose broker gets {@code kill -9} while it
 * works with it.
 */
@Tag("engine")
class DeadBrokerTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** Clients of Kafka's give up after twice as long and more. */
    private static final int SOON_SECONDS = 60;

    @TempDir
    private Path directory;

    @Test
    @Timeout(value = 4, unit = TimeUnit.MINUTES)
    void isReportedInOneLineThatNamesItsLog() throws Exception {
        Path input = directory.resolve("g.jsonl");
        Path out = directory.resolve("out");
        assertThat(fraud("generate", "--count", "20000", "--out", input.toString())
                        .waitFor())
                .isZero();
        Process replay = fraud("replay", "--engine", "flink", "--input", input.toString(), "--out", out.toString());
        try {
            await().atMost(PATIENCE)
                    .until(() -> Files.exists(out.resolve("logs").resolve("flink.log")) || !replay.isAlive());

            broker(replay).orElseThrow().destroyForcibly();

            assertThat(replay.waitFor(SOON_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(replay.exitValue()).isEqualTo(1);
            assertThat(Files.readAllLines(directory.resolve("said")))
                    .filteredOn(line -> line.startsWith("error: "))
                    .containsExactly("error: broker died: it was ended by signal 9 (log: "
                            + out.resolve("logs").resolve("broker.log").toAbsolutePath() + ")");
        } finally {
            replay.destroy();
        }
    }

    /** The first that a run starts; its command line is too long to be asked for. */
    private static Optional<ProcessHandle> broker(Process replay) {
        return replay.descendants()
                .filter(process -> process.info().command().orElse("").endsWith("java"))
                .min(Comparator.comparing(
                        process -> process.info().startInstant().orElseThrow()));
    }

    private Process fraud(String... arguments) throws IOException {
        return new ProcessBuilder(Installation.javaCommandHere(
                        List.of("-D" + Installation.HOME_PROPERTY + "=" + Checkout.root()),
                        Cli.class.getName(),
                        List.of(arguments)))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("said").toFile())
                .start();
    }
}
