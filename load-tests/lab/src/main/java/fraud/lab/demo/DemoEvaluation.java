package fraud.lab.demo;

import fraud.cli.detectors.Engine;
import fraud.cli.outputs.DetectorOutputs;
import fraud.cli.outputs.OutputComparison;
import fraud.cli.progress.Progress;
import fraud.cli.quality.EngineDetectionMetrics;
import fraud.cli.quality.FraudTruth;
import fraud.cli.quality.OutputTally;
import fraud.cli.quality.Quality;
import fraud.cli.quality.Scope;
import fraud.cli.reconcile.RunVerifier;
import fraud.cli.topics.InputRecords;
import fraud.cli.topics.KafkaConnection;
import fraud.config.DetectorParameters;
import fraud.generator.publish.PublishProgress;
import fraud.lab.workload.DemoOptions;
import fraud.lab.workload.DemoStream;
import fraud.report.figures.QualityReport;
import fraud.report.figures.RunReport.FraudMap;
import fraud.report.figures.Summary;
import fraud.report.figures.Summary.EngineSummary;
import fraud.rules.Reason;
import fraud.score.StartingModels;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/**
 * Holds what both engines have put out against the input, against each other, against the reference, and against the
 * truth.
 */
final class DemoEvaluation {

    /** So many times its budget is no matter of chance, or of a week with more fraud. */
    private static final int FAR_OVER = 2;

    private final KafkaConnection connection;
    private final Admin admin;
    private final DetectorParameters parameters;
    private final DemoOptions options;
    private final DemoStream stream;
    private final StartingModels models;
    private final Path scratch;
    private final Map<String, OutputTally> tallies = new LinkedHashMap<>();

    /**
     * What it came to.
     *
     * @param summary counts, and whether the outputs are equal
     * @param tallies how many outputs say what, by engine
     * @param quality how well fraud was found
     * @param map where fraud was, and whether it was found
     * @param warning that the model raises more alarms than it should, if it does
     */
    record Result(
            Summary summary,
            Map<String, OutputTally> tallies,
            QualityReport quality,
            FraudMap map,
            Optional<String> warning) {}

    /**
     * An evaluation of what is in the topics.
     *
     * @param models what the detectors were started with
     * @param scratch directory of the run's data
     */
    DemoEvaluation(
            KafkaConnection connection,
            Admin admin,
            DetectorParameters parameters,
            DemoOptions options,
            DemoStream stream,
            StartingModels models,
            Path scratch) {
        this.connection = connection;
        this.admin = admin;
        this.parameters = parameters;
        this.options = options;
        this.stream = stream;
        this.models = models;
        this.scratch = scratch;
    }

    /**
     * Evaluates, and writes inputs and outputs into the run's directory.
     *
     * @param sent what was sent
     * @param seconds how long both engines took, from the start to the last completion
     * @param say told what it is at
     */
    Result run(PublishProgress sent, double seconds, Consumer<String> say) {
        say.accept("checking every output against the input and the reference");
        Summary summary = reconcile(sent, seconds);
        say.accept("checking every decision against the truth");
        DemoTruth truth = DemoTruth.of(stream);
        Quality.Question question = question();
        List<EngineDetectionMetrics> findings = Engine.processes().stream()
                .map(engine -> findings(engine.wireName(), truth.labels(), question))
                .toList();
        return new Result(
                summary,
                tallies,
                Quality.report(findings, question),
                truth.map(
                        findings.stream().map(EngineDetectionMetrics::all).toList(),
                        question.scope().fromEventTimeMillis()),
                overBudget(
                        findings.get(0).all().alarmsPerDay(Reason.MODEL_SCORE.name()), Quality.budgetPerDay(models)));
    }

    /** What to say of a model that raises far more alarms a day than its threshold was chosen for. */
    static Optional<String> overBudget(double alarmsPerDay, OptionalInt budgetPerDay) {
        return budgetPerDay.isPresent() && alarmsPerDay > FAR_OVER * budgetPerDay.getAsInt()
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "warning: the model raises %,.0f alarms a day, and its threshold was chosen for %,d: it was trained on"
                                + " other cards, or does not know these yet",
                        alarmsPerDay,
                        budgetPerDay.getAsInt()))
                : Optional.empty();
    }

    private Summary reconcile(PublishProgress sent, double seconds) {
        RunVerifier.recordInput(connection, admin, parameters, models, options.out());
        Map<String, EngineSummary> engines = new LinkedHashMap<>();
        for (Engine engine : Engine.all()) {
            try (RunVerifier examination = new RunVerifier(engine.wireName(), parameters, models, scratch)) {
                double took = seconds;
                if (engine == Engine.REFERENCE) {
                    took = RunVerifier.runReference(
                            connection, admin, parameters, models, examination, Progress.ofStandardError());
                } else {
                    readOutputs(engine, examination);
                }
                engines.put(engine.wireName(), examination.finish(options.out(), took));
            }
        }
        OutputComparison comparison = OutputComparison.of(options.out(), Engine.wireNames(Engine.all()));
        return new Summary(
                sent.published(),
                sent.labels(),
                0,
                engines,
                comparison.equal().orElse(null),
                comparison.difference().orElse(null));
    }

    private void readOutputs(Engine engine, RunVerifier examination) {
        InputRecords.read(connection, admin, examination::input);
        try (DetectorOutputs outputs = new DetectorOutputs(
                connection,
                admin,
                engine.wireName(),
                parameters.partitions(),
                (output, record) -> examination.output(output))) {
            outputs.readToEnd();
        }
    }

    private EngineDetectionMetrics findings(String engine, FraudTruth truth, Quality.Question question) {
        OutputTally tally = new OutputTally();
        tallies.put(engine, tally);
        return Quality.findings(options.out(), engine, truth, question, tally);
    }

    private Quality.Question question() {
        int warmDays = Math.min(DemoOptions.WARM_DAYS, options.historyDays());
        String words = warmDays == options.historyDays()
                ? "the live part"
                : "the history from day " + (warmDays + 1) + " on, when profiles are warm, and the live part";
        return new Quality.Question(
                Scope.from(words, stream.afterDaysMillis(warmDays)), options.analysts(), Quality.costs(models));
    }
}
