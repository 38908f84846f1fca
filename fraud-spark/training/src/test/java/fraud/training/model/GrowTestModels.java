package fraud.training.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import fraud.costs.Costs;
import fraud.score.FeatureVector;
import fraud.training.data.Example;
import fraud.training.data.TableRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.apache.spark.ml.classification.DecisionTreeClassificationModel;
import org.apache.spark.ml.classification.RandomForestClassificationModel;
import org.apache.spark.ml.tree.ContinuousSplit;
import org.apache.spark.ml.tree.InternalNode;
import org.apache.spark.ml.tree.LeafNode;
import org.apache.spark.ml.tree.Node;
import org.apache.spark.mllib.tree.impurity.GiniCalculator;
import org.apache.spark.sql.SparkSession;

/**
 * Writes the models of common-model's tests, {@code src/test/resources/models}, into a directory: to be run again where
 * a version of MLlib cannot read what another has written, or where the features change.
 */
public final class GrowTestModels {

    private static final List<String> NAMES = FeatureVector.names();
    private static final int ROWS = 6_000;
    private static final long DAY_MILLIS = 86_400_000;

    private GrowTestModels() {}

    /**
     * Writes them.
     *
     * @param arguments the directory
     */
    public static void main(String... arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        SparkSession spark = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", "false")
                .getOrCreate();
        List<Example> examples = examples(new Random(1));
        Candidate seven = candidate(7, 4);
        Candidate four = candidate(4, 5);
        Candidate boosted = boosted();
        Candidate both = new Candidate(
                "both", Candidate.Type.MEAN, new ObjectMapper().createObjectNode(), List.of(four, boosted));
        write(directory.resolve("cedar"), seven.fit(spark, examples, 1), seven, thresholds(0.5, 0.8), examples);
        write(directory.resolve("maple"), both.fit(spark, examples, 2), both, thresholds(0.55, 0.7), examples);
        write(
                directory.resolve("oak"),
                FittedModel.of(oak()),
                four,
                new Thresholds(0.8, OptionalDouble.empty()),
                tidy());
        spark.stop();
    }

    private static Candidate candidate(int trees, int depth) throws IOException {
        String settings = """
                {"numTrees":%d,"maxDepth":%d,"maxBins":64,"minInstancesPerNode":1,"featureSubsetStrategy":"onethird",\
                "subsamplingRate":1.0,"impurity":"gini"}""".formatted(trees, depth);
        return new Candidate("forest", Candidate.Type.RANDOM_FOREST, new ObjectMapper().readTree(settings), List.of());
    }

    private static Candidate boosted() throws IOException {
        String settings = """
                {"maxIter":5,"maxDepth":3,"maxBins":64,"minInstancesPerNode":1,"featureSubsetStrategy":"all",\
                "subsamplingRate":1.0,"stepSize":0.3}""";
        return new Candidate(
                "boosted", Candidate.Type.GRADIENT_BOOSTED_TREES, new ObjectMapper().readTree(settings), List.of());
    }

    private static Thresholds thresholds(double review, double decline) {
        return new Thresholds(review, OptionalDouble.of(decline));
    }

    private static void write(
            Path directory, FittedModel model, Candidate candidate, Thresholds thresholds, List<Example> examples)
            throws IOException {
        Files.createDirectories(directory);
        ExportModel.trees(
                model,
                new ExportModel.Description(
                        thresholds,
                        new Costs(1, 0, 500, 2_000),
                        Map.of("rows", examples.size()),
                        candidate,
                        Map.of(),
                        Optional.empty()),
                examples,
                directory);
    }

    /** Random vectors in ranges as they are found, and fraud that can be learned from them. */
    private static List<Example> examples(Random random) {
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            double[] vector = new double[NAMES.size()];
            for (int f = 0; f < vector.length; f++) {
                vector[f] = value(NAMES.get(f), random);
            }
            double risk = (of(vector, "amountMinor") > 40_000 ? 0.3 : 0)
                    + (of(vector, "amountToHabit") > 5 ? 0.2 : 0)
                    + (of(vector, "merchantRisk7Days") > 0.3 ? 0.25 : 0)
                    + (of(vector, "newDevice") == 1 ? 0.2 : 0)
                    + (of(vector, "count1Hour") > 4 ? 0.2 : 0)
                    + (of(vector, "countryChanged") == 1 ? 0.15 : 0);
            examples.add(example(vector, random.nextDouble() < risk));
        }
        return examples;
    }

    private static double of(double[] vector, String name) {
        return vector[NAMES.indexOf(name)];
    }

    private static double value(String name, Random random) {
        if (name.equals("weekend") || name.equals("night")) {
            return random.nextInt(2);
        }
        if (name.equals("countryChanged") || name.equals("newDevice")) {
            return random.nextInt(3) - 1;
        }
        if (name.contains("Risk")) {
            return random.nextInt(3) == 0 ? 0 : random.nextInt(11) / 10.0;
        }
        if (name.equals("amountToHabit") || name.equals("habitDeviations")) {
            return random.nextInt(120) / 10.0;
        }
        if (name.endsWith("Millis") || name.endsWith("Metres")) {
            return random.nextBoolean() ? -1 : random.nextLong(30 * DAY_MILLIS);
        }
        if ((name.contains("ount") && !name.equals("amountMinor"))
                || name.contains("Frauds")
                || name.contains("Streak")) {
            return random.nextInt(8);
        }
        return random.nextInt(random.nextInt(3) == 0 ? 200_000 : 20_000);
    }

    /** The trees that scenarios/models.yaml describes. */
    private static RandomForestClassificationModel oak() {
        int amount = NAMES.indexOf("amountMinor");
        int night = NAMES.indexOf("night");
        int count = NAMES.indexOf("count1Day");
        Node byNight = split(night, 0.5, classes(5, 15), leaf(classes(5, 5)), leaf(classes(0, 10)));
        Node byAmount = split(amount, 10_000, classes(75, 25), leaf(classes(70, 10)), byNight);
        Node byCount = split(count, 2, classes(60, 20), leaf(classes(56, 8)), leaf(classes(4, 12)));
        return new RandomForestClassificationModel(
                "oak",
                new DecisionTreeClassificationModel[] {
                    new DecisionTreeClassificationModel("first", byAmount, NAMES.size(), 2),
                    new DecisionTreeClassificationModel("second", byCount, NAMES.size(), 2)
                },
                NAMES.size(),
                2);
    }

    private static GiniCalculator classes(double genuine, double fraud) {
        return new GiniCalculator(new double[] {genuine, fraud}, (long) (genuine + fraud));
    }

    private static Node leaf(GiniCalculator classes) {
        return new LeafNode(0, 0, classes);
    }

    private static Node split(int feature, double threshold, GiniCalculator classes, Node left, Node right) {
        return new InternalNode(0, 0, 0, left, right, new ContinuousSplit(feature, threshold), classes);
    }

    /** With amounts and counts on both sides of oak's splits. */
    private static List<Example> tidy() {
        List<Example> tidy = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            double[] vector = new double[NAMES.size()];
            vector[NAMES.indexOf("amountMinor")] = 10_000 + i % 2;
            vector[NAMES.indexOf("night")] = i / 2 % 2;
            vector[NAMES.indexOf("count1Day")] = 2 + i / 4 % 2;
            tidy.add(example(vector, i < 16));
        }
        return tidy;
    }

    private static Example example(double[] vector, boolean fraud) {
        return new Example(new TableRow("t", "c", 0, 0, vector, List.of()), fraud, "");
    }
}
