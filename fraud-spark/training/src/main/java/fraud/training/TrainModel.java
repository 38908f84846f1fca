package fraud.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fraud.drift.ScoreReference;
import fraud.mask.CardNumbers;
import fraud.score.FeatureVector;
import fraud.training.console.Progress;
import fraud.training.console.TrainingFailedException;
import fraud.training.data.Example;
import fraud.training.data.PrequentialValidation;
import fraud.training.data.PrequentialValidation.Fold;
import fraud.training.data.Split;
import fraud.training.data.TrainingTable;
import fraud.training.evaluate.LeakageChecks;
import fraud.training.evaluate.ModelEvaluation;
import fraud.training.evaluate.PairedBootstrap.Intervals;
import fraud.training.evaluate.ReferenceScores;
import fraud.training.model.Calibration;
import fraud.training.model.FittedModel;
import fraud.training.model.Scored;
import fraud.training.model.Thresholds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part of {@code ./fraud train} that needs MLlib, in a JVM of its own: validates the candidates, takes the best,
 * trains and judges it. Says how far it is on standard output, in lines that begin with {@code progress:}. Exit code 1:
 * it failed, the last line of stderr says why.
 */
public final class TrainModel {

    private static final Logger LOG = LoggerFactory.getLogger(TrainModel.class);

    /** More than one row in so many left out: the delay is too short for these labels. */
    private static final long MANY_UNKNOWN = 3;

    private final TrainingPlan plan;
    private final SparkSession spark;
    private final TrainingTable table;
    private final ObjectNode evaluation = new ObjectMapper().createObjectNode();
    private final long start = System.nanoTime();

    private TrainModel(TrainingPlan plan, SparkSession spark, TrainingTable table) {
        this.plan = plan;
        this.spark = spark;
        this.table = table;
    }

    /** Runs it; the argument is the file of the plan. */
    public static void main(String[] arguments) {
        try {
            run(TrainingPlan.read(Path.of(arguments[0])), TrainModel::session);
        } catch (TrainingFailedException e) {
            System.err.println("error: " + CardNumbers.maskInMessage(e.getMessage()));
            System.exit(1);
        } catch (Exception | LinkageError e) {
            // Scala throws checked exceptions that no signature names; another MLlib than ours shows as a linkage
            // error.
            LOG.error("unexpected failure", e);
            System.err.println("error: " + CardNumbers.maskInMessage(e.toString()));
            System.exit(1);
        }
        System.exit(0);
    }

    /**
     * Runs a plan in this JVM.
     *
     * @param sessions makes a session, once the table can be learned from
     */
    static void run(TrainingPlan plan, Supplier<SparkSession> sessions) throws IOException {
        List<Split> splits = new ArrayList<>(PrequentialValidation.folds(plan.test(), plan.folds()));
        splits.add(plan.test());
        long from = splits.stream()
                .mapToLong(split -> Split.millis(split.trainFrom()))
                .min()
                .orElseThrow();
        long to = Split.millis(
                plan.hasTest() ? plan.test().judgedTo().plusDays(1) : plan.to().plusDays(1));
        long start = System.nanoTime();
        TrainingTable table = TrainingTable.read(plan.rows(), plan.outcomes(), from, to);
        if (!table.features().equals(FeatureVector.names())) {
            throw new TrainingFailedException(plan.rows() + ": its features are not those of version "
                    + FeatureVector.VERSION + " of the vector");
        }
        Progress.say("read %,d rows, %.0f s", table.between(from, to).size(), (System.nanoTime() - start) / 1e9);
        new TrainModel(plan, sessions.get(), table).train();
    }

    /** One thread, so that sums have one order. */
    private static SparkSession session() {
        return SparkSession.builder()
                .master("local[1]")
                .appName("train-fraud-model")
                .config("spark.ui.enabled", false)
                .config("spark.sql.shuffle.partitions", 1)
                .config("spark.default.parallelism", 1)
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .getOrCreate();
    }

