package fraud.lab.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fraud.lab.telemetry.RunClock;
import fraud.report.bench.Collection;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goal: the recording's figures are those of the JVM. Method: this JVM does what is known. */
class JvmEventsTest {

    private static final int ARRAYS = 200;
    private static final int MIB = 1 << 20;
    private static final long STEP_MILLIS = 5;
    private static final double LONG_SECONDS = 3_600;

    @TempDir
    private Path directory;

    private volatile byte[] last;

    @Test
    void countsWhatWasAllocatedAndHowLongItStoodStill() throws Exception {
        double from;
        RunClock clock = new RunClock(Instant.now(), System.nanoTime());
        try (Reader events = new InputStreamReader(
                        Objects.requireNonNull(getClass().getResourceAsStream("/fraud/lab/bench/systems/lab.jfc")),
                        StandardCharsets.UTF_8);
                Recording recording = new Recording(Configuration.create(events))) {
            recording.start();
            // The first sample of a thread also stands for what it had allocated before.
            allocate();
            from = clock.now();
            allocate();
            System.gc();
            recording.dump(directory.resolve("hotspot-pid-7-id-1-2026.jfr"));
            recording.dump(directory.resolve("hotspot-pid-8-id-1-2026.jfr"));
        }

        JvmEvents events = JvmEvents.read(directory, Map.of(7L, "loop"), clock);

        assertThat(last).hasSize(MIB);
        assertThat(events.has("loop")).isTrue();
        assertThat(events.allocatedMib("loop", from, LONG_SECONDS)).isEqualTo(ARRAYS, within(ARRAYS / 10.0));
        assertThat(events.collections())
                .isNotEmpty()
                .allMatch(collection -> collection.role().equals("loop"));
        assertThat(events.pauseMillis("loop", -1, LONG_SECONDS))
                .isGreaterThanOrEqualTo(events.longestPauseMillis("loop", -1, LONG_SECONDS))
                .isPositive();
        assertThat(events.allocatedMib("loop", LONG_SECONDS, 2 * LONG_SECONDS)).isZero();
    }

    /** One that was killed leaves an empty file, or as much of it as was written: its sums would be too small. */
    @Test
    void aRoleHasNoSumsIfARecordingOfItIsCutOff() throws Exception {
        RunClock clock = new RunClock(Instant.now(), System.nanoTime());
        Path whole = directory.resolve("hotspot-pid-7-id-1-2026.jfr");
        try (Recording recording = new Recording(Configuration.getConfiguration("profile"))) {
            recording.start();
            System.gc();
            recording.dump(whole);
        }
        byte[] bytes = Files.readAllBytes(whole);
        Map<Long, String> roles = Map.of(7L, "master", 8L, "worker", 9L, "worker");
        Files.write(directory.resolve("hotspot-pid-8-id-1-2026.jfr"), bytes);
        Path cut = directory.resolve("hotspot-pid-9-id-1-2026.jfr");

        for (int length : new int[] {0, 1, 50, 100, bytes.length / 2, bytes.length - 100, bytes.length - 1}) {
            Files.write(cut, Arrays.copyOf(bytes, length));
            JvmEvents events = JvmEvents.read(directory, roles, clock);

            assertThat(events.has("worker"))
                    .as("%d of %d bytes", length, bytes.length)
                    .isFalse();
            assertThat(events.has("master")).isTrue();
            assertThat(events.collections()).extracting(Collection::role).contains("worker");
        }
    }

    /** Slowly: samples have a limit per second, and what a thread allocates behind its last one is not seen. */
    private void allocate() throws InterruptedException {
        for (int i = 0; i < ARRAYS; i++) {
            last = new byte[MIB];
            Thread.sleep(STEP_MILLIS);
        }
    }

    @Test
    void nothingIsThereOfASystemThatIsNoJvm() {
        JvmEvents events = JvmEvents.read(directory.resolve("missing"), Map.of(), new RunClock(Instant.now(), 0));

        assertThat(events.has("loop")).isFalse();
        assertThat(events.collections()).isEmpty();
    }
}
