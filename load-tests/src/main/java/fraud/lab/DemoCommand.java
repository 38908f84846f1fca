package fraud.lab;

import fraud.ops.Cli;
import fraud.ops.Progress;
import fraud.ops.RunDirectory;
import fraud.ops.process.EmbeddedBroker;
import fraud.ops.process.Installation;
import fraud.ops.process.Workspace;
import fraud.ops.topics.KafkaConnection;
import fraud.report.DemoReport;
import fraud.report.DemoTable;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code fraud demo}: {@link Demo} with a broker of its own. */
@Command(
        name = "demo",
        sortOptions = false,
        description = {
            "Runs both detectors at once on live traffic, and shows how they do.",
            "",
            "Starts a broker, both detectors and the generator; stops everything by itself; checks that every record has exactly the output"
                    + " it must have, and that both detectors and the reference agree. Writes the same files as `fraud replay`."
        })
public final class DemoCommand implements Cli.Subcommand {

    private static final int MAX_SECONDS = 3_600;
    private static final int MAX_RATE = 100_000;
    private static final int MAX_PORT = 65_535;

    private final long startNanos = System.nanoTime();

    @ParentCommand
    private Cli parent;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "60",
            description = "Traffic once both have decided something; default ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "300",
            description = "Events a second; default ${DEFAULT-VALUE}.")
    private int rate;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "42",
            description = "What the events are made from; default ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where outputs, report and logs go; default: a new directory below runs/ in the checkout.")
    private Path out;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Port of the broker on 127.0.0.1, to look on with other tools; default: a free one.")
    private int port;

    @Option(names = "--json", description = "Print the report as JSON on standard output instead of tables.")
    private boolean json;

    @Override
    public Integer call() {
        requireRange("--seconds", seconds, 1, MAX_SECONDS);
        requireRange("--rate", rate, 1, MAX_RATE);
        requireRange("--port", port, 0, MAX_PORT);
        Installation installation = Installation.current();
        Path directory = directory(installation);
        Progress progress = Progress.ofStandardError();
        try (Workspace workspace = parent.workspace(directory.resolve("logs"))) {
            progress.say("starting a broker; everything goes to " + directory);
            KafkaConnection broker = KafkaConnection.to(EmbeddedBroker.start(workspace, port));
            Demo.Options options = new Demo.Options(seconds, rate, seed, directory, startNanos);
            DemoReport report = new Demo(installation, workspace, broker, options, progress).run();
            PrintWriter standardOut = spec.commandLine().getOut();
            standardOut.print(json ? report.toJson() + "\n" : DemoTable.of(report));
            standardOut.flush();
            RunDirectory.requireClean(report.summary());
        }
        return 0;
    }

    private Path directory(Installation installation) {
        if (out == null) {
            String now = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT)
                    .format(LocalDateTime.now(ZoneOffset.UTC));
            return installation.home().resolve("runs").resolve("demo-" + now);
        }
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw new ParameterException(spec.commandLine(), "--out " + out + ": is a file, must be a directory");
        }
        return out;
    }

    private void requireRange(String option, int value, int from, int to) {
        if (value < from || value > to) {
            throw new ParameterException(
                    spec.commandLine(), option + " " + value + ": must be from " + from + " to " + to);
        }
    }
}
