package fraud.lab.telemetry;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * The one time line that all series of a run share: seconds since the command was given.
 *
 * @param start when that was
 * @param startNanos the same by {@link System#nanoTime()}
 */
public record RunClock(Instant start, long startNanos) {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MILLIS_PER_SECOND = 1e3;

    /** A time line that begins when this JVM was started: its process may be older, and may have built what it runs. */
    public static RunClock ofThisJvm() {
        Instant now = Instant.now();
        long nowNanos = System.nanoTime();
        Instant start =
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
        return new RunClock(start, nowNanos - ChronoUnit.NANOS.between(start, now));
    }

    /** The start to the second, UTC: {@code 2026-01-01T00:00:00Z}. */
    public String startedAt() {
        return start.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Now, in seconds since the start. */
    public double now() {
        return at(System.nanoTime());
    }

    /** Now, as the beginning of a line. */
    public String at() {
        return String.format(Locale.ROOT, "%4.0f s  ", now());
    }

    /** A moment of {@link System#nanoTime()}, in seconds since the start. */
    public double at(long nanos) {
        return (nanos - startNanos) / NANOS_PER_SECOND;
    }

    /** A moment of the wall clock, UTC epoch in ms, in seconds since the start. */
    public double ofEpochMillis(long epochMillis) {
        return (epochMillis - start.toEpochMilli()) / MILLIS_PER_SECOND;
    }
}
