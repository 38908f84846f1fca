package fraud.cli.models.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import fraud.cli.failure.OperationFailedException;
import fraud.cli.models.ModelDirectory;
import fraud.cli.models.ModelOptions;
import fraud.cli.models.PublishedModels;
import fraud.cli.models.compare.ModelComparison.Limits;
import fraud.cli.models.compare.ModelComparison.SourcedCosts;
import fraud.cli.models.compare.ScorePairs.Pair;
import fraud.cli.models.compare.ScorePairs.Versions;
import fraud.cli.models.decisions.DecisionSource;
import fraud.cli.models.decisions.DecisionSourceOptions;
import fraud.cli.options.CostsOption;
import fraud.cli.options.ScoreWindowOptions;
import fraud.cli.quality.Protocol;
import fraud.cli.recording.RecordedModels;
import fraud.costs.Costs;
import fraud.score.ModelRole;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
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
            description =
                    "The champion that detectors were started with (version 0): says its thresholds and the costs.")
    private Path model;

    @Option(
            names = "--challenger",
            paramLabel = "DIR",
            description = "The challenger that detectors were started with (version 0): says its thresholds.")
    private Path challenger;

    @Option(
            names = "--models-dir",
            paramLabel = "DIR",
            description =
                    "The detectors' models.dir, as seen from here: says thresholds and costs of published versions.")
    private Path modelsDirectory;

    @Option(
            names = "--threshold",
            paramLabel = "SCORE",
            description =
                    "Score from which the champion reviews, and it declines nothing then; default: its own scores.")
    private Double threshold;

    @Option(
            names = "--challenger-threshold",
            paramLabel = "SCORE",
            description = "The same of the challenger; default: its own.")
    private Double challengerThreshold;

    @Mixin
    private CostsOption costs;

    @Option(names = "--json", description = "Print JSON on standard output instead of tables.")
    private boolean json;

    @Override
    public Integer call() {
        Optional<Protocol> protocol = window.protocol();
        Optional<Costs> given = costs.costs();
        Optional.ofNullable(model).ifPresent(of -> ModelOptions.requireModel("--model ", of, spec.commandLine()));
        Optional.ofNullable(challenger)
                .ifPresent(of -> ModelOptions.requireModel("--challenger ", of, spec.commandLine()));
        print(from.read(source -> compare(source, protocol, given)));
        return 0;
    }

    private List<ModelComparison> compare(DecisionSource source, Optional<Protocol> protocol, Optional<Costs> given) {
        Models models = new Models(source);
        FraudAmounts amounts = new FraudAmounts(source::transactions);
        ScorePairs pairs = new ScorePairs(from.frauds(source), amounts, protocol);
        from.decisions(source, pairs::take);
        List<ModelComparison> comparisons = new ArrayList<>();
        for (Map.Entry<Versions, List<Pair>> of : pairs.byVersions().entrySet()) {
            if (!of.getValue().isEmpty()) {
                comparisons.add(ModelComparison.of(
                        of.getKey(),
                        of.getValue(),
                        amounts,
                        models.champion(of.getKey().champion()),
                        models.challenger(of.getKey().challenger()),
                        given.map(costs -> new SourcedCosts(costs, "as given"))
                                .orElseGet(() -> models.costs(of.getKey().champion()))));
            }
        }
        if (comparisons.isEmpty()) {
            throw new OperationFailedException(noPairs(pairs));
        }
        return comparisons;
    }

    private String noPairs(ScorePairs pairs) {
        if (pairs.scoredByBoth() > 0) {
            return "none of " + pairs.scoredByBoth()
                    + " decisions with the scores of both a champion and a challenger is"
                    + " one that counts: see --score-from, --score-to, --train-from and --train-to";
        }
        return "none of " + pairs.decisions() + " decisions of " + from.engine()
                + " has the scores of both a champion and a challenger: "
                + (from.recordedModels().isPresent()
                        ? "replay with --model DIR --challenger DIR"
                        : "publish one (model publish --role challenger)");
    }

    /** What the versions' models say of themselves. */
    private final class Models {

        private final PublishedModels published;
        private final Optional<Path> directories;

        private Models(DecisionSource source) {
            directories = Optional.ofNullable(modelsDirectory)
                    .or(() -> from.recordedModels().flatMap(RecordedModels::directory));
            // Whose files may be gone: what the detectors have scored with was accepted.
            published = new PublishedModels(source.leadMillis(), Optional.empty());
            source.rules(published::take);
            from.recordedModels().ifPresent(recorded -> {
                requireRecorded("--model", model, ModelRole.CHAMPION, recorded);
                requireRecorded("--challenger", challenger, ModelRole.CHALLENGER, recorded);
            });
        }

        /** Thresholds and costs of another model would judge the scores of the recorded one. */
        private void requireRecorded(String option, Path given, ModelRole role, RecordedModels recorded) {
            Optional<RecordedModels.Model> expected = recorded.of(role);
            if (given == null || expected.isEmpty()) {
                return;
            }
            String sha256 = ModelDirectory.read(given).sha256();
            if (sha256.equals(expected.get().sha256())) {
                return;
            }
            ModelRole other = role == ModelRole.CHAMPION ? ModelRole.CHALLENGER : ModelRole.CHAMPION;
            throw new ParameterException(
                    spec.commandLine(),
                    option + " " + given + ": is not the recording's " + role.wireName()
                            + (recorded.of(other)
                                            .filter(model -> model.sha256().equals(sha256))
                                            .isPresent()
                                    ? " but its " + other.wireName() + ": swap --model and --challenger"
                                    : ", whose model.json has the SHA-256 "
                                            + expected.get().sha256() + "; this one has " + sha256));
        }

        private Limits champion(String version) {
            return limits(version, threshold, model, "--threshold, --model");
        }

        private Limits challenger(String version) {
            return limits(version, challengerThreshold, challenger, "--challenger-threshold, --challenger");
        }

        private Limits limits(String version, Double given, Path versionZero, String options) {
            if (given != null) {
                return new Limits(given, OptionalDouble.empty());
            }
            ModelDirectory of = directory(version, versionZero)
                    .map(ModelDirectory::read)
                    .orElseThrow(() -> new OperationFailedException("the threshold of version " + version
                            + " is not known: give " + options + " or --models-dir"));
            return new Limits(of.threshold(), of.declineThreshold());
        }

        private SourcedCosts costs(String champion) {
            return directory(champion, model)
                    .flatMap(directory -> ModelDirectory.read(directory).costs())
                    .map(costs -> new SourcedCosts(costs, "as the champion's model says"))
                    .orElseGet(() -> new SourcedCosts(Costs.USUAL, "the default, as no model of the champion says"));
        }

        private Optional<Path> directory(String version, Path versionZero) {
            return version.equals("0")
                    ? Optional.ofNullable(versionZero)
                    : published
                            .accepted(Integer.parseInt(version))
                            .flatMap(of -> directories.map(models -> models.resolve(of.directory())));
        }
    }

    private void print(List<ModelComparison> comparisons) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? toJson(comparisons) + "\n" : ComparisonTable.of(comparisons));
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
