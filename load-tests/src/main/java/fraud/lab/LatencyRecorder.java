package fraud.lab;

import fraud.report.DemoReport.Latency;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Latencies of one kind of output. Nothing is clipped: what lies outside the range is counted by itself, and what was sent before the end
 * of the warm-up is counted but not measured. Not thread-safe.
 */
final class LatencyRecorder {

    static final long MAX_MICROS = TimeUnit.MICROSECONDS.convert(Duration.ofMinutes(10));
    private static final int SIGNIFICANT_DIGITS = 3;
    private static final double MICROS_PER_MILLI = 1_000;

    private final Histogram histogram = new Histogram(MAX_MICROS, SIGNIFICANT_DIGITS);
    private long leftOut;
    private long negative;
    private long overflow;

    /**
     * Takes one output.
     *
     * @param intendedSendMicros when its input was to be sent, UTC epoch in µs
     * @param polledMicros when it was read, UTC epoch in µs
     * @param fromMicros the end of the warm-up, UTC epoch in µs
     */
    void record(long intendedSendMicros, long polledMicros, long fromMicros) {
        long latency = polledMicros - intendedSendMicros;
        if (intendedSendMicros < fromMicros) {
            leftOut++;
        } else if (latency < 0) {
            negative++;
        } else if (latency > MAX_MICROS) {
            overflow++;
        } else {
            histogram.recordValue(latency);
        }
    }

    /** The figures so far. */
    Latency latency() {
        return new Latency(
                percentile(50),
                percentile(99),
                percentile(99.9),
                histogram.getMaxValue() / MICROS_PER_MILLI,
                histogram.getTotalCount(),
                leftOut,
                negative,
                overflow);
    }

    private double percentile(double percentile) {
        return histogram.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
    }
}
