package fraud.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.cli.failure.OperationFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {

    private static final long MEGABYTE = 1 << 20;

    private final AtomicLong usableBytes = new AtomicLong();
    private final AtomicReference<Path> data = new AtomicReference<>();

    @TempDir
    private Path directory;

    private Workspace workspaceWith(long megabytes) {
        usableBytes.set(megabytes * MEGABYTE);
        return Workspace.create(directory.resolve("logs"), asked -> {
            data.set(asked);
            return usableBytes.get();
        });
    }

    @Test
    void doesNotStartOnAFullDiskAndLeavesNothingThere() {
        assertThatThrownBy(() -> workspaceWith(63))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageStartingWith("the disk of ")
                .hasMessageContaining(" is full: 63 MB are left, and the run's own data needs at least 64 MB; ")
                .hasMessageEndingWith("set TMPDIR to a directory on another disk");
        assertThat(Files.exists(data.get())).isFalse();
    }

    @Test
    void endsWhereTheDiskFillsUp() {
        try (Workspace workspace = workspaceWith(64)) {
            usableBytes.set(8 * MEGABYTE);
            assertThatCode(workspace::check).doesNotThrowAnyException();

            usableBytes.decrementAndGet();
            assertThatThrownBy(workspace::check).hasMessageContaining(" is full: 7 MB are left");
        }
    }

    /** Two would write one set of results. */
    @Test
    void aSecondRunIsKeptOutOfTheDirectoryUntilTheFirstHasEnded() {
        try (Workspace first = workspaceWith(64)) {
            assertThatThrownBy(() -> workspaceWith(64))
                    .isInstanceOf(OperationFailedException.class)
                    .hasMessage(directory
                            + " is in use by another run: wait for its end, or name another directory (--out)");
            assertThat(first.data()).isDirectory();
        }
        try (Workspace next = workspaceWith(64)) {
            assertThat(next.data()).isDirectory();
        }
    }

    @Test
    void oneThatCouldNotStartKeepsNoOtherOut() {
        assertThatThrownBy(() -> workspaceWith(63)).hasMessageContaining(" is full");
        try (Workspace next = workspaceWith(64)) {
            assertThat(next.data()).isDirectory();
        }
    }

    @Test
    void saysWhyADirectoryCannotBeMade() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> Workspace.create(file.resolve("logs")))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageStartingWith("cannot make the directory " + file.resolve("logs") + ": ")
                .hasMessageContaining("ot a directory");
    }

    /** A client of Kafka's waits for a broker that is gone for minutes, and so does its closing. */
    @Test
    void aDeathBreaksOffWhatWaitsUntilTheWorkspaceIsClosed() {
        AtomicBoolean interruptedMeanwhile = new AtomicBoolean();
        try (Workspace workspace = workspaceWith(64)) {
            workspace.interruptOnDeath();
            workspace.start("broker", List.of("sh", "-c", "exit 3"));

            assertThatThrownBy(new CountDownLatch(1)::await).isInstanceOf(InterruptedException.class);
            assertThatThrownBy(new CountDownLatch(1)::await).isInstanceOf(InterruptedException.class);
            assertThat(workspace.death())
                    .hasValueSatisfying(
                            death -> assertThat(death).startsWith("broker died: it ended with exit code 3 (log: "));

            workspace.undisturbed(
                    () -> interruptedMeanwhile.set(Thread.currentThread().isInterrupted()));
            assertThatThrownBy(new CountDownLatch(1)::await).isInstanceOf(InterruptedException.class);
        }
        assertThat(interruptedMeanwhile).isFalse();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void aProcessThatIsToEndMayDoSo() {
        try (Workspace workspace = workspaceWith(64)) {
            workspace.interruptOnDeath();
            ChildProcess submitted = workspace.startToEnd("submit", List.of("true"));
            submitted.awaitEnd();

            assertThatCode(workspace::check).doesNotThrowAnyException();
            assertThat(workspace.death()).isEmpty();
        }
    }

    @Test
    void aProcessThatIsToldToStopDisturbsNoOther() throws InterruptedException {
        try (Workspace workspace = workspaceWith(64)) {
            workspace.interruptOnDeath();
            workspace.stop(workspace.start("flink", List.of("sleep", "600")));

            // Longer than it takes to look.
            assertThat(new CountDownLatch(1).await(1, TimeUnit.SECONDS)).isFalse();
            assertThat(workspace.death()).isEmpty();
        }
    }
}
