package fraud.cli.models.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import fraud.cli.failure.OperationFailedException;
import fraud.cli.models.ModelDirectory;
import fraud.cli.models.PublishedModels;
import fraud.cli.models.compare.ModelComparison.Cost;
import fraud.cli.models.compare.ScorePairs.Pair;
import fraud.cli.models.compare.ScorePairs.Versions;
import fraud.cli.models.decisions.DecisionSource;
import fraud.cli.models.decisions.DecisionSourceOptions;
import fraud.cli.options.ScoreWindowOptions;
import fraud.cli.quality.Protocol;
import fraud.cli.recording.RecordedModels;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fraud model compare}: champion against challenger, from what a detector has decided. */
@Command(
        name = "compare",
        sortOptions = false,
        description = {
            "Compares the champion with the challenger, from the decisions that both have scored.",
            "",
            "How far they agree at their thresholds; and where labels are known, how good both are, and what their mistakes cost. For each"
                    + " pair of versions by itself."
        })
public final class ModelCompareCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private DecisionSourceOptions from;

    @Mixin
    private ScoreWindowOptions window;

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "The champion that detectors were started with (version 0): says its threshold.")
    private Path model;

    @Option(
            names = "--challenger",
            paramLabel = "DIR",
            description = "The challenger that detectors were started with (version 0): says its threshold.")
    private Path challenger;

    @Option(
            names = "--models-dir",
            paramLabel = "DIR",
            description = "The detectors' models.dir, as seen from here: says the thresholds of published versions.")
    private Path modelsDirectory;

    @Option(
            names = "--threshold",
            paramLabel = "SCORE",
            description = "Score from which the champion takes a transaction for fraud; default: its own.")
    private Double threshold;

    @Option(
            names = "--challenger-threshold",
            paramLabel = "SCORE",
            description = "The same of the challenger; default: its own.")
    private Double challengerThreshold;

    @Option(
            names = "--miss-cost",
            paramLabel = "MINOR",
            defaultValue = "10000",
            description = "What a fraud costs that is missed, in minor units; default ${DEFAULT-VALUE}.")
    private long missCost;

    @Option(
            names = "--review-cost",
            paramLabel = "MINOR",
            defaultValue = "500",
            description = "What it costs to look at a transaction, in minor units; default ${DEFAULT-VALUE}.")
    private long reviewCost;

    @Option(names = "--json", description = "Print JSON on standard output instead of tables.")
    private boolean json;

    @Override
    public Integer call() {
        if (missCost < 0 || reviewCost < 0) {
            throw new ParameterException(spec.commandLine(), "--miss-cost and --review-cost: must be 0 or more");
        }
        Optional<Protocol> protocol = window.protocol();
        print(from.read(source -> compare(source, protocol)));
        return 0;
    }

    private List<ModelComparison> compare(DecisionSource source, Optional<Protocol> protocol) {
        ScorePairs pairs = new ScorePairs(from.frauds(source), protocol);
        from.decisions(source, pairs::take);
        Thresholds thresholds = new Thresholds(source);
        List<ModelComparison> comparisons = new ArrayList<>();
        for (Map.Entry<Versions, List<Pair>> of : pairs.byVersions().entrySet()) {
            if (!of.getValue().isEmpty()) {
                comparisons.add(ModelComparison.of(
                        of.getKey(),
                        of.getValue(),
                        thresholds.champion(of.getKey().champion()),
                        thresholds.challenger(of.getKey().challenger()),
                        new Cost(missCost, reviewCost)));
            }
        }
        if (comparisons.isEmpty()) {
            throw new OperationFailedException("none of " + pairs.decisions() + " decisions of " + from.engine()
                    + " has the scores of both a champion and a challenger");
        }
        return comparisons;
    }

    /** From which scores on the versions take a transaction for fraud. */
    private final class Thresholds {

        private final PublishedModels published;
        private final Optional<Path> directories;

        private Thresholds(DecisionSource source) {
            directories = Optional.ofNullable(modelsDirectory)
                    .or(() -> from.recordedModels().flatMap(RecordedModels::directory));
            // Whose files may be gone: what the detectors have scored with was accepted.
            published = new PublishedModels(source.leadMillis(), Optional.empty());
            source.rules(published::take);
        }

        private double champion(String version) {
            return of(version, threshold, model, "--threshold, --model");
        }

        private double challenger(String version) {
            return of(version, challengerThreshold, challenger, "--challenger-threshold, --challenger");
        }

        private double of(String version, Double given, Path versionZero, String options) {
            if (given != null) {
                return given;
            }
            Optional<Path> directory = version.equals("0")
                    ? Optional.ofNullable(versionZero)
                    : published
                            .accepted(Integer.parseInt(version))
                            .flatMap(of -> directories.map(models -> models.resolve(of.directory())));
            return ModelDirectory.read(
                            directory.orElseThrow(() -> new OperationFailedException("the threshold of version "
                                    + version + " is not known: give " + options + " or --models-dir")))
                    .threshold();
        }
    }

    private void print(List<ModelComparison> comparisons) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? toJson(comparisons) + "\n" : ComparisonTable.of(comparisons, new Cost(missCost, reviewCost)));
        out.flush();
    }

    private static String toJson(List<ModelComparison> comparisons) {
        try {
            return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(comparisons);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a comparison is made of strings and numbers", e);
        }
    }
}
