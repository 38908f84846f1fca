package fraud.lab.bench;

import fraud.generator.config.Parameter;
import fraud.lab.bench.measure.LatencyLog;
import fraud.lab.bench.measure.RunData;
import fraud.lab.bench.measure.Samples;
import fraud.lab.bench.spec.WorkloadSpec;
import fraud.report.bench.Percentiles;
import fraud.report.bench.RoleCost;
import fraud.report.bench.Sample;
import fraud.report.bench.WindowResult;
import fraud.report.bench.stats.TheilSen;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes windows of what was seen of a launch, and says of each why it is void if it is. Plain arithmetic, so that it
 * can be tried on made-up runs.
 */
final class Windows {

    /** Least number of checkpoints or batches in a window. */
    static final int LEAST_MARKS = 5;
    /** Greatest run of the rate, or of the median latency, over a window. */
    static final double MAX_DRIFT = 0.05;
    /** Greatest share of the machine that others may use. */
    static final double MAX_OTHERS = 0.03;
    /** Greatest share of the records that may be handed over late. */
    static final double MAX_SENT_LATE = 0.01;

    /** Of a backlog, what is left when its window ends at the latest: the last batch is not like the others. */
    private static final double END_SHARE = 0.97;

    /** From the end of a batch until its last output has been polled. */
    private static final double POLL_SECONDS = 0.3;

    private static final int BINS = 8;
    private static final int LEAST_A_SECOND = 5;
    private static final double MICROS_PER_SECOND = 1e6;
    private static final double MILLION = 1e6;

    private final WorkloadSpec workload;
    private final int afterSeconds;
    private final RunData data;
    private final Samples samples;

    /**
     * Of a workload in a launch.
     *
     * @param afterSeconds how long after the first live event its traffic begins
     */
    Windows(WorkloadSpec workload, int afterSeconds, RunData data) {
        this.workload = workload;
        this.afterSeconds = afterSeconds;
        this.data = data;
        this.samples = data.samples();
    }

    List<WindowResult> windows() {
        return switch (workload.kind()) {
            case STEADY -> live();
            case CATCH_UP -> backlog();
        };
    }

    private List<WindowResult> live() {
        long startMicros = ChronoUnit.MICROS.between(Instant.EPOCH, data.clock().start());
        double firstSeconds = (data.decisions().firstIntendedMicros() - startMicros) / MICROS_PER_SECOND;
        List<WindowResult> windows = new ArrayList<>();
        for (int i = 0; i < workload.windows(); i++) {
            double from =
                    firstSeconds + afterSeconds + workload.warmUpSeconds() + (double) i * workload.windowSeconds();
            double to = from + workload.windowSeconds();
            long fromMicros = startMicros + Math.round(from * MICROS_PER_SECOND);
            long toMicros = startMicros + Math.round(to * MICROS_PER_SECOND);
            int[] inWindow = indexes(data.decisions(), fromMicros, toMicros);
            boolean hasBursts = workload.stream().integer(Parameter.BURST_FACTOR) > 1;
            double drift = hasBursts ? 0 : driftOfLatency(inWindow, fromMicros);
            double backlog = backlogSlope(from, to);
            List<String> reasons = reasons(from, to, drift);
            windows.add(window(from, to, reasons, drift, inWindow, fromMicros, toMicros, backlog));
        }
        return windows;
    }

    private List<WindowResult> backlog() {
        List<Double> bounds = bounds();
        double to = bounds.isEmpty() ? lastSeconds() : bounds.get(bounds.size() - 1);
        WindowResult last = null;
        for (double from : bounds) {
            if (to - from < workload.windowSeconds()) {
                break;
            }
            double drift = driftOfRate(from, to, bounds);
            last = window(from, to, reasons(from, to, drift), drift, null, 0, 0, null);
            if (last.valid()) {
                break;
            }
        }
        if (last == null) {
            String reason = "the backlog was over before " + workload.windowSeconds() + " s could be measured";
            last = window(0, lastSeconds(), List.of(reason), Double.NaN, null, 0, 0, null);
        }
        return List.of(last);
    }

    private double lastSeconds() {
        List<Sample> all = samples.all();
        return all.get(all.size() - 1).atSeconds();
    }

    /**
     * Where a backlog's window may begin and end: where a batch ended, since a batch's outputs come at its end and its
     * work before; else at any sample.
     */
    private List<Double> bounds() {
        boolean hasBatches = data.marks().stream().anyMatch(mark -> mark.kind().equals("batch"));
        List<Double> bounds = hasBatches
                ? data.marks().stream()
                        .map(mark -> mark.atSeconds() + mark.durationMillis() / 1e3 + POLL_SECONDS)
                        .toList()
                : samples.all().stream().map(Sample::atSeconds).toList();
        return bounds.stream()
                .filter(at -> samples.at(at, Sample::answers) > 0
                        && samples.at(at, Sample::answers) <= END_SHARE * data.inputs())
                .toList();
    }

