package fraud.cli.process;

import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * How long to wait for a process that shows no progress. Only silence counts, never a sum: a slow machine is waited for
 * as long as anything moves, and a process that is stuck, or goes round in circles, comes to an end all the same.
 *
 * <p>What counts as progress:
 *
 * <ul>
 *   <li>a result, always: it is what is waited for;
 *   <li>a record of the input taken; there are only so many of them;
 *   <li>output in its log, until its first result, and {@value #MOST_LOG_KIB} KiB of it: a restart loop logs for ever;
 *   <li>work: a twentieth of one core or more over the patience ({@link #LEAST_CORES}), but between two results (or
 *       records taken) no more than {@link #MOST_CPU_PATIENCES} times the patience in CPU seconds: a slow machine takes
 *       longer for the same work, a livelock ends.
 * </ul>
 *
 * <p>Every sign is a total; less than before (a process that began anew) is no progress. A pause of the caller (a
 * stopped terminal, a machine that sleeps) is none of the process: it counts for at most {@link #LONGEST_LOOK}. Plain
 * arithmetic on the clock it is given; not thread-safe.
 */
public final class Patience {

    /** An idle JVM of an engine needs less, one that gets a tenth of a core on a busy machine more. */
    static final double LEAST_CORES = 0.05;

    /**
     * Starting takes an engine some 30 CPU seconds here, and ten times as many on a machine as slow as that; the usual
     * patience is 120 s.
     */
    static final int MOST_CPU_PATIENCES = 5;

    /** Several times what an engine logs until it runs. */
    static final int MOST_LOG_KIB = 256;

    static final Duration LONGEST_LOOK = Duration.ofSeconds(5);

    private static final int BYTES_PER_KIB = 1_024;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Duration limit;
    private final LongSupplier nanoClock;
    private long lastLookNanos;
    private long silentNanos;
    private String lastSign = "its start";
    private long results;
    private long taken;
    private long logBytes;
    private double cpuSeconds;
    private double cpuSecondsAtSign;
    private double cpuSecondsAtResult;

    /**
     * The patience with one process, from now on.
     *
     * @param limit how long it may show no progress
     * @param nanoClock the time in ns, such as {@link System#nanoTime()}
     */
    public Patience(Duration limit, LongSupplier nanoClock) {
        this.limit = limit;
        this.nanoClock = nanoClock;
        this.lastLookNanos = nanoClock.getAsLong();
    }

    /** So many results have come in all. */
    public void results(long total) {
        look();
        if (total > results) {
            results = total;
            cpuSecondsAtResult = cpuSeconds;
            progress("an output");
        }
    }

    /** So many records of the input have been taken in all. */
    public void taken(long total) {
        look();
        if (total > taken) {
            taken = total;
            cpuSecondsAtResult = cpuSeconds;
            progress(String.format(Locale.ROOT, "record %,d of the input", total));
        }
    }

    /** Its log has so many bytes. */
    public void log(long totalBytes) {
        look();
        if (totalBytes > logBytes) {
            boolean counts = results == 0 && logBytes < MOST_LOG_KIB * BYTES_PER_KIB;
            logBytes = totalBytes;
            if (counts) {
                progress(String.format(Locale.ROOT, "%,d KiB of log", totalBytes / BYTES_PER_KIB));
            }
        }
    }

    /** It has used so much CPU in all. */
    public void cpu(Duration total) {
        look();
        cpuSeconds = Math.max(cpuSeconds, total.toNanos() / NANOS_PER_SECOND);
        boolean works = cpuSeconds - cpuSecondsAtSign >= LEAST_CORES * limit.toSeconds();
        if (works && !isCpuSpent()) {
            progress(String.format(Locale.ROOT, "%.0f s of CPU", cpuSeconds));
        }
    }

    /** Nothing is waited for: until it is, silence means nothing. */
    public void owesNothing() {
        look();
        silentNanos = 0;
        cpuSecondsAtResult = cpuSeconds;
    }

    /** Whether it has shown no progress for longer than the limit. */
    public boolean isOver() {
        look();
        return silentNanos > limit.toNanos();
    }

    /** In a few words how long there has been no progress, and what was seen last. */
    public String describe() {
        return "no progress for " + limit.toSeconds() + " s, last seen: " + lastSign
                + (isCpuSpent()
                        ? String.format(
                                Locale.ROOT,
                                "; %.0f s of CPU since the last result, of which %d count",
                                cpuSeconds - cpuSecondsAtResult,
                                MOST_CPU_PATIENCES * limit.toSeconds())
                        : "");
    }

    private boolean isCpuSpent() {
        return cpuSeconds - cpuSecondsAtResult > MOST_CPU_PATIENCES * limit.toSeconds();
    }

    private void progress(String sign) {
        silentNanos = 0;
        cpuSecondsAtSign = cpuSeconds;
        lastSign = sign;
    }

    private void look() {
        long now = nanoClock.getAsLong();
        silentNanos += Math.min(now - lastLookNanos, LONGEST_LOOK.toNanos());
        lastLookNanos = now;
    }
}
