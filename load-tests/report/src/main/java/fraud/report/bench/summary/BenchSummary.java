package fraud.report.bench.summary;

import fraud.report.bench.BenchResults;
import fraud.report.bench.LaunchResult;
import fraud.report.bench.WindowResult;
import fraud.report.bench.stats.RatioInterval;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What tables and pages say of a bench, made of its results alone.
 *
 * @param launches how many there are; one may have had several workloads
 * @param lossless those that lost and altered nothing
 * @param windows of all launches
 * @param voidWindows those of them that say nothing
 * @param ofUnknownLoad windows of which the system does not tell what else ran: they were not checked for it
 * @param voidBecause how many windows each reason made void, its figure left out; one window may have several
 * @param guarantees all that there are, in the order in which they are shown
 * @param cells each system on each workload
 * @param comparisons to {@code floor}, and to the engine's bare system; within the scoring pair, to Flink's
 * @param sweeps each sweep on each workload
 */
public record BenchSummary(
        int launches,
        int lossless,
        int windows,
        int voidWindows,
        int ofUnknownLoad,
        Map<String, Integer> voidBecause,
        List<String> guarantees,
        List<Cell> cells,
        List<Comparison> comparisons,
        List<Sweep> sweeps) {

    /** Of what a system takes besides, only the figures are shown. */
    private static final Set<Figure> COMPARED = EnumSet.range(Figure.CPU, Figure.SUSTAINED);

    /** The systems that others are compared with. */
    public static final String FLOOR = "floor";

    /** The one of the scoring pair that the other is compared with. */
    public static final String SCORING_BASE = "flink-scoring";

    /** Of a system that scores transactions which carry their features, its setting {@value #INPUT} is this. */
    public static final String FEATURES = "FEATURES";

    /** What a system reads, where it is not the contract's input. */
    public static final String INPUT = "input";

    private static final String BARE = "-bare";
    private static final String LOOP = "LOOP";
    /** The order in which guarantees are shown; what else there may be comes last. */
    private static final List<String> GUARANTEES = List.of("at least once", "exactly once", "none");

    /** Of some results. */
    public static BenchSummary of(BenchResults results) {
        List<WindowResult> windows = results.launches().stream()
                .flatMap(launch -> launch.windows().stream())
                .toList();
        List<Cell> cells = new Cells(results).all();
        return new BenchSummary(
                distinct(results.launches().stream()),
                distinct(results.launches().stream().filter(LaunchResult::lossless)),
                windows.size(),
                (int) windows.stream().filter(window -> !window.valid()).count(),
                (int) windows.stream()
                        .filter(window -> window.othersShare() == null)
                        .count(),
                reasons(windows),
                Stream.concat(GUARANTEES.stream(), cells.stream().map(Cell::guarantee))
                        .distinct()
                        .filter(guarantee ->
                                cells.stream().anyMatch(cell -> cell.guarantee().equals(guarantee)))
                        .toList(),
                cells,
                comparisons(results, cells),
                Sweep.all(results, cells));
    }

    /** How many launches they are: one may have had several workloads, each with a result of its own. */
    private static int distinct(Stream<LaunchResult> results) {
        return (int) results.map(LaunchResult::id).distinct().count();
    }

    /** Whether a system belongs to a sweep. */
    public boolean isSwept(String system) {
        return sweeps.stream()
                .flatMap(sweep -> sweep.points().stream())
                .anyMatch(point -> point.system().equals(system));
    }

    /** The cell of a system of a sweep. */
    public Cell cell(Sweep sweep, Sweep.Point point) {
        return cells.stream()
                .filter(cell -> cell.workload().equals(sweep.workload())
                        && cell.system().equals(point.system()))
                .findFirst()
                .orElseThrow();
    }

    /** The comparison of a cell with a system, if there is one. */
    public Comparison comparison(Cell cell, String base, Figure figure) {
        return comparisons.stream()
                .filter(one -> one.workload().equals(cell.workload())
                        && one.system().equals(cell.system())
                        && one.base().equals(base)
                        && one.figure() == figure)
                .findFirst()
                .orElse(null);
    }

    /** The name of the bare system of a system's engine; a loop has none, nor has what scores alone. */
    public static String bare(Map<String, Map<String, String>> systems, String system) {
        String kind = systems.getOrDefault(system, Map.of()).getOrDefault("kind", LOOP);
        return kind.equals(LOOP) || scores(systems, system) ? null : kind.toLowerCase(Locale.ROOT) + BARE;
    }

    /**
     * Whether a system scores transactions that carry their features: a part of a detector's work, so that it stands in
     * a table with its like alone.
     */
    public static boolean scores(Map<String, Map<String, String>> systems, String system) {
        return FEATURES.equals(systems.getOrDefault(system, Map.of()).get(INPUT));
    }

    private static Map<String, Integer> reasons(List<WindowResult> windows) {
        Map<String, Integer> reasons = new LinkedHashMap<>();
        windows.stream()
                .flatMap(window -> window.voidBecause().stream())
                .forEach(reason -> reasons.merge(reason.replaceFirst("\\d[\\d.]*(?= )", "…"), 1, Integer::sum));
        return reasons;
    }

    private static List<String> bases(Map<String, Map<String, String>> systems, String system) {
        return scores(systems, system)
                ? List.of(SCORING_BASE)
                : Stream.of(FLOOR, bare(systems, system))
                        .filter(Objects::nonNull)
                        .toList();
    }

    private static List<Comparison> comparisons(BenchResults results, List<Cell> cells) {
        List<Comparison> comparisons = new ArrayList<>();
        for (Cell cell : cells) {
            for (String base : bases(results.systems(), cell.system())) {
                for (Figure figure : base.equals(cell.system()) ? Set.<Figure>of() : COMPARED) {
                    RatioInterval interval =
                            figure.times(cell.workload(), results.launches(), base, results.launches(), cell.system());
                    if (Double.isFinite(interval.ratio()) && interval.ratio() > 0) {
                        comparisons.add(Comparison.of(cell.workload(), cell.system(), base, figure, interval));
                    }
                }
            }
        }
        return comparisons;
    }
}
