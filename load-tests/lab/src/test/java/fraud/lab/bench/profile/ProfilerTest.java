package fraud.lab.bench.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import fraud.cli.failure.OperationFailedException;
import fraud.cli.process.Installation;
import fraud.lab.telemetry.RunClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Goal: what is said is what a JVM did. Method: one that does a single thing is profiled. */
class ProfilerTest {

    private static final long PATIENCE_SECONDS = 60;
    private static final double LONG_SECONDS = 3_600;

    @TempDir
    private Path directory;

    /** What is profiled: scores are all that it knows. */
    static final class Busy {

        private static final Duration WORK = Duration.ofMillis(700);

        private Busy() {}

        public static void main(String[] arguments) {
            long until = System.nanoTime() + WORK.toNanos();
            double sum = 0;
            while (System.nanoTime() < until) {
                sum = spin(sum);
            }
            System.out.println("sum: " + sum);
        }

        private static double spin(double sum) {
            double next = sum;
            for (int i = 0; i < 1_000; i++) {
                next = Math.sqrt(next + i);
            }
            return next;
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void saysWhatAJvmDidInTheWindowsAndDrawsIt() throws Exception {
        RunClock clock = new RunClock(Instant.now(), System.nanoTime());
        List<String> options = new ArrayList<>(Profiler.options(directory.resolve("profiler")));
        Process process = new ProcessBuilder(Installation.javaCommandHere(options, Busy.class.getName(), List.of()))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(said).as("nothing of the agent").startsWith("sum: ");
        Map<Long, String> roles = Map.of(process.pid(), "loop", process.pid() + 1, "gone");

        Profiles profiles = new Profiles(directory.resolve("profiles"));
        profiles.keep("spin", "busy", 1, directory.resolve("profiler"), roles, clock, at -> at < LONG_SECONDS);
        profiles.keep("spin", "busy", 2, directory.resolve("profiler"), roles, clock, at -> at > LONG_SECONDS);
        profiles.add("spin", "busy", 1);
        profiles.add("spin", "busy", 2);
        String table = profiles.write();

        assertThat(table).contains("% of samples, spin").contains("busy").contains("domain");
        Shares[] shares = new ObjectMapper()
                .readValue(directory.resolve("profiles").resolve("shares.json").toFile(), Shares[].class);
        assertThat(shares).hasSize(1);
        assertThat(shares[0].samples()).isPositive();
        assertThat(shares[0].categories().get("domain")).isPositive();
        assertThat(shares[0].roles()).containsOnlyKeys("loop");
        assertThat(Files.readString(directory.resolve("profiles").resolve("spin.busy.html")))
                .contains("CPU samples of busy on spin")
                .contains("ProfilerTest$Busy");
        assertThat(directory.resolve("profiles").resolve("spin.busy.2.collapsed"))
                .as("no sample is outside of the windows")
                .isEmptyFile();
    }

    @Test
    void isRejectedWhereThereIsNoLibrary() {
        assertThatThrownBy(() -> Profiler.requirePlatform("Windows 11", "amd64"))
                .isInstanceOf(OperationFailedException.class)
                .hasMessage("--profile: async-profiler has no library for Windows 11 on amd64, only for Linux (amd64,"
                        + " aarch64) and macOS");
        assertThatThrownBy(() -> Profiler.requirePlatform("Linux", "riscv64"))
                .isInstanceOf(OperationFailedException.class);
        assertThatCode(() -> Profiler.requirePlatform("Linux", "aarch64")).doesNotThrowAnyException();
        assertThatCode(() -> Profiler.requirePlatform("Mac OS X", "aarch64")).doesNotThrowAnyException();
    }
}
