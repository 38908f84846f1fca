package fraud.lab.bench;

import fraud.cli.process.Installation;
import fraud.generator.config.Parameter;
import fraud.lab.bench.results.BenchLength;
import fraud.lab.bench.spec.SpecFiles;
import fraud.lab.bench.spec.WorkloadSeries;
import fraud.lab.bench.spec.WorkloadSpec;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code fraud bench list}: which workloads, systems and sweeps there are. */
@Command(
        name = "list",
        description = {
            "Lists the workloads, systems and sweeps, which are YAML files in load-tests.",
            "",
            "Of a workload: its kind, its rate in records a second, and how many seconds a launch of it takes."
        })
final class BenchListCommand implements Callable<Integer> {

    private static final String WORKLOAD = "%-18s %-9s %15s %8s  %s%n";

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        SpecFiles files = new SpecFiles(Installation.current().home().resolve("load-tests"));
        PrintWriter out = spec.commandLine().getOut();
        out.printf(WORKLOAD, "workloads", "kind", "rate", "seconds", "");
        files.workloads()
                .forEach((name, workload) -> out.printf(
                        WORKLOAD,
                        "  " + name,
                        workload.kind().word(),
                        rate(workload),
                        BenchLength.seconds(new WorkloadSeries(List.of(workload))),
                        workload.title()));
        out.println("systems");
        files.systems().forEach((name, system) -> out.printf("  %-18s %s%n", name, system.title()));
        out.println("sweeps");
        files.sweeps()
                .forEach((name, sweep) -> out.printf(
                        "  %-20s %s: %s%n",
                        name,
                        sweep.title(),
                        sweep.systems().stream()
                                .map(system -> system + " "
                                        + String.join(", ", sweep.values().keySet()))
                                .collect(Collectors.joining("; "))));
        return 0;
    }

    /** Records a second; a backlog has none, and of a file only its user knows it. */
    private static String rate(WorkloadSpec workload) {
        long burstFactor = workload.stream().integer(Parameter.BURST_FACTOR);
        return switch (workload.kind()) {
            case CATCH_UP, FILE -> "-";
            case SEARCH ->
                String.format(
                        Locale.ROOT,
                        "%,d to %,d",
                        workload.ratePerSecond(0),
                        workload.ratePerSecond(workload.windows() - 1));
            case STEADY ->
                String.format(Locale.ROOT, "%,d", workload.ratePerSecond(0))
                        + (burstFactor > 1 ? ", then × " + burstFactor : "");
        };
    }
}
