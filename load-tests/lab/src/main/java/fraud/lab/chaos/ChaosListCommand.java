package fraud.lab.chaos;

import fraud.lab.chaos.faults.Scenario;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code fraud chaos list}: which scenarios there are. */
@Command(name = "list", description = "Lists the scenarios, and what each does to a detector.")
final class ChaosListCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Scenario.byName().forEach((name, scenario) -> out.printf("%-14s %s%n", name, scenario.title()));
        return 0;
    }
}
