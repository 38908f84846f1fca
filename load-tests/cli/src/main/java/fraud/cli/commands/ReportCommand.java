package fraud.cli.commands;

import fraud.cli.Cli;
import fraud.cli.failure.FileFailure;
import fraud.cli.failure.OperationFailedException;
import fraud.report.page.HtmlReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fraud report}: {@link HtmlReport} of a run that is over. */
@Command(
        name = "report",
        sortOptions = false,
        description = {
            "Makes the report of a run anew, from its figures.",
            "",
            "Reads report.json in the run's directory and writes report.html beside it, one file that needs no network. Prints its path."
        })
public final class ReportCommand implements Cli.Subcommand {

    @Spec
    private CommandSpec spec;

    @Option(names = "--run", paramLabel = "DIR", required = true, description = "What `fraud demo` wrote with --out.")
    private Path run;

    @Override
    public Integer call() {
        Path figures = run.resolve(HtmlReport.JSON_FILE);
        if (!Files.isRegularFile(figures)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--run " + run + ": there is no " + HtmlReport.JSON_FILE
                            + " in it; `fraud demo --out DIR` writes one");
        }
        try {
            HtmlReport.writePage(run);
        } catch (IOException e) {
            throw new OperationFailedException(figures + ": " + FileFailure.reason(figures, e), e);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(run.resolve(HtmlReport.HTML_FILE));
        out.flush();
        return 0;
    }
}
