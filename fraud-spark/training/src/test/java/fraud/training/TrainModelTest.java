package fraud.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fraud.costs.Costs;
import fraud.drift.ScoreReference;
import fraud.score.FeatureVector;
import fraud.score.ModelManifest;
import fraud.score.ScoreLink;
import fraud.score.TreeEnsemble;
import fraud.training.console.TrainingFailedException;
import fraud.training.data.Split;
import fraud.training.data.TableRow;
import fraud.training.data.TrainingTable;
import fraud.training.model.ExportModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.classification.RandomForestClassificationModel;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.regression.GBTRegressionModel;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole trainings on some thousand rows, whose frauds are large amounts. */
@Tag("engine")
class TrainModelTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SEED = 20_180_725;
    private static final int ROWS_A_DAY = 60;

    private static final Map<String, Object> FOREST = Map.of(
            "numTrees",
            5,
            "maxDepth",
            4,
            "maxBins",
            32,
            "minInstancesPerNode",
            1,
            "featureSubsetStrategy",
            "onethird",
            "subsamplingRate",
            1.0,
            "impurity",
            "gini",
            "fraudWeight",
            3.0);

    private static final Map<String, Object> BOOSTED = Map.of(
            "maxIter",
            6,
            "maxDepth",
            3,
            "maxBins",
            32,
            "minInstancesPerNode",
            1,
            "featureSubsetStrategy",
            "all",
            "subsamplingRate",
            1.0,
            "stepSize",
            0.2);

    private static final Map<String, Object> REGRESSION =
            Map.of("maxIter", 20, "regParam", 0.01, "elasticNetParam", 0.0);

    @TempDir
    private static Path directory;

    @BeforeAll
    static void write() throws IOException {
        System.out.println("seed of the training table: " + SEED);
        Random random = new Random(SEED);
        try (Writer rows = writer("rows.csv.gz");
                Writer outcomes = writer("outcomes.csv.gz")) {
            rows.write(
                    String.join(",", TrainingTable.ROW_COLUMNS) + "," + String.join(",", FeatureVector.names()) + "\n");
            outcomes.write(String.join(",", TrainingTable.OUTCOME_COLUMNS) + "\n");
            LocalDate first = LocalDate.parse("2018-07-04");
            for (int i = 0; i < 42 * ROWS_A_DAY; i++) {
                long time = Split.millis(first.plusDays(i / ROWS_A_DAY)) + TimeUnit.MINUTES.toMillis(i % ROWS_A_DAY);
                boolean fraud = random.nextInt(10) == 0;
                String card = "c" + random.nextInt(400);
                rows.write("t" + i + "," + card + ",m1," + time + ",1000");
                for (int feature = 0; feature < FeatureVector.size(); feature++) {
                    double value = random.nextGaussian() + (fraud && feature % 5 == 0 ? 2 : 0);
                    rows.write("," + value);
                }
                rows.write("\n");
                outcomes.write("t" + i + "," + card + "," + time + "," + (time + TimeUnit.DAYS.toMillis(6)) + ","
                        + (fraud ? "1,kind" : "0,") + "\n");
            }
        }
    }

    private static Writer writer(String name) throws IOException {
        return new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(directory.resolve(name))), StandardCharsets.UTF_8);
    }

    @Test
    void givesTheSameModelTwiceAndInAllItsForms() throws Exception {
        Path once = train("once", plan(FOREST, "random-forest"));
        Path again = train("again", plan(FOREST, "random-forest"));

        byte[] model = Files.readAllBytes(once.resolve("model.json"));
        assertThat(Files.readAllBytes(again.resolve("model.json"))).isEqualTo(model);
        byte[] serialized = Files.readAllBytes(once.resolve("mllib.ser"));
        assertThat(Files.readAllBytes(again.resolve("mllib.ser"))).isEqualTo(serialized);

        ModelManifest manifest = ModelManifest.read(model);
        assertThat(manifest.mllibSha256()).isEqualTo(ExportModel.sha256(serialized));
        assertThat(manifest.training()).containsEntry("from", "2018-07-25").containsEntry("delayDays", "7");
        assertThat(manifest.metrics()).containsKeys("validationAveragePrecision", "testAveragePrecision", "testAuc");
        assertThat(manifest.probes()).hasSize(32);
        requireReference(JSON.readTree(model), ScoreReference.TEST);

        JsonNode evaluation = JSON.readTree(once.resolve("evaluation.json").toFile());
        assertThat(evaluation.at("/bitCheck/differing").asInt(-1)).isZero();
        assertThat(evaluation.at("/bitCheck/rows").asInt()).isPositive();
        assertThat(evaluation.path("checks"))
                .allMatch(check -> check.path("holds").asBoolean());
        assertThat(evaluation.path("calibration").asText())
                .startsWith("scores are probabilities by isotonic regression")
                .isEqualTo(manifest.training().get("calibration"));
        requireEqualScores(once, TreeEnsemble.read(model), serialized);
    }

    private static void requireReference(JsonNode model, String source) {
        ScoreReference reference = ScoreReference.of(model).orElseThrow();
        assertThat(reference.source()).isEqualTo(source);
        assertThat(reference.edges()).isNotEmpty();
        assertThat(reference.shares().stream().mapToDouble(share -> share).sum())
                .isCloseTo(1, within(1e-9));
        assertThat(reference.days()).isEqualTo(7);
        assertThat(reference.rows()).isBetween(1L, 7L * ROWS_A_DAY);
        assertThat(reference.budgetPerDay()).isEqualTo(5);
        assertThat(reference.alertsPerDay()).isPositive();
        // Every row of the table has an outcome.
        assertThat(reference.calibration().stream()
                        .mapToLong(ScoreReference.Bin::rows)
                        .sum())
                .isEqualTo(reference.rows());
        assertThat(reference.calibration().stream()
                        .mapToLong(ScoreReference.Bin::frauds)
                        .sum())
                .isPositive();
    }

    @SuppressWarnings("unchecked")
    private static void requireEqualScores(Path trained, TreeEnsemble portable, byte[] serialized) throws Exception {
        List<GBTRegressionModel> read;
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(serialized))) {
            read = (List<GBTRegressionModel>) in.readObject();
        }
        session();
        PipelineModel pipeline =
                PipelineModel.load(trained.resolve("pipeline").toUri().toString());
        RandomForestClassificationModel learned = (RandomForestClassificationModel) pipeline.stages()[1];
        TrainingTable table = TrainingTable.read(
                directory.resolve("rows.csv.gz"), directory.resolve("outcomes.csv.gz"), 0, Long.MAX_VALUE);
        ScoreLink link = portable.manifest().links().get(0);
        for (TableRow row : table.between(0, Long.MAX_VALUE)) {
            DenseVector vector = new DenseVector(row.features());
            double score = portable.score(row.features());
            double sum = read.get(0).predict(vector);
            assertThat(Double.doubleToRawLongBits(score)).isEqualTo(Double.doubleToRawLongBits(link.score(sum)));
            assertThat(sum).isCloseTo(learned.predictProbability(vector).apply(1), within(5 * TreeEnsemble.GRAIN));
        }
    }

    @Test
    void publishesBoostedTreesAndTheMeanOfBoth() throws IOException {
        ObjectNode plan = plan(FOREST, "random-forest");
        ArrayNode candidates = (ArrayNode) plan.path("candidates");
        candidates
                .addObject()
                .put("name", "two")
                .put("type", "gradient-boosted-trees")
                .set("settings", JSON.valueToTree(BOOSTED));
        ObjectNode both = candidates.addObject().put("name", "both").put("type", "mean");
        both.putObject("settings").putArray("of").add("one").add("two");
        Path out = train("both", plan);

        JsonNode evaluation = JSON.readTree(out.resolve("evaluation.json").toFile());
        assertThat(evaluation.path("candidates"))
                .hasSize(3)
                .allMatch(candidate -> candidate.path("isPublishable").asBoolean());
        assertThat(evaluation.at("/bitCheck/differing").asInt(-1)).isZero();

        String chosen = evaluation.path("chosen").asText();
        assertThat(evaluation.path("candidates")).allSatisfy(candidate -> {
            JsonNode against = candidate.at("/folds/0/againstChosen/averagePrecision");
            assertThat(against.isMissingNode())
                    .isEqualTo(candidate.path("name").asText().equals(chosen));
            assertThat(against.path("difference").asDouble()).isNotPositive();
            assertThat(against.path("low").asDouble())
                    .isLessThanOrEqualTo(against.path("high").asDouble());
        });

        assertThat(evaluation.path("calibration").asText())
                .contains(chosen.equals("both") ? "only one sum of trees can be" : "isotonic regression");

        candidates.remove(0);
        candidates.remove(1);
        Path alone = train("boosted", plan);
        assertThat(JSON.readTree(alone.resolve("evaluation.json").toFile())
                        .at("/bitCheck/differing")
                        .asInt(-1))
                .isZero();
        assertThat(JSON.readTree(alone.resolve("model.json").toFile()).at("/parts/0/link/sum"))
                .hasSizeGreaterThan(2);
    }

    /** That of other tests, if there is one, and left to them. */
    private static SparkSession session() {
        return SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", false)
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .getOrCreate();
    }

    @Test
    void writesNoModelJsonForWhatCannotBePublished() throws IOException {
        Path out = train("regression", plan(REGRESSION, "logistic-regression"));

        assertThat(out.resolve("model.json")).doesNotExist();
        assertThat(out.resolve("pipeline")).isDirectory();
        JsonNode evaluation = JSON.readTree(out.resolve("evaluation.json").toFile());
        assertThat(evaluation.path("isPublishable").asBoolean(true)).isFalse();
        assertThat(evaluation.path("note").asText()).contains("cannot be published");
    }

    @Test
    void isJudgedByTheLatestValidationIfThereIsNoTest() throws IOException {
        Path out = train("no-test", plan(FOREST, "random-forest").put("testDays", 0));

        JsonNode evaluation = JSON.readTree(out.resolve("evaluation.json").toFile());
        assertThat(evaluation.at("/judged/what").asText()).isEqualTo("validation");
        assertThat(evaluation.at("/training/judgedFrom").asText()).isEqualTo("2018-07-25");
        JsonNode model = JSON.readTree(out.resolve("model.json").toFile());
        requireReference(model, ScoreReference.VALIDATION);
        // The one validation is what the threshold was chosen by, with the cards that were known for fraud.
        assertThat(model.at("/reference/alertsPerDay").asDouble()).isLessThanOrEqualTo(5);
        assertThat(evaluation.path("alertsPerDayOfAll").asDouble())
                .isEqualTo(model.at("/reference/alertsPerDay").asDouble());
        assertThat(model.at("/reference/rows").asInt()).isEqualTo(7 * ROWS_A_DAY);
    }

    @Test
    void saysThatTheTrainingDaysAreEmpty() {
        ObjectNode plan =
                plan(FOREST, "random-forest").put("from", "2019-07-25").put("to", "2019-07-31");

        assertThatThrownBy(() -> train("empty", plan))
                .isInstanceOf(TrainingFailedException.class)
                .hasMessageContaining("the training days 2019-07-25 to 2019-07-31 are empty");
    }

    @Test
    void saysThatThereIsOneClassOnly() throws IOException {
        Path honest = directory.resolve("honest.csv.gz");
        try (Writer outcomes = writer("honest.csv.gz")) {
            outcomes.write(String.join(",", TrainingTable.OUTCOME_COLUMNS) + "\n");
            long time = Split.millis(LocalDate.parse("2018-07-25"));
            TrainingTable table = TrainingTable.read(
                    directory.resolve("rows.csv.gz"), directory.resolve("outcomes.csv.gz"), 0, Long.MAX_VALUE);
            for (TableRow row : table.between(time, time + TimeUnit.DAYS.toMillis(7))) {
                outcomes.write(row.transactionId() + "," + row.cardId() + "," + row.eventTimeMillis() + ","
                        + row.eventTimeMillis() + ",0,\n");
            }
        }
        ObjectNode plan = plan(FOREST, "random-forest").put("outcomes", honest.toString());

        assertThatThrownBy(() -> train("honest", plan))
                .isInstanceOf(TrainingFailedException.class)
                .hasMessageContaining(
                        "the training days 2018-07-25 to 2018-07-31 have one class only: 0 frauds among 420 transactions");
    }

    @Test
    void saysThatTheTestDaysAreEmpty() {
        ObjectNode plan =
                plan(FOREST, "random-forest").put("from", "2018-08-05").put("to", "2018-08-11");

        assertThatThrownBy(() -> train("empty-test", plan))
                .isInstanceOf(TrainingFailedException.class)
                .hasMessageContaining("the test days 2018-08-19 to 2018-08-25 are empty");
    }

    private static ObjectNode plan(Map<String, Object> settings, String type) {
        ObjectNode plan = JSON.createObjectNode()
                .put("rows", directory.resolve("rows.csv.gz").toString())
                .put("outcomes", directory.resolve("outcomes.csv.gz").toString())
                .put("from", "2018-07-25")
                .put("to", "2018-07-31")
                .put("delayDays", 7)
                .put("testDays", 7)
                .put("seed", 1)
                .put("folds", 1);
        plan.putObject("threshold")
                .put("alertsPerDay", 5)
                .putObject(Costs.MEMBER)
                .put("missShare", 1)
                .put("missMinor", 0)
                .put("reviewMinor", 500)
                .put("declineMinor", 2_000);
        plan.putArray("candidates")
                .addObject()
                .put("name", "one")
                .put("type", type)
                .set("settings", JSON.valueToTree(settings));
        return plan;
    }

    private static Path train(String name, ObjectNode plan) throws IOException {
        Path out = Files.createDirectories(directory.resolve(name));
        Path file = directory.resolve(name + ".json");
        JSON.writeValue(file.toFile(), plan.put("out", out.toString()));
        TrainModel.run(TrainingPlan.read(file), TrainModelTest::session);
        return out;
    }
}
