package fraud.lab.handbook;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fraud.cli.Cli;
import fraud.cli.detectors.Engine;
import fraud.cli.failure.OperationFailedException;
import fraud.cli.input.InputFormat;
import fraud.cli.input.InputSource;
import fraud.cli.models.ModelOptions;
import fraud.cli.options.DurationOption;
import fraud.cli.options.EngineChoice;
import fraud.cli.outputs.OutputRecorder;
import fraud.cli.process.EmbeddedBroker;
import fraud.cli.process.Installation;
import fraud.cli.process.Workspace;
import fraud.cli.progress.Progress;
import fraud.cli.quality.FraudTruth;
import fraud.cli.quality.Protocol;
import fraud.cli.recording.RunDirectory;
import fraud.cli.replay.Replay;
import fraud.cli.topics.KafkaConnection;
import fraud.config.DetectorParameters;
import fraud.lab.handbook.BookFeatures.Comparison;
import fraud.report.figures.QualityReport;
import fraud.report.table.QualityTable;
import fraud.report.table.SummaryTable;
import fraud.report.table.Table;
import fraud.score.StartingModels;
import fraud.sink.OutputKind;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/**
 * {@code fraud handbook}: {@link Replay} of the Fraud Detection Handbook's transactions, and {@link BookFeatures} of
 * what comes out.
 */
@Command(
        name = "handbook",
        sortOptions = false,
        description = {
            "Checks the detectors' features against those that the Fraud Detection Handbook publishes.",
            "",
            "Replays two months of the book's transactions with their labels through each detector, and compares the 15 features of every row"
                    + " that the book has, within 1e-6. Two rows are known to differ: one card, twice in one second, published in the other"
                    + " order. Exit code 1 if others do. Takes some minutes, 2 GB below --out, and FRAUD_HEAP=3g for the reference.",
            "",
            "With --model also says how good its scores are in the book's test week, by the book's protocol and beside its published models."
        })
public final class HandbookCommand implements Cli.Subcommand {

    static final String TRANSACTIONS = "handbook_tx_20180618_20180814.csv.gz";
    static final String FEATURES = "handbook_features_3weeks.csv.gz";
    static final String RESULTS = "handbook_baseline_results.csv";

    private static final int PARTITIONS = 4;
    private static final int NAMED = 5;

    private static final Duration MAX_PATIENCE = Duration.ofDays(7);

