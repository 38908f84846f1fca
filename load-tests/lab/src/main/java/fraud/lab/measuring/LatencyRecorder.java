package fraud.lab.measuring;

import fraud.report.figures.EngineReport.Latency;
import fraud.report.figures.EngineReport.Latency.Percentile;
import fraud.report.figures.EngineReport.LatencySecond;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * Latencies of one kind of output. Nothing is clipped: what lies outside the range is counted by itself, and what was
 * sent before the end of the warm-up is counted but not measured; it does show in the series over time.
 *
 * <p>One thread records; {@link #interval} may be called by another, everything else only once recording has ended.
 */
final class LatencyRecorder {

    static final long MAX_MICROS = TimeUnit.MICROSECONDS.convert(Duration.ofMinutes(10));
    private static final int SIGNIFICANT_DIGITS = 3;
    private static final double MICROS_PER_MILLI = 1_000;
    /** On the curve in any case. */
    private static final double[] NAMED_PERCENTILES = {50, 90, 99, 99.9, 99.99};
    /** Points of the curve from each percentile to the one that leaves half as much above it. */
    private static final int POINTS_PER_HALVING = 5;

    private final Histogram histogram = new Histogram(MAX_MICROS, SIGNIFICANT_DIGITS);
    private final SingleWriterRecorder series = new SingleWriterRecorder(MAX_MICROS, SIGNIFICANT_DIGITS);
    private Histogram recycled;
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
        boolean isInRange = latency >= 0 && latency <= MAX_MICROS;
        if (isInRange) {
            series.recordValue(latency);
        }
        if (intendedSendMicros < fromMicros) {
            leftOut++;
        } else if (isInRange) {
            histogram.recordValue(latency);
        } else if (latency < 0) {
            negative++;
        } else {
            overflow++;
        }
    }

    /**
     * What was recorded since the last call, warm-up included.
     *
     * @param atSeconds the end of the interval
     * @return nothing if there was nothing
     */
    Optional<LatencySecond> interval(double atSeconds) {
        recycled = series.getIntervalHistogram(recycled);
        return recycled.getTotalCount() == 0
                ? Optional.empty()
                : Optional.of(new LatencySecond(
                        atSeconds,
                        millis(recycled.getValueAtPercentile(50)),
                        millis(recycled.getValueAtPercentile(99)),
                        millis(recycled.getMaxValue()),
                        recycled.getTotalCount()));
    }

    /** All figures. */
    Latency latency() {
        return new Latency(
                curve(), millis(histogram.getMaxValue()), histogram.getTotalCount(), leftOut, negative, overflow);
    }

    private List<Percentile> curve() {
        if (histogram.getTotalCount() == 0) {
            return List.of();
        }
        SortedSet<Double> percentiles = new TreeSet<>();
        for (double named : NAMED_PERCENTILES) {
            percentiles.add(named);
        }
        for (HistogramIterationValue value : histogram.percentiles(POINTS_PER_HALVING)) {
            percentiles.add(value.getPercentileLevelIteratedTo());
        }
        List<Percentile> curve = new ArrayList<>();
        percentiles.forEach(percentile ->
                curve.add(new Percentile(percentile, millis(histogram.getValueAtPercentile(percentile)))));
        return curve;
    }

    private static double millis(long micros) {
        return micros / MICROS_PER_MILLI;
    }
}
