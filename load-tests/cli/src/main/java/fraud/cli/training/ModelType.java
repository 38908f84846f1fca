package fraud.cli.training;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The types of models that can be trained, and what each can be told. */
enum ModelType {
    RANDOM_FOREST(
            "random-forest",
            ModelSetting.whole("numTrees", 1, 1_000, 100),
            ModelSetting.whole("maxDepth", 1, 30, 10),
            ModelSetting.whole("maxBins", 2, 65_536, 256),
            ModelSetting.whole("minInstancesPerNode", 1, 1_000_000, 1),
            ModelSetting.choice("featureSubsetStrategy", List.of("auto", "all", "onethird", "sqrt", "log2")),
            ModelSetting.real("subsamplingRate", 0.001, 1, 1),
            ModelSetting.choice("impurity", List.of("gini", "entropy")),
            ModelSetting.optional("fraudWeight", 0.001, 100_000)),
    GRADIENT_BOOSTED_TREES(
            "gradient-boosted-trees",
            ModelSetting.whole("maxIter", 1, 1_000, 60),
            ModelSetting.whole("maxDepth", 1, 30, 4),
            ModelSetting.whole("maxBins", 2, 65_536, 256),
            ModelSetting.whole("minInstancesPerNode", 1, 1_000_000, 1),
            ModelSetting.choice("featureSubsetStrategy", List.of("all", "auto", "onethird", "sqrt", "log2")),
            ModelSetting.real("subsamplingRate", 0.001, 1, 1),
            ModelSetting.real("stepSize", 0.001, 1, 0.1),
            ModelSetting.optional("fraudWeight", 0.001, 100_000)),
    /** The mean of the scores of other candidates, which its member {@code of} names. */
    MEAN("mean"),
    LOGISTIC_REGRESSION(
            "logistic-regression",
            ModelSetting.whole("maxIter", 1, 100_000, 200),
            ModelSetting.real("regParam", 0, 1_000_000, 0),
            ModelSetting.real("elasticNetParam", 0, 1, 0),
            ModelSetting.optional("fraudWeight", 0.001, 100_000));

    private final String key;

    @SuppressWarnings("ImmutableEnumChecker") // List.of has no other kind
    private final List<ModelSetting> settings;

    ModelType(String key, ModelSetting... settings) {
        this.key = key;
        this.settings = List.of(settings);
    }

    /** What it is called in files. */
    String key() {
        return key;
    }

    List<ModelSetting> settings() {
        return settings;
    }

    static Optional<ModelType> of(String key) {
        return Arrays.stream(values()).filter(type -> type.key.equals(key)).findFirst();
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(ModelType::key).toList();
    }
}
