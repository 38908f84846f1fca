package fraud.lab.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import fraud.cli.failure.FileFailure;
import fraud.cli.failure.OperationFailedException;
import fraud.lab.bench.results.BenchResults;
import fraud.lab.bench.results.LaunchResult;
import fraud.lab.bench.results.ResultTable;
import fraud.lab.bench.results.WindowResult;
import fraud.lab.bench.stats.RatioInterval;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
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

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, ToDoubleFunction<WindowResult>> FIGURES = figures();

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "A", description = "DIR, or DIR:SYSTEM.")
    private String a;

    @Parameters(index = "1", paramLabel = "B", description = "The same.")
    private String b;

    private static Map<String, ToDoubleFunction<WindowResult>> figures() {
        Map<String, ToDoubleFunction<WindowResult>> figures = new LinkedHashMap<>();
        figures.put("CPU s a million", WindowResult::systemCpuSecondsPerMillion);
        figures.put("answers/s", WindowResult::answersPerSecond);
        figures.put("p50 ms", window -> ResultTable.poll(window, "50"));
        figures.put("p99 ms", window -> ResultTable.poll(window, "99"));
        return figures;
    }

    private record Side(String name, String system, List<LaunchResult> launches) {}

    @Override
    public Integer call() {
        Side left = side(a);
        Side right = side(b);
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
        out.printf("%-16s %-16s %8s %19s  %s%n", "workload", "figure", "B / A", "98 % interval", "B is");
        for (String workload : workloads) {
            FIGURES.forEach((name, figure) -> {
                double[] ofA = ResultTable.perLaunch(left.launches(), workload, left.system(), figure);
                double[] ofB = ResultTable.perLaunch(right.launches(), workload, right.system(), figure);
                if (ofA.length > 0 && ofB.length > 0) {
                    out.println(line(workload, name, RatioInterval.of(ofA, ofB)));
                }
            });
        }
        return 0;
    }

    static String line(String workload, String figure, RatioInterval ratio) {
        return String.format(
                Locale.ROOT,
                "%-16s %-16s %8.3f %8.3f to %7.3f  %s%s",
                workload,
                figure,
                ratio.ratio(),
                ratio.low(),
                ratio.high(),
                ratio.verdict().toString().toLowerCase(Locale.ROOT),
                ratio.isIndicative()
                        ? " (indicative: " + ratio.launchesA() + " and " + ratio.launchesB() + " launches)"
                        : "");
    }

    private Side side(String given) {
        int colon = given.lastIndexOf(':');
        Path directory = Path.of(colon < 0 ? given : given.substring(0, colon));
        Path file = directory.resolve(BenchResults.FILE);
        if (!Files.exists(file)) {
            throw new OperationFailedException("there is no " + file + ": give a directory of `fraud bench`");
        }
        BenchResults results;
        try {
            results = JSON.readValue(file.toFile(), BenchResults.class);
        } catch (IOException e) {
            throw new OperationFailedException("cannot read " + file + ": " + FileFailure.reason(file, e), e);
        }
        List<String> systems =
                results.launches().stream().map(LaunchResult::system).distinct().toList();
        String system = colon < 0 ? null : given.substring(colon + 1);
        boolean isClear = system == null ? systems.size() == 1 : systems.contains(system);
        if (!isClear) {
            throw new OperationFailedException(
                    given + ": say which system, as " + directory + ":NAME; there are " + String.join(", ", systems));
        }
        return new Side(given, system == null ? systems.get(0) : system, results.launches());
    }
}
