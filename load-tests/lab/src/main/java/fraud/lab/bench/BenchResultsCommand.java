package fraud.lab.bench;

import fraud.cli.failure.FileFailure;
import fraud.cli.failure.OperationFailedException;
import fraud.cli.process.Installation;
import fraud.report.bench.BenchResults;
import fraud.report.table.BenchDocument;
import fraud.report.table.KeptBenches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fraud bench results}: what is kept of benches, and the document made of it. */
@Command(
        name = "results",
        sortOptions = false,
        description = {
            "Makes docs/RESULTS.md anew, from the results that are kept in docs/results/bench.",
            "",
            "With --add, results are kept there first, compressed, with a part of their samples; every window and every launch stays."
        })
final class BenchResultsCommand implements Callable<Integer> {

    private static final int MAX_SAMPLES = 100_000;

    @Spec
    private CommandSpec spec;

    @Option(names = "--add", paramLabel = "DIR", description = "What `fraud bench` wrote with --out.")
    private Path add;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description =
                    "What the results are called: letters, digits, - and _. Default: the day of the first launch.")
    private String name;

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "120",
            description = "How many samples of a launch are kept: 2 to " + MAX_SAMPLES + "; default ${DEFAULT-VALUE}.")
    private int samples;

    @Option(
            names = "--root",
            paramLabel = "DIR",
            description = "The checkout whose documents are meant; default: this one.")
    private Path root;

    @Override
    public Integer call() {
        if (samples < 2 || samples > MAX_SAMPLES) {
            throw new ParameterException(
                    spec.commandLine(), "--samples " + samples + ": must be from 2 to " + MAX_SAMPLES);
        }
        if (name != null && (add == null || !name.matches("[A-Za-z0-9_-]+"))) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--name " + name + ": " + (add == null ? "is for --add" : "must be of letters, digits, - and _"));
        }
        Path home = root == null ? Installation.current().home() : root;
        Path directory = home.resolve(KeptBenches.DIRECTORY);
        Path document = home.resolve(KeptBenches.DOCUMENT);
        try {
            if (add != null) {
                BenchResults results = BenchReportCommand.readResults(add.resolve(BenchResults.FILE));
                say(KeptBenches.keep(results.thinned(samples), directory, name == null ? day(results) : name));
            }
            Map<String, BenchResults> kept = KeptBenches.read(directory);
            Files.createDirectories(document.getParent());
            Files.writeString(document, BenchDocument.of(kept));
        } catch (IOException e) {
            throw new OperationFailedException("cannot make " + document + ": " + FileFailure.reason(e), e);
        }
        say(document);
        return 0;
    }

    private String day(BenchResults results) {
        return results.launches().stream()
                .map(launch ->
                        launch.startedAt().substring(0, launch.startedAt().indexOf('T')))
                .min(String::compareTo)
                .orElseThrow(() -> new ParameterException(spec.commandLine(), "--add " + add + ": has no launch"));
    }

    private void say(Path file) {
        spec.commandLine().getOut().println(file);
        spec.commandLine().getOut().flush();
    }
}
