package fraud.lab.bench;

import fraud.cli.process.Installation;
import fraud.lab.bench.spec.SpecFiles;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code fraud bench list}: which workloads and systems there are. */
@Command(name = "list", description = "Lists the workloads and systems, which are YAML files in load-tests.")
final class BenchListCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        SpecFiles files = new SpecFiles(Installation.current().home().resolve("load-tests"));
        PrintWriter out = spec.commandLine().getOut();
        out.println("workloads");
        files.workloads().forEach((name, workload) -> out.printf("  %-18s %s%n", name, workload.title()));
        out.println("systems");
        files.systems().forEach((name, system) -> out.printf("  %-18s %s%n", name, system.title()));
        return 0;
    }
}
