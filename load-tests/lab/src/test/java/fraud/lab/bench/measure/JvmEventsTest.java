package fraud.lab.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fraud.lab.telemetry.RunClock;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
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
