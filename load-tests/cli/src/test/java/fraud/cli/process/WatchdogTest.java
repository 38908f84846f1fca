package fraud.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: who is at work on stopping is let work, who is not is killed. Method: the script with a patience of two seconds
 * in place of ten.
 */
class WatchdogTest {

    /** Told to stop, it works for four seconds of CPU, in itself and not in children, and then says so. */
    private static final String WORKS_ON =
            "used() { read -r stat <\"/proc/$$/stat\"; set -- ${stat##*)}; used=$((${12} + ${13})); }; "
                    + "trap 'used; end=$((used + 400)); while used; [ $used -lt $end ]; do :; done; touch stopped; exit 0' TERM; "
                    + "touch up; while :; do sleep 0.1; done";

    private static final String IGNORES = "trap '' TERM; touch up; while :; do sleep 60; done; touch stopped";

    @TempDir
    private Path directory;

    @Test
    void whoWorksOnStoppingIsLetWork() throws Exception {
        assumeTrue(Files.isReadable(Path.of("/proc/self/stat")), "needs /proc");

        assertThat(stop(WORKS_ON)).isZero();
        assertThat(directory.resolve("stopped")).exists();
    }

    @Test
    void whoDoesNothingIsKilled() throws Exception {
        assertThat(stop(IGNORES)).isEqualTo(128 + 9);
        assertThat(directory.resolve("stopped")).doesNotExist();
    }

    private int stop(String script) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", impatient(), "watchdog", "sh", "-c", script)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        await().atMost(Duration.ofMinutes(2)).until(() -> Files.exists(directory.resolve("up")));
        shell.getOutputStream().close();
        return shell.waitFor();
    }

    private static String impatient() throws IOException {
        try (InputStream in = ChildProcess.class.getResourceAsStream("watchdog.sh")) {
            String script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(script).containsOnlyOnce("patience=10\n");
            return script.replace("patience=10\n", "patience=2\n");
        }
    }
}
