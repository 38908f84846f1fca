package fraud.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fraud.report.bench.BenchResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: a bench that is broken off leaves nothing running; one that was killed goes on to the whole matrix, with no
 * window twice. Method: the lab gets {@code kill -9} in its second launch of two, each a loop on a small backlog; or
 * its broker does.
 */
@Tag("engine")
class BrokenOffBenchTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    private final Set<ProcessHandle> started = new HashSet<>();
    private Process last;

    @AfterEach
    void stopIt() {
        last.destroy();
    }

    @Test
    @Timeout(value = 6, unit = TimeUnit.MINUTES)
    void goesOnAfterAKillToTheWholeMatrix() throws Exception {
        Path out = directory.resolve("out");
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        Path secondIsRunning = out.resolve("logs").resolve("catch-up.floor.1").resolve("floor.log");
        Process killed = bench(out, temporary);
        awaitWithItsProcesses(killed, secondIsRunning);

        assertThat(killed.isAlive()).as("said: %s", said()).isTrue();
        killed.destroyForcibly();
        Path first = out.resolve("launches").resolve("catch-up.echo.1.json");
        byte[] before = Files.readAllBytes(first);
        assertThat(list(out.resolve("launches"))).containsExactly(first);
        assertNothingIsLeft(temporary);

        Process resumed = bench(out, temporary);
        awaitWithItsProcesses(resumed, out.resolve(BenchResults.FILE));

        int code = resumed.waitFor();
        assertThat(code).as("said: %s", said()).isZero();
        assertThat(Files.readAllBytes(first)).isEqualTo(before);
        assertThat(BenchResults.read(out.resolve(BenchResults.FILE)).launches())
                .extracting(launch -> launch.workload() + " " + launch.system() + " " + launch.launch() + ": "
                        + launch.windows().size() + " window")
                .containsExactly("catch-up echo 1: 1 window", "catch-up floor 1: 1 window");
        assertThat(out.resolve("bench.html")).isNotEmptyFile();
        assertNothingIsLeft(temporary);
    }

    @Test
    @Timeout(value = 4, unit = TimeUnit.MINUTES)
    void aBrokerThatDiesEndsItWithOneLine() throws Exception {
        Path out = directory.resolve("out");
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        Path logs = out.resolve("logs").resolve("catch-up.echo.1");
        Process bench = bench(out, temporary);
        awaitWithItsProcesses(bench, logs.resolve("echo.log"));

        broker(bench).destroyForcibly();

        assertThat(bench.waitFor()).isEqualTo(1);
        assertThat(said().lines().filter(line -> line.startsWith("error: ")))
                .containsExactly(
                        "error: broker died: it was ended by signal 9 (log: " + logs.resolve("broker.log") + ")");
        assertNothingIsLeft(temporary);
    }

    /** The first that a launch starts; its command line is too long to be asked for. */
    private static ProcessHandle broker(Process bench) {
        return bench.descendants()
                .filter(process -> process.info().command().orElse("").endsWith("java"))
                .min(Comparator.comparing(
                        process -> process.info().startInstant().orElseThrow()))
                .orElseThrow();
    }

    /** Until a file is there, or the bench has ended. */
    private void awaitWithItsProcesses(Process bench, Path file) {
        await().atMost(PATIENCE).until(() -> {
            bench.descendants().forEach(started::add);
            return Files.exists(file) || !bench.isAlive();
        });
        bench.descendants().forEach(started::add);
    }

    private void assertNothingIsLeft(Path temporary) {
        assertThat(started).isNotEmpty();
        await().atMost(PATIENCE).until(() -> started.stream().noneMatch(ProcessHandle::isAlive));
        await().atMost(PATIENCE)
                .until(() -> list(temporary).stream()
                        .noneMatch(file -> file.getFileName().toString().startsWith("fraud-")));
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    private String said() throws IOException {
        return Files.readString(directory.resolve("said"));
    }

    private Process bench(Path out, Path temporary) throws IOException {
        last = BenchProcess.start(
                temporary,
                directory.resolve("said"),
                List.of(
                        "--smoke",
                        "--workload",
                        "catch-up",
                        "--system",
                        "echo,floor",
                        "--resume",
                        "--out",
                        out.toString()));
        return last;
    }
}
