package fraud.lab.bench.windows;

import fraud.generator.config.Parameter;
import fraud.generator.stream.RateSchedule;
import fraud.lab.bench.measure.LatencyLog;
import fraud.lab.bench.measure.RunData;
import fraud.lab.bench.measure.Samples;
import fraud.lab.bench.spec.WorkloadSpec;
import fraud.report.bench.Percentiles;
import fraud.report.bench.RoleCost;
import fraud.report.bench.Sample;
import fraud.report.bench.SearchStep;
import fraud.report.bench.WindowResult;
import fraud.report.bench.stats.TheilSen;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToLongFunction;

/**
 * Makes windows of what was seen of a launch, and says of each why it is void if it is. Plain arithmetic, so that it
 * can be tried on made-up runs.
 */
public final class Windows {

    /** Of a backlog, what is left when its window ends at the latest: the last batch is not like the others. */
    private static final double END_SHARE = 0.97;

    /** From the end of a batch until its last output has been polled. */
    private static final double POLL_SECONDS = 0.3;

    private static final int BINS = 8;
    private static final int LEAST_A_SECOND = 5;
    private static final double MICROS_PER_SECOND = 1e6;
    private static final double MILLION = 1e6;
    private static final Drift UNKNOWN = new Drift(Double.NaN, false);

    private final WorkloadSpec workload;
    private final int afterSeconds;
    private final RunData data;
    private final Samples samples;
    private final VoidReasons reasons;

    /**
     * What a window of live traffic has besides.
     *
     * @param decisionsToPoll see {@link WindowResult}, as of the next three
     * @param decisionsToAppend the same
     * @param alertsToPoll the same
     * @param backlogPerSecond the same
     * @param recovery after its bursts
     * @param step of a search, else null
     */
    private record Live(
            Percentiles decisionsToPoll,
            Percentiles decisionsToAppend,
            Percentiles alertsToPoll,
            double backlogPerSecond,
            Recovery recovery,
            SearchStep step) {}

    /**
     * Of a workload in a launch.
     *
     * @param afterSeconds how long after the first live event its traffic begins
     */
    public Windows(WorkloadSpec workload, int afterSeconds, RunData data) {
        this.workload = workload;
        this.afterSeconds = afterSeconds;
        this.data = data;
        this.samples = data.samples();
        this.reasons = new VoidReasons(data);
    }

    /** All of them, the void ones included. */
    public List<WindowResult> windows() {
        return switch (workload.kind()) {
            case STEADY, SEARCH, FILE -> live();
            case CATCH_UP -> backlog();
        };
    }

    private List<WindowResult> live() {
        long startMicros = ChronoUnit.MICROS.between(Instant.EPOCH, data.clock().start());
        double firstSeconds = (data.decisions().firstIntendedMicros() - startMicros) / MICROS_PER_SECOND;
        double begin = firstSeconds + afterSeconds;
        List<WindowResult> windows = new ArrayList<>();
        for (int i = 0; i < workload.windows(); i++) {
            double from = begin + workload.warmUpSeconds() + (double) i * workload.windowSeconds();
            double to = from + workload.windowSeconds();
            long fromMicros = startMicros + Math.round(from * MICROS_PER_SECOND);
            long toMicros = startMicros + Math.round(to * MICROS_PER_SECOND);
            int[] inWindow = indexes(data.decisions(), fromMicros, toMicros);
            Live live = new Live(
                    percentiles(inWindow, data.decisions()::toPollMicros),
                    percentiles(inWindow, data.decisions()::toAppendMicros),
                    percentiles(indexes(data.alerts(), fromMicros, toMicros), data.alerts()::toPollMicros),
                    backlogSlope(from, to),
                    Recovery.of(
                            data.decisions(),
                            inWindow,
                            RateSchedule.of(workload.stream()),
                            startMicros + Math.round(begin * MICROS_PER_SECOND),
                            fromMicros,
                            toMicros),
                    workload.kind() == WorkloadSpec.Kind.SEARCH
                            ? SearchSteps.of(samples, from, to, workload.ratePerSecond(i), reasons.hasSent(from, to))
                            : null);
            boolean hasBursts = workload.stream().integer(Parameter.BURST_FACTOR) > 1;
            Drift drift = hasBursts ? Drift.NONE : driftOfLatency(inWindow, fromMicros);
            windows.add(window(from, to, whyVoid(from, to, drift, live), drift, live));
        }
        return windows;
    }

    private List<String> whyVoid(double from, double to, Drift drift, Live live) {
        List<String> why = live.step() == null ? reasons.of(from, to, drift) : reasons.ofStep(from, to);
        if (live.recovery().voidBecause() != null) {
            why.add(live.recovery().voidBecause());
        }
        return why;
    }

    /** The longest valid window that ends where the backlog does; without one the longest of the least reasons. */
    private List<WindowResult> backlog() {
        List<Double> bounds = bounds();
        double to = bounds.isEmpty() ? lastSeconds() : bounds.get(bounds.size() - 1);
        WindowResult best = null;
        for (double from : bounds) {
            if (to - from < workload.windowSeconds()) {
                break;
            }
            Drift drift = driftOfRate(from, to, bounds);
            WindowResult window = window(from, to, reasons.of(from, to, drift), drift, null);
            if (best == null || window.voidBecause().size() < best.voidBecause().size()) {
                best = window;
            }
            if (best.valid()) {
                break;
            }
        }
        if (best == null) {
            String reason = "the backlog was over before " + workload.windowSeconds() + " s could be measured";
            best = window(0, lastSeconds(), List.of(reason), UNKNOWN, null);
        }
        return List.of(best);
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

    private Drift driftOfRate(double from, double to, List<Double> bounds) {
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
        return Drift.of(at, rate);
    }

    private static double[] bins(double from, double to) {
        double[] edges = new double[BINS + 1];
        for (int i = 0; i <= BINS; i++) {
            edges[i] = from + (to - from) * i / BINS;
        }
        return edges;
    }

    /** Drift of the medians of the seconds. */
    private Drift driftOfLatency(int[] indexes, long fromMicros) {
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
        return Drift.of(at, median);
    }

    private double backlogSlope(double from, double to) {
        List<Sample> inWindow = samples.between(from, to);
        return TheilSen.slope(
                inWindow.stream().mapToDouble(Sample::atSeconds).toArray(),
                inWindow.stream()
                        .mapToDouble(sample -> sample.sent() - sample.answers())
                        .toArray());
    }

    private WindowResult window(double from, double to, List<String> whyVoid, Drift drift, Live live) {
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
        return new WindowResult(
                from,
                to,
                whyVoid,
                Math.round(answers),
                answers / (to - from),
                // Of a system that runs elsewhere no role is known.
                answers == 0 || data.systemRoles().isEmpty() ? Double.NaN : system / answers * MILLION,
                roles,
                live == null ? null : live.decisionsToPoll(),
                live == null ? null : live.decisionsToAppend(),
                live == null ? null : live.alertsToPoll(),
                Double.isNaN(others) ? null : others,
                Math.round(samples.gain(from, to, Sample::sentLate)),
                drift.share(),
                live == null ? null : live.backlogPerSecond(),
                reasons.marks(from, to),
                live == null ? null : live.recovery().seconds(),
                live == null ? null : live.step());
    }

    private static Percentiles percentiles(int[] indexes, IntToLongFunction micros) {
        return Percentiles.of(Arrays.stream(indexes).mapToLong(micros).toArray());
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
