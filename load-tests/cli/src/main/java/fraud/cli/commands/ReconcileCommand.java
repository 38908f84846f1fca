package fraud.cli.commands;

import fraud.cli.Cli;
import fraud.cli.detectors.Engine;
import fraud.cli.failure.FileFailure;
import fraud.cli.failure.OperationFailedException;
import fraud.cli.options.DurationOption;
import fraud.cli.options.KafkaOptions;
import fraud.cli.outputs.Output;
import fraud.cli.outputs.OutputRecorder;
import fraud.cli.progress.Progress;
import fraud.cli.reconcile.Reconciler;
import fraud.cli.reconcile.Reconciliation;
import fraud.cli.reconcile.TopicReconciliation;
import fraud.cli.recording.RecordedTopics;
import fraud.cli.recording.RunDirectory;
import fraud.cli.topics.KafkaConnection;
import fraud.cli.topics.Topics;
import fraud.config.DetectorParameters;
import fraud.report.figures.Summary;
import fraud.report.figures.Summary.EngineSummary;
import fraud.report.table.SummaryTable;
import fraud.score.StartingModels;
import fraud.sink.OutputKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fraud reconcile}: {@link Reconciler} over the topics of a cluster, or over a recording. */
@Command(
        name = "reconcile",
        sortOptions = false,
        description = {
            "Proves that every input record has exactly the output it must have.",
            "",
            "Joins the source offsets of decisions, dead letters and duplicates with the input, from the topics of a broker or from the"
                    + " directory that `fraud replay` or `fraud demo` wrote. On a broker it judges what is there when it starts, and"
                    + " waits for its outputs; traffic may go on. Exit code 1 if an output is lost or wrong."
        })