    private double driftOfRate(double from, double to, List<Double> bounds) {
        boolean hasBatches = bounds.size() < samples.all().size();
        double[] edges = hasBatches
                ? bounds.stream()
                        .filter(at -> at >= from && at <= to)
                        .mapToDouble(Double::doubleValue)
                        .toArray()
                : bins(from, to);
        double[] at = new double[Math.max(0, edges.length - 1)];
        double[] rate = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            at[i] = (edges[i] + edges[i + 1]) / 2;
            rate[i] = samples.gain(edges[i], edges[i + 1], Sample::answers) / (edges[i + 1] - edges[i]);
        }
        return TheilSen.drift(at, rate);
    }

    private static double[] bins(double from, double to) {
        double[] edges = new double[BINS + 1];
        for (int i = 0; i <= BINS; i++) {
            edges[i] = from + (to - from) * i / BINS;
        }
        return edges;
    }

    /** Drift of the medians of the seconds. */
    private double driftOfLatency(int[] indexes, long fromMicros) {
        Map<Long, List<Long>> bySecond = new TreeMap<>();
        for (int index : indexes) {
            long second = (long) ((data.decisions().intendedMicros(index) - fromMicros) / MICROS_PER_SECOND);
            bySecond.computeIfAbsent(second, any -> new ArrayList<>())
                    .add(data.decisions().toPollMicros(index));
        }
        bySecond.values().removeIf(values -> values.size() < LEAST_A_SECOND);
        double[] at = bySecond.keySet().stream().mapToDouble(Long::doubleValue).toArray();
        double[] median = bySecond.values().stream()
                .mapToDouble(values -> TheilSen.median(
                        values.stream().mapToDouble(Long::doubleValue).toArray()))
                .toArray();
        return TheilSen.drift(at, median);
    }

    private double backlogSlope(double from, double to) {
        List<Sample> inWindow = samples.all().stream()
                .filter(sample -> sample.atSeconds() >= from && sample.atSeconds() <= to)
                .toList();
        return TheilSen.slope(
                inWindow.stream().mapToDouble(Sample::atSeconds).toArray(),
                inWindow.stream()
                        .mapToDouble(sample -> sample.sent() - sample.answers())
                        .toArray());
    }

    private List<String> reasons(double from, double to, double drift) {
        List<String> reasons = new ArrayList<>();
        double others = samples.othersShare(from, to, data.cores());
        if (others > MAX_OTHERS) {
            reasons.add(percent(
                    "other processes used %.1f %% of the machine; at most %.0f %% are allowed", others, MAX_OTHERS));
        }
        double late = samples.gain(from, to, Sample::sentLate) / Math.max(1, samples.gain(from, to, Sample::sent));
        if (late > MAX_SENT_LATE) {
            reasons.add(percent(
                    "the generator handed %.1f %% of the records over late; at most %.0f %% are allowed",
                    late, MAX_SENT_LATE));
        }
        if (!(drift <= MAX_DRIFT)) {
            reasons.add(
                    Double.isNaN(drift)
                            ? "too few outputs to tell whether it was warm"
                            : percent(
                                    "not warm: drifted by %.1f %% of the median; at most %.0f %% are allowed",
                                    drift, MAX_DRIFT));
        }
        int marks = marks(from, to);
        if (data.expectsMarks() && marks < LEAST_MARKS) {
            reasons.add(marks + " checkpoints or batches ended in it; at least " + LEAST_MARKS + " are needed");
        }
        return reasons;
    }

    private static String percent(String format, double value, double allowed) {
        return String.format(Locale.ROOT, format, value * 100, allowed * 100);
    }

    private int marks(double from, double to) {
        return (int) data.marks().stream()
                .map(mark -> mark.atSeconds() + mark.durationMillis() / 1e3)
                .filter(end -> end >= from && end <= to)
                .count();
    }

    private WindowResult window(
            double from,
            double to,
            List<String> reasons,
            double drift,
            int[] indexes,
            long fromMicros,
            long toMicros,
            Double backlog) {
        double answers = samples.gain(from, to, Sample::answers);
        Map<String, RoleCost> roles = new TreeMap<>();
        double system = 0;
        for (String role : samples.roles()) {
            double cpu = samples.cpuSeconds(role, from, to);
            boolean isOfSystem = data.systemRoles().contains(role);
            boolean records = data.jvm().has(role);
            system += isOfSystem ? cpu : 0;
            roles.put(
                    role,
                    new RoleCost(
                            isOfSystem,
                            cpu,
                            answers == 0 ? Double.NaN : cpu / answers * MILLION,
                            samples.peakMib(role, from, to),
                            samples.gain(from, to, sample -> sample.writtenMib().getOrDefault(role, 0.0)),
                            records ? data.jvm().allocatedMib(role, from, to) : null,
                            records ? data.jvm().pauseMillis(role, from, to) : null,
                            records ? data.jvm().longestPauseMillis(role, from, to) : null));
        }
        double others = samples.othersShare(from, to, data.cores());
        boolean isLive = indexes != null;
        return new WindowResult(
                from,
                to,
                reasons,
                Math.round(answers),
                answers / (to - from),
                answers == 0 ? Double.NaN : system / answers * MILLION,
                roles,
                isLive
                        ? Percentiles.of(Arrays.stream(indexes)
                                .mapToLong(data.decisions()::toPollMicros)
                                .toArray())
                        : null,
                isLive
                        ? Percentiles.of(Arrays.stream(indexes)
                                .mapToLong(data.decisions()::toAppendMicros)
                                .toArray())
                        : null,
                isLive
                        ? Percentiles.of(Arrays.stream(indexes(data.alerts(), fromMicros, toMicros))
                                .mapToLong(data.alerts()::toPollMicros)
                                .toArray())
                        : null,
                Double.isNaN(others) ? null : others,
                Math.round(samples.gain(from, to, Sample::sentLate)),
                drift,
                backlog,
                marks(from, to));
    }

    /** Those that were to be sent from one moment on and before another. */
    private static int[] indexes(LatencyLog log, long fromMicros, long toMicros) {
        int[] indexes = new int[log.size()];
        int count = 0;
        for (int i = 0; i < log.size(); i++) {
            if (log.intendedMicros(i) >= fromMicros && log.intendedMicros(i) < toMicros) {
                indexes[count++] = i;
            }
        }
        return Arrays.copyOf(indexes, count);
    }
}
