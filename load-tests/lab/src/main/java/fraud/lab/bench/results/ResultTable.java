package fraud.lab.bench.results;

import fraud.lab.bench.spec.SystemSpec.Guarantee;
import fraud.report.bench.BenchResults;
import fraud.report.bench.LaunchResult;
import fraud.report.bench.WindowResult;
import fraud.report.bench.stats.TheilSen;
import fraud.report.bench.summary.BenchSummary;
import fraud.report.bench.summary.Figure;
import fraud.report.bench.summary.Sweep;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The results as tables for a terminal, one for each guarantee, since a weaker one costs less: a row for each system on
 * each workload, medians over launches.
 */
public final class ResultTable {

    private static final String FORMAT = "%-16s %-22s %9s %10s %16s %14s %10s %10s %10s%n";

    private static final String SCORING =
            "scoring pair (transactions that carry their features; no detector stands beside it)"
                    + System.lineSeparator();

    private ResultTable() {}

    /** The tables. */
    public static String of(BenchResults results) {
        StringBuilder tables = new StringBuilder();
        BenchSummary summary = BenchSummary.of(results);
        for (Guarantee guarantee : Guarantee.values()) {
            List<LaunchResult> launches = results.launches().stream()
                    .filter(launch -> guarantee.toString().equals(guaranteeOf(launch.system(), results)))
                    .filter(launch -> !summary.isSwept(launch.system()))
                    .toList();
            if (!launches.isEmpty()) {
                tables.append(tables.isEmpty() ? "" : System.lineSeparator());
                boolean scores =
                        launches.stream().allMatch(launch -> BenchSummary.scores(results.systems(), launch.system()));
                tables.append(scores ? SCORING : "");
                addTable(tables, guarantee, launches);
            }
        }
        addSweeps(tables, results.launches(), summary);
        if (results.smoke()) {
            tables.append("not a measurement: it only shows that everything works")
                    .append(System.lineSeparator());
        }
        String losslessOnly = results.launches().stream()
                .filter(LaunchResult::losslessOnly)
                .map(launch -> launch.system() + " on " + launch.workload())
                .distinct()
                .collect(Collectors.joining(", "));
        if (!losslessOnly.isEmpty()) {
            tables.append("checked lossless only, not against the reference: ")
                    .append(losslessOnly)
                    .append(System.lineSeparator());
        }
        if (summary.ofUnknownLoad() > 0) {
            tables.append("other load unknown: the system does not tell what else ran during "
                            + summary.ofUnknownLoad() + " of " + summary.windows()
                            + " windows, which were not checked for it")
                    .append(System.lineSeparator());
        }
        return tables.toString();
    }

    private static String guaranteeOf(String system, BenchResults results) {
        return results.systems().get(system).get("guarantee");
    }

    private static void addTable(StringBuilder table, Guarantee guarantee, List<LaunchResult> launches) {
        table.append("after a crash: ").append(guarantee.meaning()).append(System.lineSeparator());
        Map<String, Set<String>> pairs = new LinkedHashMap<>();
        launches.stream()
                .filter(launch -> launch.search() == null)
                .forEach(launch -> pairs.computeIfAbsent(launch.workload(), any -> new LinkedHashSet<>())
                        .add(launch.system()));
        if (!pairs.isEmpty()) {
            table.append(head("system"));
        }
        pairs.forEach((workload, systems) ->
                systems.forEach(system -> table.append(row(launches, workload, system, system))));
        addSearches(table, launches);
    }

    /** A table for each sweep: each value of each system on each workload. */
    private static void addSweeps(StringBuilder tables, List<LaunchResult> launches, BenchSummary summary) {
        summary.sweeps().stream()
                .collect(Collectors.groupingBy(Sweep::name, LinkedHashMap::new, Collectors.toList()))
                .forEach((name, sweeps) -> {
                    tables.append(tables.isEmpty() ? "" : System.lineSeparator())
                            .append("sweep ")
                            .append(name)
                            .append(": ")
                            .append(sweeps.get(0).title())
                            .append(System.lineSeparator())
                            .append(head("system, value"));
                    sweeps.forEach(sweep -> sweep.points()
                            .forEach(point -> tables.append(row(
                                    launches, sweep.workload(), point.system(), point.of() + " " + point.value()))));
                });
        addSearches(
                tables,
                launches.stream()
                        .filter(launch -> summary.isSwept(launch.system()))
                        .toList());
    }

    private static String head(String system) {
        return String.format(
                FORMAT,
                "workload",
                system,
                "launches",
                "per second",
                "CPU s a million",
                "spread",
                "p50 ms",
                "p99 ms",
                "recovery s");
    }

    /**
     * A system on a workload.
     *
     * @param shown what the table calls the system
     */
    private static String row(List<LaunchResult> of, String workload, String system, String shown) {
        double[] cpu = Figure.CPU.perLaunch(of, workload, system);
        List<LaunchResult> all = of.stream()
                .filter(launch ->
                        launch.workload().equals(workload) && launch.system().equals(system))
                .toList();
        return String.format(
                FORMAT,
                workload,
                shown,
                all.stream().filter(LaunchResult::measured).count() + " of " + all.size(),
                number(TheilSen.median(Figure.RATE.perLaunch(of, workload, system)), "%,.0f"),
                number(TheilSen.median(cpu), "%,.0f"),
                cpu.length == 0
                        ? "-"
                        : String.format(
                                Locale.ROOT,
                                "%,.0f to %,.0f",
                                Arrays.stream(cpu).min().orElseThrow(),
                                Arrays.stream(cpu).max().orElseThrow()),
                number(TheilSen.median(Figure.POLL_50.perLaunch(of, workload, system)), "%,.1f"),
                number(TheilSen.median(Figure.POLL_99.perLaunch(of, workload, system)), "%,.1f"),
                number(recovery(of, workload, system), "%,.1f"));
    }

    /** The median of all valid windows that have a burst. */
    private static double recovery(List<LaunchResult> of, String workload, String system) {
        return TheilSen.median(of.stream()
                .filter(launch ->
                        launch.workload().equals(workload) && launch.system().equals(system))
                .flatMap(launch -> launch.validWindows().stream())
                .map(WindowResult::recoverySeconds)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray());
    }

    /** What searches came to, a line for each launch: their steps have nothing in common of which to take a median. */
    private static void addSearches(StringBuilder table, List<LaunchResult> launches) {
        launches.stream()
                .filter(launch -> launch.search() != null)
                .forEach(launch -> table.append(String.format(
                        "%-16s %-22s %9s  %s%n",
                        launch.workload(),
                        launch.system(),
                        launch.launch(),
                        launch.lossless() ? launch.search().text() : "no result")));
    }

    private static String number(double value, String format) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
    }
}
