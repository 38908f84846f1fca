package fraud.lab.bench;

import fraud.cli.failure.OperationFailedException;
import fraud.report.bench.BenchResults;
import fraud.report.bench.LaunchResult;
import fraud.report.bench.stats.RatioInterval;
import fraud.report.bench.stats.TheilSen;
import fraud.report.bench.summary.BenchSummary;
import fraud.report.bench.summary.Figure;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fraud bench compare}: how one result relates to another, with an interval over launches. */
@Command(
        name = "compare",
        description = {
            "Says how many times B's figures are A's, on each workload that both have.",
            "",
            "A and B are directories of `fraud bench`, each with a system behind a colon where it has several (runs/x:flink-heap)."
                    + " The interval holds with 98 %% certainty over launches; a difference that it does not decide is undecided."
        })
final class BenchCompareCommand implements Callable<Integer> {

    private static final List<Figure> FIGURES =
            List.of(Figure.CPU, Figure.RATE, Figure.POLL_50, Figure.POLL_99, Figure.RECOVERY, Figure.SUSTAINED);

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "A", description = "DIR, or DIR:SYSTEM.")
    private String a;

    @Parameters(index = "1", paramLabel = "B", description = "The same.")
    private String b;

    private record Side(String name, String system, boolean scores, List<LaunchResult> launches) {}

    @Override
    public Integer call() {
        Side left = side(a);
        Side right = side(b);
        if (left.scores() != right.scores()) {
            throw new OperationFailedException((left.scores() ? a : b)
                    + " scores transactions that carry their features, and " + (left.scores() ? b : a)
                    + " takes transactions as they are: they do not the same work");
        }
        PrintWriter out = spec.commandLine().getOut();
        List<String> workloads = left.launches().stream()
                .map(LaunchResult::workload)
                .filter(workload -> right.launches().stream()
                        .anyMatch(launch -> launch.workload().equals(workload)))
                .distinct()
                .toList();
        if (workloads.isEmpty()) {
            throw new OperationFailedException(a + " and " + b + " have no workload in common");
        }
        out.printf(
                "%-16s %-20s %9s %9s %8s %19s  %s%n", "workload", "figure", "A", "B", "B / A", "98 % interval", "B is");
        for (String workload : workloads) {
            for (Figure figure : FIGURES) {
                double[] ofA = figure.perLaunch(left.launches(), workload, left.system());
                double[] ofB = figure.perLaunch(right.launches(), workload, right.system());
                if (ofA.length > 0 && ofB.length > 0) {
                    out.println(line(
                            workload,
                            figure.title(),
                            TheilSen.median(ofA),
                            TheilSen.median(ofB),
                            figure.times(workload, left.launches(), left.system(), right.launches(), right.system())));
                }
            }
            searches(left, workload)
                    .ifPresent(ofA -> searches(right, workload)
                            .ifPresent(ofB -> out.printf("%s: A: %s; B: %s%n", workload, ofA, ofB)));
        }
        return 0;
    }

    /** What the searches of a side came to, where it is no search nothing. */
    private static Optional<String> searches(Side side, String workload) {
        return side.launches().stream()
                .filter(launch -> launch.workload().equals(workload)
                        && launch.system().equals(side.system())
                        && launch.search() != null)
                .map(launch -> launch.lossless() ? launch.search().text() : "no result")
                .distinct()
                .reduce((one, other) -> one + ", or " + other);
    }

    /** Of a figure, with the medians over A's and B's launches. */
    static String line(String workload, String figure, double ofA, double ofB, RatioInterval ratio) {
        boolean hasRatio = Double.isFinite(ratio.ratio()) && ratio.ratio() > 0;
        return String.format(
                Locale.ROOT,
                "%-16s %-20s %9s %9s %8s %8s to %7s  %s%s",
                workload,
                figure,
                value(ofA),
                value(ofB),
                hasRatio ? String.format(Locale.ROOT, "%.3f", ratio.ratio()) : "-",
                limit(ratio.low()),
                limit(ratio.high()),
                hasRatio ? ratio.verdict().toString().toLowerCase(Locale.ROOT) : "not compared: 0 has no ratio",
                ratio.isIndicative()
                        ? " (indicative: " + ratio.launchesA() + " and " + ratio.launchesB() + " launches)"
                        : "");
    }

    private static String value(double median) {
        return String.format(Locale.ROOT, Math.abs(median) < 99.95 ? "%.2f" : "%,.0f", median);
    }

    private static String limit(Double limit) {
        return limit == null ? "-" : String.format(Locale.ROOT, "%.3f", limit);
    }

    private Side side(String given) {
        int colon = given.lastIndexOf(':');
        Path directory = Path.of(colon < 0 ? given : given.substring(0, colon));
        Path file = directory.resolve(BenchResults.FILE);
        BenchResults results = BenchReportCommand.readResults(file);
        List<String> systems =
                results.launches().stream().map(LaunchResult::system).distinct().toList();
        String system = colon < 0 ? null : given.substring(colon + 1);
        boolean isClear = system == null ? systems.size() == 1 : systems.contains(system);
        if (!isClear) {
            throw new OperationFailedException(
                    given + ": say which system, as " + directory + ":NAME; there are " + String.join(", ", systems));
        }
        String chosen = system == null ? systems.get(0) : system;
        return new Side(given, chosen, BenchSummary.scores(results.systems(), chosen), results.launches());
    }
}
