package fraud.lab.bench;

import fraud.lab.bench.spec.SpecSchema;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fraud bench schema}: {@link SpecSchema}. */
@Command(
        name = "schema",
        description =
                "Prints the JSON schema of files of workloads, systems or sweeps, load-tests/*.schema.json, for editors.")
final class BenchSchemaCommand implements Callable<Integer> {

    /** Whose schema. */
    private enum What {
        workload,
        system,
        sweep
    }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "workload|system|sweep", description = "Whose.")
    private What what;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                switch (what) {
                    case workload -> SpecSchema.workload();
                    case system -> SpecSchema.system();
                    case sweep -> SpecSchema.sweep();
                });
        out.flush();
        return 0;
    }
}
