package fraud.cli.rules;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code fraud rules schema}: {@link RuleSchema}. */
@Command(
        name = "schema",
        description = "Prints the JSON schema of files of rules, docs/rule-set.schema.json, for editors.")
public final class RulesSchemaCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(RuleSchema.json());
        out.flush();
        return 0;
    }
}
