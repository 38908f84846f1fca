package fraud.lab.demo;

import fraud.cli.Cli;
import fraud.cli.failure.FileFailure;
import fraud.cli.failure.OperationFailedException;
import fraud.cli.models.ModelOptions;
import fraud.cli.options.DurationOption;
import fraud.cli.process.EmbeddedBroker;
import fraud.cli.process.Installation;
import fraud.cli.process.Workspace;
import fraud.cli.progress.Progress;
import fraud.cli.recording.RunDirectory;
import fraud.cli.topics.KafkaConnection;
import fraud.lab.telemetry.RunClock;
import fraud.lab.workload.DemoOptions;
import fraud.report.figures.RunReport;
import fraud.report.page.HtmlReport;
import fraud.report.table.RunTable;
import fraud.report.table.SummaryTable;
import fraud.score.StartingModels;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
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
            "Runs both detectors at once: through weeks of history, then on live traffic, and shows how they do.",
            "",
            "Starts a broker, both detectors and the generator; stops everything by itself; checks that every record has exactly the output"
                    + " it must have, that both detectors and the reference agree, and how much of the fraud they found. Writes a report"
                    + " (report.html, report.json) and the same files as `fraud replay`."
        })
public final class DemoCommand implements Cli.Subcommand {

    private static final int MAX_SECONDS = 3_600;
    private static final int MAX_RATE = 100_000;
    private static final int MIN_CARDS = 100;
    private static final int MAX_CARDS = 1_000_000;
    private static final int MAX_HISTORY_DAYS = 365;
    private static final int MAX_ANALYSTS = 100_000;
    private static final Duration MAX_PATIENCE = Duration.ofDays(7);
    private static final int MAX_PORT = 65_535;
    private static final String DEFAULT_MODEL = "deploy/models/default";
    private static final String NO_MODEL = "none";

    @ParentCommand
    private Cli parent;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "60",
            description =
                    "Traffic in real time, after the history: 1 to " + MAX_SECONDS + "; default ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = {
                "Events a second in real time: 1 to " + MAX_RATE
                        + "; default: as many as both keep up with on this machine, at most "
                        + DemoOptions.MAX_CHOSEN_RATE + "."
            })
    private Integer rate;

    @Option(
            names = "--cards",
            paramLabel = "N",
            defaultValue = "3300",
            description = "Cards, of about two transactions a day each: " + MIN_CARDS + " to " + MAX_CARDS
                    + "; default ${DEFAULT-VALUE}.")
    private int cards;

    @Option(
            names = "--history-days",
            paramLabel = "N",
            description = {
                "Days of the cards' life that both catch up with first, so that they know the cards: 1 to "
                        + MAX_HISTORY_DAYS
                        + "; default: as many as both catch up with in a minute or two on this machine, at most "
                        + DemoOptions.MAX_CHOSEN_DAYS
                        + ", which are about 300000 records of the default cards. 1 is as good as none."
            })
    private Integer historyDays;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "42",
            description = "What the events are made from; default ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--analysts",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many share the cases of a day: 1 to " + MAX_ANALYSTS + "; default ${DEFAULT-VALUE}.")
    private int analysts;

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "The model that scores from the first event on, or none; default: " + DEFAULT_MODEL
                    + " in the checkout, if it is there.")
    private String model;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where report, outputs and logs go; default: a new directory below runs/ in the checkout.")
    private Path out;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            converter = DurationOption.Seconds.class,
            defaultValue = "120",
            description =
                    "Give up on a detector that shows no progress for this long (in seconds, or such as 5m); default ${DEFAULT-VALUE}.")
    private Duration patience;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Port of the broker on 127.0.0.1, to look on with other tools; default: a free one.")
    private int port;

    @Option(names = "--json", description = "Print report.json on standard output instead of tables.")
    private boolean json;

    @Override
    public Integer call() {
        RunClock timeline = RunClock.ofThisJvm();
        requireRange("--seconds", seconds, 1, MAX_SECONDS);
        int mostRate = Optional.ofNullable(rate).orElse(DemoOptions.MAX_CHOSEN_RATE);
        requireRange("--rate", mostRate, 1, MAX_RATE);
        requireRange("--cards", cards, MIN_CARDS, MAX_CARDS);
        int mostDays = Optional.ofNullable(historyDays).orElse(DemoOptions.MAX_CHOSEN_DAYS);
        requireRange("--history-days", mostDays, 1, MAX_HISTORY_DAYS);
        requireRange("--analysts", analysts, 1, MAX_ANALYSTS);
        DurationOption.requireRange(spec, "--patience", patience, Duration.ofSeconds(1), MAX_PATIENCE);
        requireRange("--port", port, 0, MAX_PORT);
        StartingModels models = models();
        EmbeddedBroker.requireFree(port);
        Installation installation = Installation.current();
        Path defaultModel = installation.home().resolve(DEFAULT_MODEL);
        boolean isDefault = model == null && Files.isDirectory(defaultModel);
        if (isDefault) {
            models = ModelOptions.starting(defaultModel, spec.commandLine());
        }
        parent.keepsWhatThereIs();
        Path directory = directory(installation);
        DemoOptions options = new DemoOptions(
                seconds,
                mostRate,
                rate != null,
                cards,
                mostDays,
                historyDays != null,
                seed,
                analysts,
                isDefault ? DEFAULT_MODEL : Optional.ofNullable(model).orElse(NO_MODEL),
                models,
                patience,
                directory);
        Progress progress = Progress.ofStandardError();
        try (Workspace workspace = parent.workspace(directory.resolve("logs"))) {
            workspace.interruptOnDeath();
            progress.say("starting a broker; everything goes to " + directory);
            KafkaConnection broker = KafkaConnection.toOwnBroker(EmbeddedBroker.start(workspace, port));
            RunReport report = new Demo(installation, workspace, broker, options, progress, timeline).run();
            write(report, directory);
            PrintWriter standardOut = spec.commandLine().getOut();
            standardOut.print(json ? report.toJson() + "\n" : text(report, directory));
            standardOut.flush();
            RunDirectory.requireClean(report.summary());
        }
        return 0;
    }

    /** The model that the command line names, if it does. */
    private StartingModels models() {
        return model == null || model.equals(NO_MODEL)
                ? StartingModels.NONE
                : ModelOptions.starting(Path.of(model), spec.commandLine());
    }

    private static void write(RunReport report, Path directory) {
        try {
            HtmlReport.write(report, directory);
        } catch (IOException e) {
            throw new OperationFailedException(
                    "cannot write the report into " + directory + ": " + FileFailure.reason(directory, e), e);
        }
    }

    private static String text(RunReport report, Path directory) {
        return "\n" + RunTable.of(report) + "\n" + "the same run again: "
                + report.run().command() + "\n" + "report: "
                + directory.resolve(HtmlReport.HTML_FILE).toAbsolutePath() + "\n"
                + SummaryTable.verdict(report.summary())
                + "\n";
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
