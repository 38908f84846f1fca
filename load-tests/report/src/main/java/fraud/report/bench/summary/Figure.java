package fraud.report.bench.summary;

import fraud.report.bench.LaunchResult;
import fraud.report.bench.Percentiles;
import fraud.report.bench.RoleCost;
import fraud.report.bench.Search;
import fraud.report.bench.WindowResult;
import fraud.report.bench.stats.RatioInterval;
import fraud.report.bench.stats.TheilSen;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** What is compared of windows. */
public enum Figure {
    /** CPU time of all of the system's processes for a million answers. */
    CPU("CPU s a million", Figure::cpu),
    /** Answers in a second. */
    RATE("answers/s", WindowResult::answersPerSecond),
    POLL_50("p50 ms to the poll", percentile(WindowResult::decisionsToPoll, "50")),
    POLL_99("p99 ms to the poll", percentile(WindowResult::decisionsToPoll, "99")),
    APPEND_50("p50 ms to the append", percentile(WindowResult::decisionsToAppend, "50")),
    APPEND_99("p99 ms to the append", percentile(WindowResult::decisionsToAppend, "99")),
    ALERT_50("alerts, p50 ms to the poll", percentile(WindowResult::alertsToPoll, "50")),
    ALERT_99("alerts, p99 ms to the poll", percentile(WindowResult::alertsToPoll, "99")),
    /** From the end of a burst until decisions are as quick as before it. */
    RECOVERY("s slow after a burst", Figure::recovery),
    /** The highest rate of which a search found that it is sustained, and the next is not. */
    SUSTAINED("records/s sustained") {
        @Override
        double ofLaunch(LaunchResult launch) {
            return launch.lossless() && launch.search() != null
                    ? launch.search().foundPerSecond()
                    : Double.NaN;
        }

        @Override
        RatioInterval widened(RatioInterval ratio, List<LaunchResult> a, List<LaunchResult> b) {
            return ratio.ofSteps(step(a), step(b));
        }
    },
    /** Most resident memory of all of the system's processes together. */
    MEMORY("peak MiB", window -> ofRoles(window, RoleCost::peakMib)),
    ALLOCATED("KiB allocated an answer", window -> kibAnAnswer(window, RoleCost::allocatedMib)),
    WRITTEN("KiB written an answer", window -> kibAnAnswer(window, RoleCost::writtenMib)),
    /** How long the system's JVMs stand still for the garbage collector. */
    GC_PAUSE(
            "ms of GC pauses a second",
            window -> ofRoles(window, RoleCost::gcPauseMillis) / (window.toSeconds() - window.fromSeconds()));

    private static final double KIB_PER_MIB = 1_024;

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // a function without state
    private final ToDoubleFunction<WindowResult> of;

    Figure(String title, ToDoubleFunction<WindowResult> of) {
        this.title = title;
        this.of = of;
    }

    /** One that is none of a window's. */
    Figure(String title) {
        this(title, window -> Double.NaN);
    }

    /** What tables call it, with its unit. */
    public String title() {
        return title;
    }

    /** Those of the launches of a system on a workload that have it. */
    public double[] perLaunch(List<LaunchResult> launches, String workload, String system) {
        return perLaunch(of(launches, workload, system));
    }

    /**
     * Those of the launches that have it.
     *
     * @param launches of one system on one workload
     */
    double[] perLaunch(List<LaunchResult> launches) {
        return launches.stream()
                .mapToDouble(this::ofLaunch)
                .filter(Double::isFinite)
                .toArray();
    }

    /** That of a launch; not a number if it has none. */
    double ofLaunch(LaunchResult launch) {
        return ofWindows(launch, of);
    }

    /**
     * How many times the figure of system B is that of system A on a workload, over launches.
     *
     * @param ofA launches in which A's are
     * @param ofB those in which B's are
     */
    public RatioInterval times(
            String workload, List<LaunchResult> ofA, String systemA, List<LaunchResult> ofB, String systemB) {
        List<LaunchResult> a = of(ofA, workload, systemA);
        List<LaunchResult> b = of(ofB, workload, systemB);
        return widened(RatioInterval.of(perLaunch(a), perLaunch(b)), a, b);
    }

    /** With what the figures themselves leave open. */
    RatioInterval widened(RatioInterval ratio, List<LaunchResult> a, List<LaunchResult> b) {
        return ratio;
    }

    private static List<LaunchResult> of(List<LaunchResult> launches, String workload, String system) {
        return launches.stream()
                .filter(launch ->
                        launch.workload().equals(workload) && launch.system().equals(system))
                .toList();
    }

    /**
     * A figure of each launch that has it: the median of its valid windows.
     *
     * @param launches of one system on one workload
     */
    static double[] perLaunch(List<LaunchResult> launches, ToDoubleFunction<WindowResult> figure) {
        return launches.stream()
                .mapToDouble(launch -> ofWindows(launch, figure))
                .filter(Double::isFinite)
                .toArray();
    }

    /** The median of the valid windows; the steps of a search have nothing in common of which to take one. */
    private static double ofWindows(LaunchResult launch, ToDoubleFunction<WindowResult> figure) {
        return launch.search() != null
                ? Double.NaN
                : TheilSen.median(launch.validWindows().stream()
                        .mapToDouble(figure)
                        .filter(Double::isFinite)
                        .toArray());
    }

    /** The widest step of some searches; 1 if none has found anything. */
    private static double step(List<LaunchResult> launches) {
        return launches.stream()
                .map(LaunchResult::search)
                .filter(Objects::nonNull)
                .mapToDouble(Search::stepFactor)
                .filter(Double::isFinite)
                .max()
                .orElse(1);
    }

    private static double cpu(WindowResult window) {
        return window.systemCpuSecondsPerMillion() == null ? Double.NaN : window.systemCpuSecondsPerMillion();
    }

    private static double recovery(WindowResult window) {
        return window.recoverySeconds() == null ? Double.NaN : window.recoverySeconds();
    }

    private static double kibAnAnswer(WindowResult window, Function<RoleCost, Double> mib) {
        return ofRoles(window, mib) * KIB_PER_MIB / window.answers();
    }

    /** Of all of the system's roles; not a number if none of them tells. */
    private static double ofRoles(WindowResult window, Function<RoleCost, Double> figure) {
        double[] known = window.roles().values().stream()
                .filter(RoleCost::ofSystem)
                .map(figure)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray();
        return known.length == 0 ? Double.NaN : Arrays.stream(known).sum();
    }

    private static ToDoubleFunction<WindowResult> percentile(
            Function<WindowResult, Percentiles> distribution, String name) {
        return window -> at(distribution.apply(window), name);
    }

    /** A percentile by name; not a number if there is none. */
    static double at(Percentiles distribution, String name) {
        return distribution == null ? Double.NaN : distribution.percentiles().getOrDefault(name, Double.NaN);
    }
}
