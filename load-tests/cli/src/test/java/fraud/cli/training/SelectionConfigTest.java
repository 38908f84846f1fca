package fraud.cli.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.cli.process.Checkout;
import fraud.cli.yaml.YamlFileException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionConfigTest {

    @TempDir
    private Path directory;

    @Test
    void whatIsLeftOutHasItsDefault() throws Exception {
        SelectionConfig config = read("candidates: [{type: random-forest, numTrees: 7, fraudWeight: 10}]");

        assertThat(config.folds()).isEqualTo(4);
        SelectionConfig.Candidate forest = config.candidates().get(0);
        assertThat(forest.name()).isEqualTo("random-forest");
        assertThat(forest.settings())
                .containsEntry("numTrees", 7)
                .containsEntry("fraudWeight", 10.0)
                .containsEntry("maxDepth", 10)
                .containsEntry("subsamplingRate", 1.0)
                .containsEntry("featureSubsetStrategy", "auto");
    }

    @Test
    void rowsWeighTheSameUnlessSaid() throws Exception {
        assertThat(read("candidates: [{type: logistic-regression}]")
                        .candidates()
                        .get(0)
                        .settings())
                .doesNotContainKey("fraudWeight");
    }

    @Test
    void hasOneOfEachTypeByDefault() {
        assertThat(SelectionConfig.standard().candidates())
                .extracting(SelectionConfig.Candidate::type)
                .containsExactlyInAnyOrder(ModelType.values());
    }

    @ParameterizedTest
    @ValueSource(strings = {"handbook.yaml", "default.yaml"})
    void readsTheConfigsOfTheRepository(String name) throws Exception {
        assertThat(SelectionConfig.read(Checkout.root().resolve("docs/models").resolve(name))
                        .candidates())
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{type: random-forest, maxDepth: 31} | :1: candidates[0].maxDepth = 31: must be a whole number from 1 to 30",
                "{type: random-forest, maxDepth: 0} | :1: candidates[0].maxDepth = 0: must be a whole number from 1 to 30",
                "{type: random-forest, numTrees: 1.5} | :1: candidates[0].numTrees = 1.5: must be a whole number from 1 to 1000",
                "{type: random-forest, impurity: gin} | :1: candidates[0].impurity = gin: must be one of gini, entropy",
                "{type: random-forest, subsamplingRate: 1.1} | :1: candidates[0].subsamplingRate = 1.1: must be a number from 0.001 to 1",
                "{type: random-forest, numTree: 5} | :1: candidates[0].numTree: there is no such key: did you mean numTrees?",
                "{type: logistic-regression, maxDepth: 5} | :1: candidates[0].maxDepth: there is no such key: there are name, type, maxIter, regParam",
                "{type: forest} | :1: candidates[0].type = forest: must be one of random-forest, gradient-boosted-trees, mean, logistic-regression",
                "{name: x} | :1: candidates[0].type: is missing, must be one of random-forest",
                "{type: random-forest, name: 5} | :1: candidates[0].name = 5: must be a text",
                "5 | :1: candidates[0] = 5: must be a mapping",
                "{type: mean} | :1: candidates[0].of: is missing, must name candidates of trees that stand above it: there are none",
                "{type: mean, of: [a, b]} | :1: candidates[0].of[0] = a: must name candidates of trees that stand above it: there are none",
                "{type: random-forest}, {type: mean, of: [random-forest, random-forest]} | :1: candidates[1].of[1] = random-forest: must name",
                "{type: random-forest}, {type: mean, of: [random-forest]} | :1: candidates[1].of: has 1: must be a list of 2 to 50 names",
            })
    void namesWhatIsWrongAndWhatWouldBeRight(String candidate, String message) {
        assertThatThrownBy(() -> read("candidates: [" + candidate + "]"))
                .isInstanceOf(YamlFileException.class)
                .hasMessageContaining("config.yaml" + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "folds: 0 | :1: folds = 0: must be a whole number from 1 to 52",
                "folds: 53 | :1: folds = 53: must be a whole number from 1 to 52",
                "fold: 2 | :1: fold: there is no such key: did you mean folds?",
                "folds: 2 | :1: candidates: is missing, must be a list of models",
                "candidates: [] | :1: candidates: has 0: must be a list of 1 to 50 models",
                "'[1, 2]' | :1: the file: must be a mapping",
            })
    void namesWhatIsWrongAtTheTop(String yaml, String message) {
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(YamlFileException.class)
                .hasMessageContaining("config.yaml" + message);
    }

    @Test
    void namesTheLineThatIsNoYaml() {
        assertThatThrownBy(() -> read("folds: 2\ncandidates: ["))
                .isInstanceOf(YamlFileException.class)
                .hasMessageContaining("config.yaml:2: is not YAML");
    }

    @Test
    void rejectsAKeyThatIsThereTwice() {
        assertThatThrownBy(() -> read("folds: 2\nfolds: 3\ncandidates: [{type: random-forest}]"))
                .isInstanceOf(YamlFileException.class)
                .hasMessageContaining("config.yaml:2: folds: is there twice");
    }

    @Test
    void rejectsOneNameTwice() {
        assertThatThrownBy(() -> read("candidates: [{type: random-forest}, {type: random-forest}]"))
                .isInstanceOf(YamlFileException.class)
                .hasMessageContaining("config.yaml:1: candidates[1]: the name random-forest is there twice");
    }

    @Test
    void saysThatThereIsNoSuchFile() {
        assertThatThrownBy(() -> SelectionConfig.read(directory.resolve("none.yaml")))
                .isInstanceOf(YamlFileException.class)
                .hasMessageContaining("there is no such file");
    }

    private SelectionConfig read(String yaml) throws Exception {
        return SelectionConfig.read(Files.writeString(directory.resolve("config.yaml"), yaml));
    }
}
