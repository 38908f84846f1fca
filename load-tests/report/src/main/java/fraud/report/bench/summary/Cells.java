package fraud.report.bench.summary;

import fraud.report.bench.BenchResults;
import fraud.report.bench.LaunchResult;
import fraud.report.bench.RoleCost;
import fraud.report.bench.WindowResult;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Makes the cells of some results. */
record Cells(BenchResults results) {

    private static final String ECHO = "echo";
    /** A table of its own: it is another work. */
    private static final String SCORING = "scoring pair, ";

    /** A cell for each system on each workload. */
    List<Cell> all() {
        List<Cell> cells = new ArrayList<>();
        inOrder(results.workloads().keySet(), results.launches().stream().map(LaunchResult::workload))
                .forEach(workload -> inOrder(
                                results.systems().keySet(),
                                results.launches().stream()
                                        .filter(launch -> launch.workload().equals(workload))
                                        .map(LaunchResult::system))
                        .forEach(system -> cells.add(cell(workload, system))));
        return cells;
    }

    /** Those that were launched, in the order in which they were asked for. */
    private static Set<String> inOrder(Set<String> asked, Stream<String> launched) {
        Set<String> names = launched.collect(LinkedHashSet::new, Set::add, Set::addAll);
        Set<String> ordered = new LinkedHashSet<>(asked);
        ordered.retainAll(names);
        ordered.addAll(names);
        return ordered;
    }

    private Cell cell(String workload, String system) {
        List<LaunchResult> launches = of(workload, system);
        Map<Figure, Spread> figures = new EnumMap<>(Figure.class);
        for (Figure figure : Figure.values()) {
            put(figures, figure, Spread.of(figure.perLaunch(launches)));
        }
        Map<String, Spread> cpu = new LinkedHashMap<>();
        Map<String, Spread> peak = new LinkedHashMap<>();
        for (String role : roles(launches)) {
            put(cpu, role, byRole(launches, role, RoleCost::cpuSecondsPerMillion));
            put(peak, role, byRole(launches, role, RoleCost::peakMib));
        }
        List<WindowResult> windows =
                launches.stream().flatMap(launch -> launch.windows().stream()).toList();
        return new Cell(
                workload,
                system,
                guarantee(system),
                List.of(ECHO, BenchSummary.FLOOR).contains(system)
                        || system.equals(BenchSummary.bare(results.systems(), system)),
                launches.size(),
                (int) launches.stream().filter(LaunchResult::lossless).count(),
                (int) launches.stream().filter(LaunchResult::measured).count(),
                windows.size(),
                (int) windows.stream().filter(window -> !window.valid()).count(),
                figures,
                cpu,
                peak,
                parts(workload, system, figures.get(Figure.CPU)),
                Curve.of(launches, WindowResult::decisionsToPoll),
                Curve.of(launches, WindowResult::decisionsToAppend),
                Curve.of(launches, WindowResult::alertsToPoll));
    }

    private List<LaunchResult> of(String workload, String system) {
        return results.launches().stream()
                .filter(launch ->
                        launch.workload().equals(workload) && launch.system().equals(system))
                .toList();
    }

    private String guarantee(String system) {
        String words = results.systems()
                .getOrDefault(system, Map.of())
                .getOrDefault("guarantee", "unknown")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[_-]", " ");
        return BenchSummary.scores(results.systems(), system) ? SCORING + words : words;
    }

    private CostParts parts(String workload, String system, Spread whole) {
        if (whole == null) {
            return null;
        }
        if (BenchSummary.scores(results.systems(), system)) {
            return CostParts.of(whole.median(), null, null, null);
        }
        String bare = BenchSummary.bare(results.systems(), system);
        Double echo = median(workload, ECHO);
        Double floor = median(workload, BenchSummary.FLOOR);
        boolean hasDomain = !system.equals(ECHO) && !system.equals(bare);
        return CostParts.of(
                whole.median(),
                bare == null ? echo : null,
                bare == null ? null : median(workload, bare),
                hasDomain && echo != null && floor != null ? floor - echo : null);
    }

    private Double median(String workload, String system) {
        Spread cpu = Spread.of(Figure.CPU.perLaunch(results.launches(), workload, system));
        return cpu == null ? null : cpu.median();
    }

    private static Set<String> roles(List<LaunchResult> launches) {
        Set<String> roles = new TreeSet<>();
        launches.forEach(launch -> launch.validWindows()
                .forEach(window -> roles.addAll(window.roles().keySet())));
        return roles;
    }

    private static Spread byRole(List<LaunchResult> launches, String role, RoleFigure figure) {
        ToDoubleFunction<WindowResult> ofWindow = window -> {
            RoleCost cost = window.roles().get(role);
            Double value = cost == null ? null : figure.of(cost);
            return value == null ? Double.NaN : value;
        };
        return Spread.of(Figure.perLaunch(launches, ofWindow));
    }

    private static <K> void put(Map<K, Spread> map, K key, Spread spread) {
        if (spread != null) {
            map.put(key, spread);
        }
    }

    /** A figure of a role; null if it is not known. */
    private interface RoleFigure {
        Double of(RoleCost cost);
    }
}