    private void train() throws IOException {
        Split test = plan.test();
        Split.Sample sample = requireLearnable(test);
        List<Fold> folds = PrequentialValidation.usable(table, test, plan.folds());
        Progress.say(
                "%d of %d validations have enough history: %s",
                folds.size(),
                plan.folds(),
                String.join(
                        ", ",
                        folds.stream()
                                .map(fold -> fold.split().judgedFrom().toString())
                                .toList()));
        ModelSelection selection = new ModelSelection(plan, spark, folds, evaluation);
        List<Validated> validated = selection.validate();
        Validated ranked = selection.choose(validated);
        List<List<Intervals>> intervals = selection.intervals(validated, ranked);
        Optional<Calibration> calibration = selection.calibration(ranked);
        Validated chosen =
                calibration.map(of -> selection.calibrated(ranked, of)).orElse(ranked);
        Thresholds thresholds = selection.thresholds(chosen);
        Progress.say("training %s on %s to %s", chosen.candidate().name(), plan.from(), plan.to());
        long fitStart = System.nanoTime();
        FittedModel learned = chosen.candidate().fit(spark, sample.train(), plan.seed());
        FittedModel model = calibration.map(learned::with).orElse(learned);
        Progress.say("trained, %.0f s", (System.nanoTime() - fitStart) / 1e9);
        Fold latest = folds.get(0);
        List<Scored> judged =
                plan.hasTest() ? model.score(sample.judged()) : chosen.scored().get(0);
        Split judgedSplit = plan.hasTest() ? test : latest.split();
        ModelEvaluation figures = new ModelEvaluation(
                judged, judgedSplit.days(), thresholds, plan.threshold().cost());
        EvaluationFile.describe(
                evaluation, plan, spark.version(), folds, validated, chosen, intervals, sample, judgedSplit);
        evaluation.put("threshold", thresholds.review());
        thresholds.decline().ifPresent(decline -> evaluation.put("declineThreshold", decline));
        evaluation.set("judged", figures.toJson().put("what", plan.hasTest() ? "test" : "validation"));
        evaluation.set("importances", ModelEvaluation.importances(model, table.features()));
        evaluation.set("checks", checks(chosen, latest, test, sample));
        ScoreReference reference = plan.hasTest()
                ? ReferenceScores.of(
                        ScoreReference.TEST,
                        Stream.concat(judged.stream(), model.score(sample.known()).stream())
                                .toList(),
                        model.score(sample.openExamples()),
                        test.days(),
                        thresholds.review(),
                        plan.threshold())
                : selection.reference(chosen, thresholds.review());
        evaluation.put("alertsPerDayOfAll", reference.alertsPerDay());
        new PublishableModel(plan, spark.version(), evaluation)
                .export(chosen, model, thresholds, reference, sample, judged);
        Files.writeString(
                plan.out().resolve("evaluation.json"),
                new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(evaluation) + "\n");
        Progress.say("done, %.0f s", (System.nanoTime() - start) / 1e9);
    }

    private Split.Sample requireLearnable(Split test) {
        Split.Sample sample = test.of(table);
        String days = plan.from() + " to " + plan.to();
        if (table.between(Split.millis(plan.from()), Split.millis(plan.to().plusDays(1)))
                .isEmpty()) {
            throw new TrainingFailedException("the training days " + days + " are empty: the input has no transaction"
                    + " there; its first is of " + java.time.Instant.ofEpochMilli(table.firstMillis()));
        }
        requireBoth("training", days, sample.train(), sample.unknown());
        if (plan.hasTest()) {
            String testDays = test.judgedFrom() + " to " + test.judgedTo();
            if (sample.judged().isEmpty() && sample.open().isEmpty()) {
                throw new TrainingFailedException(
                        "the test days " + testDays + " are empty: give --test-days 0 to train without a test");
            }
            requireBoth("test", testDays, sample.judged(), sample.open().size());
        }
        Progress.say(
                "training: %,d rows, %,d frauds; %,d left out, whose outcome was not known %d days later",
                sample.train().size(), Split.Sample.frauds(sample.train()), sample.unknown(), plan.delayDays());
        if (MANY_UNKNOWN * sample.unknown() > sample.unknown() + sample.train().size()) {
            Progress.say("note: that is more than one in %d; a longer --delay waits for more outcomes", MANY_UNKNOWN);
        }
        return sample;
    }

    private static void requireBoth(String what, String days, List<Example> examples, int unknown) {
        if (!Split.Sample.hasBoth(examples)) {
            throw new TrainingFailedException("the " + what + " days " + days + " have one class only: "
                    + Split.Sample.frauds(examples) + " frauds among " + examples.size()
                    + " transactions with an outcome ("
                    + unknown + " without one that was known in time)");
        }
    }

    private ArrayNode checks(Validated chosen, Fold latest, Split test, Split.Sample sample) {
        LeakageChecks checks = new LeakageChecks(table.features());
        if (plan.hasTest()) {
            checks.times(test, sample);
        }
        checks.times(latest.split(), latest.sample());
        double precision = chosen.rankings().get(0).averagePrecision();
        checks.singleFeatures(latest.sample(), precision);
        checks.shuffled(spark, chosen.candidate(), latest.sample(), plan.seed());
        checks.withoutMerchants(spark, chosen.candidate(), latest.sample(), plan.seed(), precision);
        Progress.say("leakage checks done, %.0f s", (System.nanoTime() - start) / 1e9);
        return checks.toJson();
    }
}
