package fraud.training.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fraud.training.data.Example;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.classification.GBTClassifier;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.RandomForestClassifier;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * One kind of model with its settings. Fits are reproducible: the same rows in the same order and the same seed give
 * the same model, since there is one partition, and names are not drawn.
 *
 * @param name what people call it
 * @param type the kind
 * @param settings of MLlib, by MLlib's names, and {@code fraudWeight}: what a fraud weighs against a transaction that
 *     is none; of a mean, {@code of}: the candidates' names
 * @param of what it is the mean of; empty for all other types
 */
public record Candidate(String name, Type type, JsonNode settings, List<Candidate> of) {

    static final String FEATURES = "features";

    private static final String LABEL = "label";
    private static final String WEIGHT = "weight";
    private static final String FRAUD_WEIGHT = "fraudWeight";
    /**
     * So much may one pass over the rows gather: fewer passes for deep trees. Part of what makes a fit reproducible.
     */
    private static final int MEMORY_MB = 1_024;

    private static final int FEW_TREES = 20;

    private static final StructType SCHEMA = new StructType()
            .add(LABEL, DataTypes.DoubleType)
            .add(WEIGHT, DataTypes.DoubleType)
            .add(FEATURES, SQLDataTypes.VectorType());

    /** The kinds of models. */
    public enum Type {
        RANDOM_FOREST("random-forest"),
        GRADIENT_BOOSTED_TREES("gradient-boosted-trees"),
        /** The mean of the scores of other candidates. */
        MEAN("mean"),
        LOGISTIC_REGRESSION("logistic-regression");

        private final String key;

        Type(String key) {
            this.key = key;
        }

        public String key() {
            return key;
        }

        /** Whether both engines can come to the same score, to the bit. */
        public boolean isPublishable() {
            return this != LOGISTIC_REGRESSION;
        }

        static Type of(String key) {
            for (Type type : values()) {
                if (type.key.equals(key)) {
                    return type;
                }
            }
            throw new IllegalArgumentException("there is no type " + key);
        }
    }

    /**
     * Reads a candidate.
     *
     * @param before those that were read before it, of which it may be the mean
     */
    public static Candidate of(JsonNode json, List<Candidate> before) {
        JsonNode settings = json.required("settings");
        List<Candidate> of = new ArrayList<>();
        for (JsonNode named : settings.path("of")) {
            of.add(before.stream()
                    .filter(candidate -> candidate.name.equals(named.asText()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is no candidate " + named.asText())));
        }
        return new Candidate(
                json.required("name").asText(), Type.of(json.required("type").asText()), settings, of);
    }

    /** A quicker one of its kind, for who only wants to know whether there is anything to learn. */
    public Candidate withFewTrees() {
        ObjectNode few = settings.deepCopy();
        for (String trees : List.of("numTrees", "maxIter")) {
            if (few.has(trees) && type != Type.LOGISTIC_REGRESSION) {
                few.put(trees, Math.min(FEW_TREES, few.get(trees).asInt()));
            }
        }
        return new Candidate(
                name, type, few, of.stream().map(Candidate::withFewTrees).toList());
    }

    /** Learns from examples. */
    public FittedModel fit(SparkSession spark, List<Example> examples, long seed) {
        return fit(spark, examples, seed, new HashMap<>());
    }

    /**
     * Learns from examples.
     *
     * @param fitted what others have learned from the same examples, by name; it gets this one's, too
     */
    public FittedModel fit(SparkSession spark, List<Example> examples, long seed, Map<String, FittedModel> fitted) {
        FittedModel known = fitted.get(name);
        if (known != null) {
            return known;
        }
        FittedModel model = switch (type) {
            case RANDOM_FOREST -> FittedModel.of(forest(seed).fit(rows(spark, examples)));
            case GRADIENT_BOOSTED_TREES -> FittedModel.of(boosted(seed).fit(rows(spark, examples)));
            case MEAN ->
                FittedModel.mean(of.stream()
                        .map(candidate -> candidate.fit(spark, examples, seed, fitted))
                        .toList());
            case LOGISTIC_REGRESSION -> FittedModel.of(regression().fit(rows(spark, examples)));
        };
        fitted.put(name, model);
        return model;
    }

    private Dataset<Row> rows(SparkSession spark, List<Example> examples) {
        double fraudWeight = settings.path(FRAUD_WEIGHT).asDouble(1);
        List<Row> rows = new ArrayList<>(examples.size());
        for (Example example : examples) {
            rows.add(RowFactory.create(
                    example.fraud() ? 1.0 : 0.0,
                    example.fraud() ? fraudWeight : 1.0,
                    new DenseVector(example.row().features())));
        }
        return spark.createDataFrame(rows, SCHEMA).coalesce(1);
    }

    private RandomForestClassifier forest(long seed) {
        RandomForestClassifier forest = new RandomForestClassifier(type.key())
                .setSeed(seed)
                .setNumTrees(settings.required("numTrees").asInt())
                .setMaxDepth(settings.required("maxDepth").asInt())
                .setMaxBins(settings.required("maxBins").asInt())
                .setMinInstancesPerNode(settings.required("minInstancesPerNode").asInt())
                .setFeatureSubsetStrategy(
                        settings.required("featureSubsetStrategy").asText())
                .setSubsamplingRate(settings.required("subsamplingRate").asDouble())
                .setImpurity(settings.required("impurity").asText())
                .setMaxMemoryInMB(MEMORY_MB);
        return settings.has(FRAUD_WEIGHT) ? forest.setWeightCol(WEIGHT) : forest;
    }

    private GBTClassifier boosted(long seed) {
        GBTClassifier boosted = new GBTClassifier(type.key())
                .setSeed(seed)
                .setMaxIter(settings.required("maxIter").asInt())
                .setMaxDepth(settings.required("maxDepth").asInt())
                .setMaxBins(settings.required("maxBins").asInt())
                .setMinInstancesPerNode(settings.required("minInstancesPerNode").asInt())
                .setFeatureSubsetStrategy(
                        settings.required("featureSubsetStrategy").asText())
                .setSubsamplingRate(settings.required("subsamplingRate").asDouble())
                .setStepSize(settings.required("stepSize").asDouble())
                .setMaxMemoryInMB(MEMORY_MB);
        return settings.has(FRAUD_WEIGHT) ? boosted.setWeightCol(WEIGHT) : boosted;
    }

    private LogisticRegression regression() {
        LogisticRegression regression = new LogisticRegression(type.key())
                .setMaxIter(settings.required("maxIter").asInt())
                .setRegParam(settings.required("regParam").asDouble())
                .setElasticNetParam(settings.required("elasticNetParam").asDouble());
        return settings.has(FRAUD_WEIGHT) ? regression.setWeightCol(WEIGHT) : regression;
    }
}