public final class ReconcileCommand implements Cli.Subcommand {

    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Source source;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            description =
                    "Only this detector, by the name in its topics or its directory; needed with --bootstrap-servers.")
    private String engine;

    @Option(
            names = "--skew-millis",
            paramLabel = "TIME",
            converter = DurationOption.Millis.class,
            defaultValue = "" + DetectorParameters.DEFAULT_SKEW_MILLIS,
            description =
                    "How far timestamps may run back, in ms or such as 5s, with --bootstrap-servers; default ${DEFAULT-VALUE}.")
    private Duration skew;

    @Option(
            names = "--lead-millis",
            paramLabel = "TIME",
            converter = DurationOption.Millis.class,
            defaultValue = "" + DetectorParameters.DEFAULT_LEAD_MILLIS,
            description =
                    "The detectors' versions.lead.millis, in ms or such as 2m, with --bootstrap-servers; default ${DEFAULT-VALUE}.")
    private Duration lead;

    @Option(
            names = "--models-dir",
            paramLabel = "DIR",
            description = "The detectors' models.dir, as seen from here, with --bootstrap-servers.")
    private Path modelsDirectory;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "Properties for Kafka's clients, such as those of TLS and SASL, with --bootstrap-servers.")
    private Path kafkaConfig;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            converter = DurationOption.Seconds.class,
            defaultValue = "60",
            description =
                    "With --bootstrap-servers: records that no output has come for count as lost once none has come for"
                            + " this long (in seconds, or such as 5m); default ${DEFAULT-VALUE}.")
    private Duration patience;

    @Option(names = "--json", description = "Print JSON on standard output instead of a table.")
    private boolean json;

    /** Where the records are. */
    static final class Source {
        @Option(names = "--recording", paramLabel = "DIR", description = "A directory that `fraud replay` wrote.")
        private Path recording;

        @Option(
                names = {"--bootstrap-servers", "--bootstrap"},
                paramLabel = "HOST:PORT",
                description = "A Kafka cluster.")
        private String bootstrapServers;
    }

    @Override
    public Integer call() {
        Map<String, Reconciliation> results = source.recording == null ? ofTopics() : ofRecording(source.recording);
        Map<String, EngineSummary> engines = new LinkedHashMap<>();
        results.forEach((name, result) -> engines.put(name, result.summary(0)));
        Reconciliation any = results.values().iterator().next();
        Summary counted = new Summary(any.inputs(), any.labels(), any.ruleSets(), engines, null, null);
        Summary summary = source.recording == null
                ? counted
                : counted.with(RecordedTopics.in(source.recording).parameters());
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? summary.toJson() + "\n" : SummaryTable.of(summary));
        out.flush();
        RunDirectory.requireClean(summary);
        return 0;
    }

    private Map<String, Reconciliation> ofRecording(Path directory) {
        List<String> engines = engine != null ? List.of(engine) : recordedEngines(directory);
        RecordedTopics recording = RecordedTopics.in(directory);
        Map<String, Reconciliation> results = new LinkedHashMap<>();
        for (String name : engines) {
            Reconciler reconciler = inputs(recording);
            for (OutputKind kind : OutputRecorder.RECORDED) {
                readOutputs(OutputRecorder.file(directory.resolve(name), kind), kind, reconciler);
            }
            results.put(name, reconciler.finish());
        }
        return results;
    }

    /** A reconciler that knows all that the detectors were given. */
    private static Reconciler inputs(RecordedTopics recording) {
        StartingModels models = StartingModels.of(
                Optional.empty(), Optional.empty(), recording.models().directory());
        Reconciler reconciler = new Reconciler(recording.parameters(), models);
        Topics.INPUTS.forEach(topic -> recording.read(topic, reconciler::input));
        return reconciler;
    }

    private static List<String> recordedEngines(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            List<String> engines = entries.filter(ReconcileCommand::isOfEngine)
                    .map(entry -> entry.getFileName().toString())
                    .sorted()
                    .toList();
            if (engines.isEmpty()) {
                throw new OperationFailedException(directory + " holds no recording of a detector's outputs");
            }
            return engines;
        } catch (IOException e) {
            throw new OperationFailedException(
                    "cannot read the recording " + directory + ": " + FileFailure.reason(directory, e), e);
        }
    }

    /** Also one that has lost some of its files: these are missed when they are read. */
    private static boolean isOfEngine(Path directory) {
        return OutputRecorder.RECORDED.stream().anyMatch(kind -> Files.exists(OutputRecorder.file(directory, kind)))
                || Engine.all().stream()
                        .anyMatch(engine ->
                                engine.wireName().equals(directory.getFileName().toString()));
    }

    private static void readOutputs(Path file, OutputKind kind, Reconciler reconciler) {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                reconciler.output(Output.read(kind, null, line.getBytes(StandardCharsets.UTF_8)));
            }
        } catch (IOException e) {
            throw new OperationFailedException("cannot read " + file + ": " + FileFailure.reason(file, e), e);
        }
    }

    private Map<String, Reconciliation> ofTopics() {
        if (engine == null) {
            throw new ParameterException(
                    spec.commandLine(), "--engine is missing: say which detector's topics to read, such as flink");
        }
        DurationOption.requireRange(
                spec, "--skew-millis", skew, Duration.ZERO, Duration.ofMillis(DetectorParameters.MAX_SKEW_MILLIS));
        DurationOption.requireRange(
                spec,
                "--lead-millis",
                lead,
                Duration.ofMillis(DetectorParameters.MIN_LEAD_MILLIS),
                Duration.ofMillis(DetectorParameters.MAX_LEAD_MILLIS));
        DurationOption.requireRange(spec, "--patience", patience, Duration.ZERO, Duration.ofDays(1));
        KafkaConnection connection = KafkaOptions.connection(source.bootstrapServers, kafkaConfig, spec);
        try (Admin admin = connection.admin()) {
            int partitions = Topics.partitions(admin, Topics.TRANSACTIONS).size();
            int labelPartitions = Topics.partitions(admin, Topics.LABELS).size();
            StartingModels models =
                    StartingModels.of(Optional.empty(), Optional.empty(), Optional.ofNullable(modelsDirectory));
            Reconciler reconciler =
                    new Reconciler(partitions, labelPartitions, skew.toMillis(), lead.toMillis(), models);
            TopicReconciliation reconciliation =
                    new TopicReconciliation(connection, admin, patience, Progress.ofStandardError());
            return Map.of(engine, reconciliation.of(engine, partitions, reconciler));
        }
    }
}
