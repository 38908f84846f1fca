package fraud.lab.chaos.measure;

import fraud.report.bench.Percentiles;
import fraud.report.chaos.LineSecond;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What came of faults, by the decisions alone. Plain arithmetic, so that it can be tried on made-up runs. All times are
 * µs since the run's start.
 */
public final class FaultFigures {

    /** Of the decisions due in a second, the share that must keep the SLO: one in a hundred is late at any time. */
    private static final double INSIDE_SHARE = 0.98;

    private static final double SLO_FACTOR = 2;
    private static final long SECOND = 1_000_000;
    private static final double MICROS_PER_MILLI = 1_000;
    private static final double MICROS_PER_SECOND = 1e6;
    private static final double MEDIAN = 0.5;
    private static final double P99 = 0.99;

    private final FirstDecisions decisions;
    private final long[] steady;
    private final double steadyGapSeconds;
    private final long sloMicros;

    /**
     * An outage.
     *
     * @param seconds the longest time without a decision
     * @param endMicros when it was over
     */
    public record Outage(double seconds, long endMicros) {}

    /**
     * Of a run.
     *
     * @param steadyFromMicros from when on all was as it should be
     * @param steadyToMicros when the first fault struck
     */
    public FaultFigures(FirstDecisions decisions, long steadyFromMicros, long steadyToMicros) {
        this.decisions = decisions;
        this.steady = decisions.latenciesOfWhatCame(steadyFromMicros, steadyToMicros);
        this.steadyGapSeconds = outage(steadyFromMicros, steadyToMicros).seconds();
        this.sloMicros = Math.round(SLO_FACTOR * percentile(sorted(steady), P99));
    }

    /** Latencies before the first fault. */
    public Percentiles steady() {
        return Percentiles.of(steady);
    }

    /** The longest time without a decision before the first fault. */
    public double steadyGapSeconds() {
        return steadyGapSeconds;
    }

    /** Latency that decisions must keep. */
    public double sloMillis() {
        return sloMicros / MICROS_PER_MILLI;
    }

    /** Latencies of the decisions due in a stretch. */
    public Percentiles latencies(long fromMicros, long toMicros) {
        return Percentiles.of(decisions.latencies(fromMicros, toMicros));
    }

    /** The longest time without a decision that ends in a stretch, whenever it began, or does not end in it. */
    public Outage outage(long fromMicros, long toMicros) {
        long longest = 0;
        long end = fromMicros;
        long before = 0;
        for (int i = 0; i <= decisions.size() && before < toMicros; i++) {
            long at = i < decisions.size() ? Math.min(decisions.polled(i), toMicros) : toMicros;
            if (at >= fromMicros && at - before > longest) {
                longest = at - before;
                end = at;
            }
            before = Math.max(before, at);
        }
        return new Outage(longest / MICROS_PER_SECOND, end);
    }

    /**
     * When decisions are inside the SLO for good: from then on, in every second of the stretch, of those due in it.
     *
     * @return null if they are not at its end
     */
    public Long insideFrom(long fromMicros, long toMicros) {
        long inside = fromMicros;
        for (long second = fromMicros; second + SECOND <= toMicros; second += SECOND) {
            long[] latencies = decisions.latencies(second, second + SECOND);
            long kept = Arrays.stream(latencies)
                    .filter(latency -> latency <= sloMicros)
                    .count();
            if (kept < INSIDE_SHARE * latencies.length) {
                inside = second + SECOND;
            }
        }
        return inside + SECOND <= toMicros ? inside : null;
    }

    /** Decisions polled a second between two moments; null if they are one. */
    public Double perSecond(long fromMicros, long toMicros) {
        return toMicros - fromMicros < SECOND
                ? null
                : decisions.polledBetween(fromMicros, toMicros) / ((toMicros - fromMicros) / MICROS_PER_SECOND);
    }

    /** Decisions that were polled again in a stretch. */
    public long repeats(long fromMicros, long toMicros) {
        return decisions.repeatedBetween(fromMicros, toMicros);
    }

    /** The whole of it, by the second, until the last decision has come. */
    public List<LineSecond> line() {
        List<LineSecond> line = new ArrayList<>();
        long end = decisions.size() == 0 ? 0 : decisions.polled(decisions.size() - 1);
        for (long second = decisions.firstDue(); second < end; second += SECOND) {
            long[] latencies = sorted(decisions.latencies(second, second + SECOND));
            line.add(new LineSecond(
                    second / MICROS_PER_SECOND,
                    decisions.polledBetween(second, second + SECOND),
                    decisions.repeatedBetween(second, second + SECOND),
                    millis(latencies, MEDIAN),
                    millis(latencies, P99),
                    millis(latencies, 1)));
        }
        return line;
    }

    private static Double millis(long[] sorted, double share) {
        return sorted.length == 0 ? null : percentile(sorted, share) / MICROS_PER_MILLI;
    }

    private static long[] sorted(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    private static long percentile(long[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
