package fraud.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fraud.cli.failure.OperationFailedException;
import fraud.cli.process.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/**
 * Goal: what a command has when it is stopped stays, and its place is reported. Method: a command that only waits, in a
 * JVM that gets SIGTERM.
 */
class CliStopTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    /** Waits until it is told to stop, and then writes a file; a test's own, known from the test's service entry. */
    @Command(name = "wait-for-stop", hidden = true, description = "Waits.")
    public static final class Waits implements Cli.Subcommand {
        @ParentCommand
        private Cli parent;

        @Option(names = "--out")
        private Path out;

        @Option(names = "--deaf", description = "Does not ask whether it is to stop; has to be broken off.")
        private boolean deaf;

        @Option(names = "--greedy", description = "Runs out of memory when it is told to stop.")
        private boolean greedy;

        @Override
        public Integer call() throws IOException {
            parent.keepsWhatThereIs();
            try (Workspace workspace = parent.workspace(out.resolve("logs"))) {
                Files.createFile(out.resolve("waiting"));
                while (!Thread.currentThread().isInterrupted()) {
                    if (!deaf) {
                        workspace.check();
                    }
                    LockSupport.parkNanos(10_000_000);
                }
                throw new OperationFailedException("broken off");
            } catch (OperationFailedException e) {
                boolean wasBrokenOff = Thread.interrupted();
                if (greedy) {
                    throw new OutOfMemoryError("Java heap space");
                }
                Files.writeString(out.resolve("kept"), e.getMessage() + (wasBrokenOff ? ", broken off" : ""));
                throw e;
            }
        }
    }

    @Test
    void aStoppedCommandKeepsWhatItHasAndSaysWhere() throws Exception {
        assertThat(stop())
                .isEqualTo("error: stopped before the end; nothing is left running; what there is so far is in "
                        + directory.toAbsolutePath() + "\n");
        assertThat(directory.resolve("kept")).hasContent("stopped before the end");
        assertThat(directory.resolve("logs")).isDirectory();
    }

    @Test
    void oneThatDoesNotAskIsBrokenOff() throws Exception {
        assertThat(stop("--deaf")).startsWith("error: stopped before the end; ");
        assertThat(directory.resolve("kept")).hasContent("broken off, broken off");
    }

    @Test
    void oneThatRunsOutOfMemoryOnTheWayHasOneError() throws Exception {
        assertThat(stop("--greedy").lines())
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("error: stopped before the end; "));
    }

    private String stop(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                Cli.class.getName(),
                "wait-for-stop",
                "--out",
                directory.toString()));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).start();
        await().atMost(PATIENCE).until(() -> Files.exists(directory.resolve("waiting")) || !process.isAlive());
        // Unlike the process's own method, this leaves its standard error open.
        process.toHandle().destroy();
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(1);
        return said;
    }
}
