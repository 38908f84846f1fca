package fraud.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fraud.cli.failure.OperationFailedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: whatever happens to the launcher, nothing that it started stays. Method: end both sides in every way there is.
 */
class ChildProcessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    @Test
    void aChildEndsWhenItsParentIsKilled() throws IOException {
        Process parent = new ProcessBuilder(Installation.javaCommandHere(
                        List.of("-Xmx64m"), Parent.class.getName(), List.of(directory.toString())))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long child;
        try (BufferedReader lines = parent.inputReader()) {
            child = Long.parseLong(lines.readLine());
            assertThat(isAlive(child)).isTrue();
            parent.destroyForcibly();
            await().atMost(PATIENCE).until(() -> !isAlive(child));
        } finally {
            parent.destroyForcibly();
        }
    }

    /** Starts a child, tells its process id, and waits to be killed. */
    static final class Parent {
        public static void main(String[] arguments) throws Exception {
            Workspace workspace = Workspace.create(Path.of(arguments[0]));
            workspace.start("sleeper", SLEEPER);
            Path pid = workspace.data().resolve("pid");
            await().atMost(PATIENCE).until(() -> Files.exists(pid) && Files.size(pid) > 0);
            System.out.println(Files.readString(pid).strip());
            Thread.currentThread().join();
        }
    }

    /** Tells its process id and stays. */
    private static final List<String> SLEEPER =
            List.of("sh", "-c", "echo $$ > pid.part; mv pid.part pid; exec sleep 600");

    @Test
    void closingTheWorkspaceEndsItsChildrenAndDeletesItsData() throws IOException {
        Path data;
        long child;
        try (Workspace workspace = Workspace.create(directory)) {
            data = workspace.data();
            workspace.start("sleeper", SLEEPER);
            Path pid = data.resolve("pid");
            await().atMost(PATIENCE).until(() -> Files.exists(pid));
            child = Long.parseLong(Files.readString(pid).strip());
            assertThat(isAlive(child)).isTrue();
        }

        assertThat(isAlive(child)).isFalse();
        assertThat(data).doesNotExist();
    }

    @Test
    void tellsTheLastErrorOfAChildThatDied() {
        assertThat(deathOf("echo 'error: first'; echo 'error: no such topic'; echo more; exit 1"))
                .isEqualTo("flink died: no such topic (log: " + directory.resolve("flink.log") + ")");
    }

    @Test
    void tellsHowAChildDiedThatSaidNothing() {
        assertThat(deathOf("exit 3")).startsWith("flink died: it ended with exit code 3 (log: ");
        assertThat(deathOf("kill -9 $$")).startsWith("flink died: it was ended by signal 9 (log: ");
    }

    @Test
    void tellsThatTheDiskIsFull() {
        assertThat(deathOf("echo 'java.io.IOException: No space left on device'; exit 1"))
                .startsWith("flink died: the disk is full; free some space");
    }

    @Test
    void tellsThatTooManyFilesAreOpen() {
        assertThat(deathOf("echo 'java.io.IOException: Too many open files'; exit 1"))
                .startsWith("flink died: too many open files; raise the limit (ulimit -n 4096) (log: ");
    }

    @Test
    void aChildThatIsToldToStopIsNotCalledDead() {
        try (Workspace workspace = Workspace.create(directory)) {
            ChildProcess child = workspace.start("flink", List.of("sleep", "600"));
            workspace.stop(child);
            workspace.check();

            assertThat(child.isAlive()).isFalse();
        }
    }

    /** Its work is no reason to wait for it for ever: an idle engine looks the same. */
    @Test
    void aChildWhoseWatchdogIsStoppedEndsAllTheSame() throws IOException {
        try (Workspace workspace = Workspace.create(directory)) {
            ChildProcess child = workspace.start(
                    "flink", Installation.javaCommandHere(List.of("-Xmx16m"), Busy.class.getName(), List.of()));
            await().atMost(PATIENCE).until(() -> child.handle().isPresent());
            ProcessHandle java = child.handle().orElseThrow();
            ProcessHandle shell = java.parent().orElseThrow();
            List<String> stop = new ArrayList<>(List.of("kill", "-STOP", String.valueOf(shell.pid())));
            shell.children()
                    .filter(process -> process.pid() != java.pid())
                    .forEach(process -> stop.add(String.valueOf(process.pid())));
            assertThat(new ProcessBuilder(stop).start().onExit().join().exitValue())
                    .isZero();

            child.stop();
            child.awaitEnd(Duration.ofSeconds(2));

            await().atMost(PATIENCE).until(() -> !java.isAlive());
        }
    }

    /** Uses all the CPU it gets. */
    static final class Busy {
        public static void main(String[] arguments) {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
        }
    }

    /** Closing takes as long as the processes take to end. */
    @Test
    void whoWaitsIsToldToStopBeforeTheProcessesHaveEnded() {
        try (Workspace workspace = Workspace.create(directory)) {
            ChildProcess child = workspace.start("flink", List.of("sleep", "600"));
            workspace.check();
            workspace.reject();

            assertThatThrownBy(workspace::check).hasMessage("stopped before the end");
            assertThat(child.isAlive()).isTrue();
        }
    }

    @Test
    void aBusyPortIsReportedBeforeAnythingIsStarted() throws IOException {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Workspace workspace = Workspace.create(directory)) {
            assertThatThrownBy(() -> EmbeddedBroker.start(workspace, busy.getLocalPort()))
                    .isInstanceOf(OperationFailedException.class)
                    .hasMessageStartingWith("port " + busy.getLocalPort() + " is busy");
            try (Stream<Path> logs = Files.list(directory)) {
                assertThat(logs.map(log -> log.getFileName().toString())).containsOnly(".lock");
            }
        }
    }

    /** Kafka makes the names of its settings in upper case, which has another I in Turkish. */
    @Test
    void theLanguageOfTheMachineIsNoneOfAChilds() throws IOException {
        ProcessBuilder child =
                new ProcessBuilder(Installation.javaCommandHere(List.of("-Xmx16m"), Shouts.class.getName(), List.of()));
        child.environment().put("JAVA_TOOL_OPTIONS", "-Duser.language=tr -Duser.country=TR");
        try (BufferedReader lines = child.start().inputReader()) {
            assertThat(lines.readLine()).isEqualTo("LISTENERS");
        }
    }

    /** Does what Kafka does. */
    static final class Shouts {
        @SuppressWarnings("StringCaseLocaleUsage") // what is tested
        public static void main(String[] arguments) {
            System.out.println("listeners".toUpperCase());
        }
    }

    @Test
    void saysWhatIsNotBuilt() {
        assertThatThrownBy(() -> new Installation(directory).javaCommand("fraud-flink", List.of(), "Main", List.of()))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageStartingWith("fraud-flink is not built");
    }

    private String deathOf(String script) {
        try (Workspace workspace = Workspace.create(directory)) {
            ChildProcess child = workspace.start("flink", List.of("sh", "-c", script));
            await().atMost(PATIENCE).until(() -> !child.isAlive());
            assertThatThrownBy(workspace::check).isInstanceOf(OperationFailedException.class);
            return child.failure().orElseThrow();
        }
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }
}
