package fraud.lab.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtherProcessesTest {

    private static final long USER_PROCESS = 4_194_304;
    private static final long KERNEL_THREAD = 2_129_984;

    @TempDir
    Path proc;

    private void process(long pid, String name, long flags, long userTicks, long systemTicks) throws IOException {
        Path directory = Files.createDirectories(proc.resolve(String.valueOf(pid)));
        Files.writeString(
                directory.resolve("stat"),
                pid + " (" + name + ") S 1 1 1 0 -1 " + flags + " 100 0 0 0 " + userTicks + " " + systemTicks
                        + " 0 0 20 0 1 0 7305153 3133440 379\n");
    }

    /** A name may hold parentheses and spaces; the kernel's threads are no others. */
    @Test
    void countsProcessesButNotTheKernelsThreads() throws IOException {
        process(10, "java", USER_PROCESS, 150, 50);
        process(11, "a) (b c", USER_PROCESS, 100, 0);
        process(12, "kworker/u8:3-writeback", KERNEL_THREAD, 0, 9_999);
        Files.createDirectories(proc.resolve("sys"));
        OtherProcesses others = new OtherProcesses(proc);

        others.look();

        assertThat(others.seconds()).isEqualTo(3, within(1e-9));
    }

    /** What a process has used is not given back when it ends. */
    @Test
    void keepsWhatEndedProcessesUsed() throws IOException {
        process(10, "mvn", USER_PROCESS, 200, 0);
        OtherProcesses others = new OtherProcesses(proc);
        others.look();
        Files.delete(proc.resolve("10/stat"));
        process(11, "javac", USER_PROCESS, 100, 0);

        others.look();

        assertThat(others.seconds()).isEqualTo(3, within(1e-9));
    }
}