    @ParentCommand
    private Cli parent;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "Where " + TRANSACTIONS + " and " + FEATURES + " are, and with --model " + RESULTS + ".")
    private Path data;

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "A model to score with (docs/MODEL.md), trained on 2018-07-25 to 2018-07-31 or before.")
    private Path model;

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            defaultValue = "all",
            description = "One of ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private EngineChoice engine;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where the outputs go, as those of a replay; what is there is replaced.")
    private Path out;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            converter = DurationOption.Seconds.class,
            defaultValue = "300",
            description =
                    "Give up on a detector that shows no progress for this long (in seconds, or such as 5m); default ${DEFAULT-VALUE}.")
    private Duration patience;

    @Option(names = "--json", description = "Print JSON on standard output instead of tables.")
    private boolean json;

    @Override
    public Integer call() {
        requireFile(TRANSACTIONS);
        requireFile(FEATURES);
        DurationOption.requireRange(spec, "--patience", patience, Duration.ofSeconds(1), MAX_PATIENCE);
        Optional<BookResults> results = Optional.empty();
        StartingModels models = StartingModels.NONE;
        if (model != null) {
            requireFile(RESULTS);
            results = Optional.of(BookResults.read(data.resolve(RESULTS)));
            models = ModelOptions.starting(model, spec.commandLine());
        }
        Installation installation = Installation.current();
        Progress progress = Progress.ofStandardError();
        progress.say("reading the book's features");
        BookFeatures book = BookFeatures.read(data.resolve(FEATURES));
        Replay.Result result;
        try (Workspace workspace = parent.workspace(out.resolve("logs"))) {
            workspace.interruptOnDeath();
            progress.say("starting a broker");
            KafkaConnection broker = KafkaConnection.toOwnBroker(EmbeddedBroker.start(workspace, 0));
            result = new Replay(installation, workspace, broker, options(models), progress).run();
        }
        List<Comparison> comparisons = new ArrayList<>();
        for (Engine each : engine.engines()) {
            progress.say("comparing " + each.wireName() + " with the book");
            Path decisions = OutputRecorder.file(out.resolve(each.wireName()), OutputKind.DECISION);
            comparisons.add(book.compare(each.wireName(), decisions));
        }
        PrintWriter standardOut = spec.commandLine().getOut();
        if (json) {
            standardOut.println(toJson(comparisons, results.flatMap(unused -> result.quality())));
        } else {
            standardOut.print(SummaryTable.of(result.summary()) + SummaryTable.verdict(result.summary()) + "\n\n"
                    + text(comparisons));
            results.ifPresent(published -> result.quality()
                    .ifPresent(quality ->
                            standardOut.print("\n" + QualityTable.of(quality) + "\n" + published.beside(quality))));
        }
        standardOut.flush();
        RunDirectory.requireClean(result.summary());
        requireEqual(comparisons);
        return 0;
    }

    private void requireFile(String name) {
        if (!Files.isReadable(data.resolve(name))) {
            throw new ParameterException(spec.commandLine(), "--data " + data + ": there is no " + name + " in it");
        }
    }

    private Replay.Options options(StartingModels models) {
        Path input = data.resolve(TRANSACTIONS);
        return new Replay.Options(
                engine.engines(),
                InputSource.of(input, InputFormat.HANDBOOK),
                out,
                DetectorParameters.defaults(PARTITIONS).withFeatures(true),
                Duration.ofDays(365),
                System.currentTimeMillis(),
                patience,
                Optional.of(new FraudTruth()),
                true,
                Optional.ofNullable(model).map(unused -> Protocol.HANDBOOK),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                models,
                List.of(),
                false);
    }

    /** Greatest differences by feature, an engine a column, and the verdict of each engine. */
    static String text(List<Comparison> comparisons) {
        List<String> header = new ArrayList<>(List.of("greatest difference from the book"));
        comparisons.forEach(comparison -> header.add(comparison.engine()));
        Table table = new Table(header);
        for (String name : BookFeatures.names()) {
            List<String> row = new ArrayList<>(List.of(name));
            comparisons.forEach(comparison -> row.add(String.format(
                    Locale.ROOT, "%.1e", comparison.greatestDifferences().get(name))));
            table.row(row);
        }
        StringBuilder text = new StringBuilder(table.toString()).append('\n');
        comparisons.forEach(comparison -> text.append(verdict(comparison)).append('\n'));
        return text.toString();
    }

    private static String verdict(Comparison of) {
        return String.format(
                Locale.ROOT,
                "%s: %s; %,d rows of the book, %,d without a decision, %,d that differ by more than %.0e%s; besides, of the two"
                        + " known to differ: %s",
                of.engine(),
                of.isEqual() ? "the book's features" : "NOT the book's features",
                of.rows(),
                of.missing(),
                of.differing().size(),
                BookFeatures.TOLERANCE,
                of.differing().isEmpty()
                        ? ""
                        : " (first: " + of.differing().stream().limit(NAMED).toList() + ")",
                of.swapped().isEmpty() ? "none" : of.swapped());
    }

    private static String toJson(List<Comparison> comparisons, Optional<QualityReport> quality) {
        ObjectMapper mapper = new ObjectMapper();
        ArrayNode array = mapper.createArrayNode();
        for (Comparison comparison : comparisons) {
            ObjectNode node = array.addObject()
                    .put("engine", comparison.engine())
                    .put("equal", comparison.isEqual())
                    .put("rows", comparison.rows())
                    .put("missing", comparison.missing())
                    .put("differing", comparison.differing().size());
            ArrayNode known = node.putArray("differingAsKnown");
            comparison.swapped().forEach(known::add);
            ObjectNode differences = node.putObject("greatestDifferences");
            comparison.greatestDifferences().forEach(differences::put);
            quality.stream()
                    .flatMap(of -> of.engines().stream())
                    .filter(of -> of.engine().equals(comparison.engine()))
                    .forEach(of -> node.set("quality", mapper.valueToTree(of)));
        }
        return array.toPrettyString();
    }

    private static void requireEqual(List<Comparison> comparisons) {
        for (Comparison comparison : comparisons) {
            if (!comparison.isEqual()) {
                throw new OperationFailedException(verdict(comparison));
            }
        }
    }
}
