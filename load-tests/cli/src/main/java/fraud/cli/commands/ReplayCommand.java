package fraud.cli.commands;

import fraud.cli.Cli;
import fraud.cli.detectors.Engine;
import fraud.cli.input.InputFile;
import fraud.cli.input.InputFormat;
import fraud.cli.input.InputSource;
import fraud.cli.models.ModelOptions;
import fraud.cli.options.DurationOption;
import fraud.cli.options.EngineChoice;
import fraud.cli.options.LabelsOption;
import fraud.cli.options.ParameterOptions;
import fraud.cli.options.ScoreWindowOptions;
import fraud.cli.options.TransactionsOptions;
import fraud.cli.process.EmbeddedBroker;
import fraud.cli.process.Installation;
import fraud.cli.process.Workspace;
import fraud.cli.progress.Progress;
import fraud.cli.quality.FraudTruth;
import fraud.cli.quality.Protocol;
import fraud.cli.recording.RecordedInput;
import fraud.cli.recording.RecordedTopics;
import fraud.cli.recording.RunDirectory;
import fraud.cli.replay.Replay;
import fraud.cli.rules.RulesOptions;
import fraud.cli.topics.KafkaConnection;
import fraud.cli.yaml.YamlFileException;
import fraud.config.DetectorParameters;
import fraud.report.figures.Summary;
import fraud.report.table.QualityTable;
import fraud.report.table.SummaryTable;
import fraud.ruleset.PublishedRuleSet;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code fraud replay}: {@link Replay} with a broker of its own. */
@Command(
        name = "replay",
        sortOptions = false,
        description = {
            "Feeds a file through Kafka into one detector after the other, to its end.",
            "",
            "Starts a broker and each detector in a process of its own, checks that every record has exactly the output it must have, and"
                    + " that the detectors agree. Writes DIR/<engine>/{decisions,alerts,dead-letters,duplicates,late}.jsonl,"
                    + " DIR/summary.json, DIR/{transactions,labels,versions}.jsonl.gz (the input as it stood in Kafka) and DIR/logs."
        })
public final class ReplayCommand implements Cli.Subcommand {

    private static final int WRONG_FILE = 2;
    private static final int MAX_PARTITIONS = 256;
    private static final int MAX_PORT = 65_535;
    private static final Duration MAX_PATIENCE = Duration.ofDays(7);
    /** As far as event times may be apart (SEMANTICS 3.3). */
    private static final Duration MAX_GAP = Duration.ofDays(36_525);

