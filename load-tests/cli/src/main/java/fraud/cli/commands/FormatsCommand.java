package fraud.cli.commands;

import fraud.cli.Cli;
import fraud.cli.input.mapping.PublicFormat;
import fraud.report.table.Table;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fraud formats}: {@link PublicFormat}. */
@Command(
        name = "formats",
        description = {
            "Shows how public data sets are read.",
            "",
            "--format NAME of replay and train reads such a set as it is published: a mapping that --map could say, too."
        },
        subcommands = {FormatsCommand.ListCommand.class, FormatsCommand.ShowCommand.class})
public final class FormatsCommand implements Cli.Subcommand {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "say what to do: " + String.join(", ", spec.subcommands().keySet()));
    }

    /** {@code fraud formats list}. */
    @Command(name = "list", description = "Lists the sets, with what each is.")
    static final class ListCommand implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            Table table = new Table(List.of("format", "data set")).endingWithWords();
            Arrays.stream(PublicFormat.values())
                    .forEach(format -> table.row(List.of(format.toString(), format.summary())));
            PrintWriter out = spec.commandLine().getOut();
            out.print(table);
            out.flush();
            return 0;
        }
    }

    /** {@code fraud formats show}. */
    @Command(
            name = "show",
            description = {
                "Prints the mapping of a set, with where it is to be had and what it lacks.",
                "",
                "In a file of one's own, and changed, it is a mapping for --map."
            })
    static final class ShowCommand implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "FORMAT", description = "One of ${COMPLETION-CANDIDATES}.")
        private PublicFormat format;

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            out.print(format.text());
            out.flush();
            return 0;
        }
    }
}
