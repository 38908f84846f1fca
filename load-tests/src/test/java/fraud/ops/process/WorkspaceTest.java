package fraud.ops.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.ops.OperationFailedException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
