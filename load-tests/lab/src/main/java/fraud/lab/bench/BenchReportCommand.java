package fraud.lab.bench;

import fraud.cli.failure.FileFailure;
import fraud.cli.failure.OperationFailedException;
import fraud.report.bench.BenchResults;
import fraud.report.page.BenchPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fraud bench report}: the page of results that are there. */
@Command(
        name = "report",
        description = {
            "Makes the page of a bench anew, from its results.",
            "",
            "Writes bench.html beside them, one file that needs no network. Prints its path."
        })
final class BenchReportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "DIR",
            description = "What `fraud bench` wrote with --out; or a file of results, which may be compressed (.gz).")
    private Path results;

    @Option(names = "--out", paramLabel = "FILE", description = "The page, in place of bench.html beside the results.")
    private Path out;

    @Override
    public Integer call() {
        Path file = Files.isDirectory(results) ? results.resolve(BenchResults.FILE) : results;
        Path page = out == null ? file.resolveSibling(BenchPage.HTML_FILE) : out;
        writePage(readResults(file), page);
        spec.commandLine().getOut().println(page);
        spec.commandLine().getOut().flush();
        return 0;
    }

    /** The results in a file. */
    static BenchResults readResults(Path file) {
        if (!Files.exists(file)) {
            throw new OperationFailedException("there is no " + file + ": give a directory of `fraud bench`");
        }
        try {
            return BenchResults.read(file);
        } catch (IOException e) {
            throw new OperationFailedException("cannot read " + file + ": " + FileFailure.reason(file, e), e);
        }
    }

    /** Writes the page of some results. */
    static void writePage(BenchResults results, Path page) {
        try {
            BenchPage.write(results, page);
        } catch (IOException e) {
            throw new OperationFailedException("cannot write " + page + ": " + FileFailure.reason(page, e), e);
        }
    }
}