    @ParentCommand
    private Cli parent;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--engine",
            required = true,
            paramLabel = "ENGINE",
            description = "One of ${COMPLETION-CANDIDATES}.")
    private EngineChoice engine;

    @Mixin
    private TransactionsOptions transactions;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where the outputs go; what is there is replaced.")
    private Path out;

    @Mixin
    private LabelsOption labels;

    @Mixin
    private RulesOptions rules;

    @Mixin
    private ModelOptions models;

    @Mixin
    private ScoreWindowOptions scoreWindow;

    @Mixin
    private ParameterOptions parameters;

    @Option(
            names = "--exactly-once",
            description = "Flink writes in transactions: its setting delivery.guarantee. Spark has none.")
    private boolean exactlyOnce;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "4",
            description = "Partitions of the topic; default ${DEFAULT-VALUE}.")
    private int partitions;

    @Option(
            names = "--max-gap",
            paramLabel = "DAYS",
            defaultValue = "365",
            converter = DurationOption.Days.class,
            description =
                    "A line whose time is more than this (in days, or such as 12h) above the line before gets that line's;"
                            + " default ${DEFAULT-VALUE}.")
    private Duration maxGap;

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
            description = "Port of the broker on 127.0.0.1; default: a free one.")
    private int port;

    @Option(names = "--json", description = "Print summary.json on standard output instead of a table.")
    private boolean json;

    @Override
    public Integer call() {
        Replay.Options options;
        try {
            options = options(rules.versions());
        } catch (YamlFileException e) {
            PrintWriter err = spec.commandLine().getErr();
            e.problems().forEach(problem -> err.println("error: " + problem));
            err.flush();
            return WRONG_FILE;
        }
        EmbeddedBroker.requireFree(port);
        Installation installation = Installation.current();
        Progress progress = Progress.ofStandardError();
        // A wrong header, and that there is nothing to send, is reported at once, not after a broker's start.
        if (options.recording().isEmpty()) {
            options.source().requireContent();
        }
        options.labels().ifPresent(file -> InputFile.openLabels(file).close());
        try (Workspace workspace = parent.workspace(out.resolve("logs"))) {
            workspace.interruptOnDeath();
            progress.say("starting a broker");
            KafkaConnection broker = KafkaConnection.toOwnBroker(EmbeddedBroker.start(workspace, port));
            Replay.Result result = new Replay(installation, workspace, broker, options, progress).run();
            PrintWriter standardOut = spec.commandLine().getOut();
            standardOut.print(json ? result.summary().toJson() + "\n" : text(result));
            standardOut.flush();
            RunDirectory.requireClean(result.summary());
        }
        return 0;
    }

    private static String text(Replay.Result result) {
        Summary summary = result.summary();
        String quality =
                result.quality().map(report -> QualityTable.of(report) + "\n").orElse("");
        return SummaryTable.of(summary) + "\n" + quality + SummaryTable.verdict(summary) + "\n";
    }

    private Replay.Options options(List<PublishedRuleSet> ruleSets) {
        requireRange("--partitions", partitions, 1, MAX_PARTITIONS);
        DurationOption.requireRange(spec, "--patience", patience, Duration.ofSeconds(1), MAX_PATIENCE);
        DurationOption.requireRange(spec, "--max-gap", maxGap, Duration.ZERO, MAX_GAP);
        requireRange("--port", port, 0, MAX_PORT);
        if (exactlyOnce && !engine.engines().contains(Engine.FLINK)) {
            throw wrong("--exactly-once: is for the detector on Flink, which --engine " + engine + " does not start");
        }
        Optional<Path> raw = rules.raw();
        if (raw.isPresent() && models.hasVersions()) {
            throw wrong("--models: --rules " + raw.get() + " has all records of the topic, those of models, too");
        }
        if (transactions.recording().isPresent()) {
            return ofRecording(transactions.recording().get());
        }
        transactions.file();
        InputSource source = transactions.source();
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw wrong("--out " + out + ": is a file, must be a directory");
        }
        Optional<FraudTruth> truth = labels.truth(source, transactions);
        Optional<Protocol> protocol = scoreWindow.protocol();
        if (protocol.isPresent() && truth.isEmpty()) {
            throw wrong("--score-from: needs to know which transactions are fraud: give --labels");
        }
        return new Replay.Options(
                engine.engines(),
                source,
                out,
                parameters.parameters(DetectorParameters.defaults(partitions)),
                maxGap,
                System.currentTimeMillis(),
                patience,
                truth,
                !labels.isGiven(),
                protocol,
                labels.toPublish(),
                ruleSets,
                raw,
                Optional.empty(),
                models.starting(),
                models.published(),
                exactlyOnce);
    }

    /** Topics that were recorded are sent as they were: nothing else goes with them. */
    private Replay.Options ofRecording(Path recording) {
        List<String> given = Stream.concat(
                        Stream.of("--labels", "--rules", "--models", "--partitions", "--max-gap")
                                .filter(spec.commandLine().getParseResult()::hasMatchedOption),
                        transactions.givenForFiles().stream())
                .toList();
        if (!given.isEmpty()) {
            throw wrong(
                    "--input " + recording + ": is a recording, whose records are sent as they were, with its labels,"
                            + " rules and models: leave out " + String.join(", ", given)
                            + (rules.isGiven() ? ", or replay the file that it was made of with --rules" : ""));
        }
        if (isSame(recording, out)) {
            throw wrong("--out " + out + ": is the recording itself, which would be replaced");
        }
        RecordedTopics topics = RecordedTopics.in(recording);
        Optional<FraudTruth> truth = RecordedInput.truth(recording);
        Optional<Protocol> protocol = scoreWindow.protocol();
        if (protocol.isPresent() && truth.isEmpty()) {
            throw wrong("--score-from: needs to know which transactions are fraud, and the recording " + recording
                    + " has no labels");
        }
        return new Replay.Options(
                engine.engines(),
                InputSource.of(recording, InputFormat.JSON_LINES),
                out,
                parameters.parameters(topics.parameters()),
                maxGap,
                System.currentTimeMillis(),
                patience,
                truth,
                false,
                protocol,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.of(recording),
                models.starting(topics.models()),
                List.of(),
                exactlyOnce);
    }

    private static boolean isSame(Path a, Path b) {
        return a.toAbsolutePath().normalize().equals(b.toAbsolutePath().normalize());
    }

    private void requireRange(String option, int value, int from, int to) {
        if (value < from || value > to) {
            throw wrong(option + " " + value + ": must be from " + from + " to " + to);
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
