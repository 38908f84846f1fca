package fraud.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fraud.mask.CardNumbers;
import fraud.score.BadModelException;
import fraud.score.FeatureVector;
import fraud.score.PortableForest;
import fraud.score.RankingMetrics;
import fraud.training.PrequentialValidation.Fold;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
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

    private static final String PIPELINE_NOTE =
            "boosted trees and logistic regression go through BLAS, whose order of sums is the machine's, so that the engines' scores could"
                    + " differ in their last bits: they cannot be published";

    private final TrainingPlan plan;
    private final SparkSession spark;
    private final TrainingTable table;
    private final ObjectNode evaluation = new ObjectMapper().createObjectNode();
    private final long start = System.nanoTime();

    /**
     * A candidate with what it came to on each fold; {@code open} are the transactions without an outcome, taken as no
     * fraud.
     */
    private record Validated(
            Candidate candidate, List<Ranking> rankings, List<List<Scored>> scored, List<Scored> open, double seconds) {
        Ranking mean() {
            return Ranking.mean(rankings);
        }
    }

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
        say("read %,d rows, %.0f s", table.between(from, to).size(), (System.nanoTime() - start) / 1e9);
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

    private static void say(String pattern, Object... values) {
        System.out.println("progress: " + String.format(Locale.ROOT, pattern, values));
    }

    private void train() throws IOException {
        Split test = plan.test();
        Split.Sample sample = requireLearnable(test);
        List<Fold> folds = PrequentialValidation.usable(table, test, plan.folds());
        say(
                "%d of %d validations have enough history: %s",
                folds.size(),
                plan.folds(),
                String.join(
                        ", ",
                        folds.stream()
                                .map(fold -> fold.split().judgedFrom().toString())
                                .toList()));
        List<Validated> validated = new ArrayList<>();
        for (Candidate candidate : plan.candidates()) {
            validated.add(validate(candidate, folds));
        }
        Validated chosen = choose(validated);
        double threshold = threshold(chosen, folds);
        say("training %s on %s to %s", chosen.candidate().name(), plan.from(), plan.to());
        long fitStart = System.nanoTime();
        FittedModel model = chosen.candidate().fit(spark, sample.train(), plan.seed());
        say("trained, %.0f s", (System.nanoTime() - fitStart) / 1e9);
        Fold latest = folds.get(0);
        List<Scored> judged =
                plan.hasTest() ? model.score(sample.judged()) : chosen.scored().get(0);
        Split judgedSplit = plan.hasTest() ? test : latest.split();
        ModelEvaluation figures = new ModelEvaluation(
                judged, judgedSplit.days(), threshold, plan.threshold().cost());
        describe(folds, validated, chosen, sample, judgedSplit);
        evaluation.put("threshold", threshold);
        evaluation.set("judged", figures.toJson().put("what", plan.hasTest() ? "test" : "validation"));
        evaluation.set("importances", ModelEvaluation.importances(model, table.features()));
        evaluation.set("checks", checks(chosen, latest, test, sample));
        export(chosen, model, threshold, sample, judged);
        Files.writeString(
                plan.out().resolve("evaluation.json"),
                new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(evaluation) + "\n");
        say("done, %.0f s", (System.nanoTime() - start) / 1e9);
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
        say(
                "training: %,d rows, %,d frauds; %,d left out, whose outcome was not known %d days later",
                sample.train().size(), Split.Sample.frauds(sample.train()), sample.unknown(), plan.delayDays());
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

    private Validated validate(Candidate candidate, List<Fold> folds) {
        long begin = System.nanoTime();
        List<Ranking> rankings = new ArrayList<>();
        List<List<Scored>> scored = new ArrayList<>();
        List<Scored> open = new ArrayList<>();
        for (Fold fold : folds) {
            long fitStart = System.nanoTime();
            FittedModel model = candidate.fit(spark, fold.sample().train(), plan.seed());
            double seconds = (System.nanoTime() - fitStart) / 1e9;
            List<Scored> judged = model.score(fold.sample().judged());
            Ranking ranking = Ranking.of(judged);
            rankings.add(ranking);
            scored.add(judged);
            open.addAll(model.score(fold.sample().open().stream()
                    .map(row -> new Example(row, false, ""))
                    .toList()));
            say(
                    "%s, validation %s: AUC %.3f, AP %.3f, CP@100 %.3f, fit %.0f s",
                    candidate.name(),
                    fold.split().judgedFrom(),
                    ranking.areaUnderRoc(),
                    ranking.averagePrecision(),
                    ranking.cardPrecision(),
                    seconds);
            if (rankings.size() == 1) {
                ObjectNode speed = evaluation.withArray("speed").addObject();
                speed.put("scorer", "MLlib " + candidate.type().key() + " (" + candidate.name() + ")");
                speed.put("microseconds", model.microseconds(fold.sample().judged()));
            }
        }
        return new Validated(candidate, rankings, scored, open, (System.nanoTime() - begin) / 1e9);
    }

    /** The best that can be published; the best of all if none can. */
    private Validated choose(List<Validated> validated) {
        Comparator<Validated> byPrecision =
                Comparator.comparingDouble(one -> one.mean().averagePrecision());
        Validated best = validated.stream().max(byPrecision).orElseThrow();
        Validated chosen = validated.stream()
                .filter(one -> one.candidate().type().isPublishable())
                .max(byPrecision)
                .orElse(best);
        String note = "";
        if (!chosen.candidate().type().isPublishable()) {
            note = "no model.json: " + PIPELINE_NOTE;
        } else if (!best.candidate().type().isPublishable()) {
            note = best.candidate().name() + " has a greater mean, but " + PIPELINE_NOTE;
        } else if (validated.stream().anyMatch(one -> !one.candidate().type().isPublishable())) {
            note = PIPELINE_NOTE;
        }
        evaluation.put("note", note);
        say(
                "chosen: %s, mean of average precision %.4f",
                chosen.candidate().name(), chosen.mean().averagePrecision());
        if (!note.isEmpty()) {
            say("note: %s", note);
        }
        return chosen;
    }

    private double threshold(Validated chosen, List<Fold> folds) {
        List<Scored> all =
                new ArrayList<>(chosen.scored().stream().flatMap(List::stream).toList());
        if (plan.threshold().isBudget()) {
            // Who reviews alerts does not know yet which of them will ever have an outcome.
            all.addAll(chosen.open());
        }
        int days = folds.stream().mapToInt(fold -> fold.split().days()).sum();
        double threshold = plan.threshold().threshold(all, days);
        say("threshold %s: %s", threshold, plan.threshold().text());
        return threshold;
    }

    private void describe(
            List<Fold> folds, List<Validated> validated, Validated chosen, Split.Sample sample, Split judged) {
        evaluation.put("sparkVersion", spark.version());
        evaluation.put("seed", plan.seed());
        evaluation.put("chosen", chosen.candidate().name());
        evaluation.put("type", chosen.candidate().type().key());
        evaluation.put("isPublishable", chosen.candidate().type().isPublishable());
        evaluation.put("thresholdRule", plan.threshold().text());
        evaluation.put("costs", plan.threshold().cost().text());
        evaluation
                .putObject("training")
                .put("from", plan.from().toString())
                .put("to", plan.to().toString())
                .put("delayDays", plan.delayDays())
                .put("rows", sample.train().size())
                .put("frauds", Split.Sample.frauds(sample.train()))
                .put("unknownOutcomes", sample.unknown())
                .put("judgedFrom", judged.judgedFrom().toString())
                .put("judgedTo", judged.judgedTo().toString())
                .put(
                        "knownCardsRows",
                        plan.hasTest()
                                ? sample.knownCards()
                                : folds.get(0).sample().knownCards())
                .put(
                        "unlabelled",
                        plan.hasTest()
                                ? sample.open().size()
                                : folds.get(0).sample().open().size());
        ArrayNode times = evaluation.putArray("folds");
        for (Fold fold : folds) {
            times.addObject()
                    .put("trainFrom", fold.split().trainFrom().toString())
                    .put("trainTo", fold.split().trainTo().toString())
                    .put("judgedFrom", fold.split().judgedFrom().toString())
                    .put("judgedTo", fold.split().judgedTo().toString())
                    .put("trainRows", fold.sample().train().size())
                    .put("trainFrauds", Split.Sample.frauds(fold.sample().train()))
                    .put("rows", fold.sample().judged().size())
                    .put("frauds", Split.Sample.frauds(fold.sample().judged()))
                    .put(
                            "ceiling",
                            RankingMetrics.cardPrecisionCeiling(
                                    Scored.forMetrics(chosen.scored().get(folds.indexOf(fold))), Ranking.CARDS));
        }
        ArrayNode candidates = evaluation.putArray("candidates");
        for (Validated one : validated) {
            ObjectNode json = candidates
                    .addObject()
                    .put("name", one.candidate().name())
                    .put("type", one.candidate().type().key())
                    .put("isPublishable", one.candidate().type().isPublishable())
                    .put("seconds", one.seconds());
            json.set("settings", one.candidate().settings());
            json.set("mean", one.mean().toJson());
            ArrayNode rankings = json.putArray("folds");
            one.rankings().forEach(ranking -> rankings.add(ranking.toJson()));
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
        say("leakage checks done, %.0f s", (System.nanoTime() - start) / 1e9);
        return checks.toJson();
    }

    private void export(Validated chosen, FittedModel model, double threshold, Split.Sample sample, List<Scored> judged)
            throws IOException {
        ExportModel.pipeline(model, plan.out());
        if (!chosen.candidate().type().isPublishable()) {
            return;
        }
        Map<String, Object> training = new LinkedHashMap<>();
        training.put("from", plan.from().toString());
        training.put("to", plan.to().toString());
        training.put("delayDays", plan.delayDays());
        training.put("rows", sample.train().size());
        training.put("frauds", Split.Sample.frauds(sample.train()));
        training.put("seed", plan.seed());
        training.put("sparkVersion", spark.version());
        training.put("thresholdRule", plan.threshold().text());
        Map<String, Double> metrics = new LinkedHashMap<>();
        put(metrics, "validation", chosen.mean());
        if (plan.hasTest()) {
            put(metrics, "test", Ranking.of(judged));
        }
        byte[] json = ExportModel.forest(
                model,
                new ExportModel.Description(threshold, training, chosen.candidate(), metrics),
                sample.train(),
                plan.out());
        compare(model, portable(json), judged);
        evaluation.put("modelSha256", ExportModel.sha256(json));
        evaluation.put("modelBytes", json.length);
        evaluation.put("nodes", model.forest().totalNumNodes());
    }

    private static void put(Map<String, Double> metrics, String of, Ranking ranking) {
        metrics.put(of + "Auc", ranking.areaUnderRoc());
        metrics.put(of + "AveragePrecision", ranking.averagePrecision());
        metrics.put(of + "CardPrecision100", ranking.cardPrecision());
    }

    private static PortableForest portable(byte[] json) {
        try {
            return PortableForest.read(json);
        } catch (BadModelException e) {
            throw new TrainingFailedException("the model that was just trained cannot be used: " + e.getMessage(), e);
        }
    }

    /** The detectors' scores must be MLlib's, to the bit. */
    private void compare(FittedModel model, PortableForest portable, List<Scored> judged) {
        long differing = judged.stream()
                .map(scored -> scored.example().row().features())
                .filter(features -> Double.doubleToRawLongBits(model.score(features))
                        != Double.doubleToRawLongBits(portable.score(features)))
                .count();
        evaluation.putObject("bitCheck").put("rows", judged.size()).put("differing", differing);
        List<Example> examples = judged.stream().map(Scored::example).toList();
        ObjectNode speed = evaluation.withArray("speed").addObject();
        speed.put("scorer", "portable random-forest");
        speed.put("microseconds", FittedModel.microseconds(examples, portable::score));
        say("bit check: %d of %,d rows differ between MLlib and model.json", differing, judged.size());
        if (differing > 0) {
            throw new TrainingFailedException(differing + " of " + judged.size()
                    + " rows have another score by model.json than by MLlib: the model must not be used");
        }
    }
}
