package fraud.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PortableForestTest {

    private static final Path OAK = TestModels.directory().resolve(TestModels.OAK);

    /** The trees of oak are told in scenarios/models.yaml. */
    @ParameterizedTest
    @CsvSource({
        // amount, night, transactions of the day; score, contributions of the three
        "10000, 1, 2, 0.125, -0.0625, 0, -0.0625",
        "10000.000000000002, 0, 2, 0.3125, 0.25, -0.125, -0.0625",
        "10001, 0.5, 3, 0.625, 0.25, -0.125, 0.25",
        "10001, 1, 3, 0.875, 0.25, 0.125, 0.25",
        "-1, 0, 2.5, 0.4375, -0.0625, 0, 0.25",
    })
    void goesLeftUpToTheThresholdAndSaysByHowMuchEachSplitMovedTheScore(
            double amount, double night, double count, double score, double byAmount, double byNight, double byCount)
            throws BadModelException {
        PortableForest oak = PortableForest.read(ModelFiles.read(OAK));
        double[] vector = new double[FeatureVector.size()];
        vector[0] = amount;
        vector[2] = night;
        vector[3] = count;

        assertThat(oak.score(vector)).isEqualTo(score);
        double[] contributions = oak.contributions(vector);
        assertThat(contributions[0]).isEqualTo(byAmount);
        assertThat(contributions[2]).isEqualTo(byNight);
        assertThat(contributions[3]).isEqualTo(byCount);
        assertThat(oak.trees()).isEqualTo(2);
        assertThat(oak.nodes()).isEqualTo(8);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesADirectoryThatIsNoUsableModelForItsOwnReason(String name) {
        PublishedModel version = TestModels.published(1, ModelRole.CHAMPION, 0, name);

        assertThat(refusal(version)).isEqualTo(TestModels.REFUSED.get(name));
    }

    private static Iterable<String> refused() {
        return TestModels.REFUSED.keySet();
    }

    @Test
    void refusesWhatIsNotThereAndWhatIsAnother() {
        String other = TestModels.sha256(TestModels.MAPLE);

        assertThat(refusal(new PublishedModel(1, ModelRole.CHAMPION, 0, null, "elm", other)))
                .isEqualTo("directory");
        assertThat(refusal(new PublishedModel(1, ModelRole.CHAMPION, 0, null, TestModels.OAK, other)))
                .isEqualTo("sha256");
        assertThatThrownBy(() ->
                        StartingModels.NONE.directoryOf(TestModels.published(1, ModelRole.CHAMPION, 0, TestModels.OAK)))
                .isInstanceOf(BadModelException.class)
                .hasMessage("the detector has no models.dir");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {                        | {{          | is no JSON
                    "format":1               | "format":2  | format must be 1
                    "threshold":0.8          | "threshold":"0.8" | threshold must be a finite number
                    "score":0.125            | "score":1e999     | score must be a finite number
                    "feature":[0,-1,2        | "feature":[0,-1,38| a tree has a node that is neither leaf nor split: 2
                    "feature":[0,-1,2        | "feature":[0,-2,2 | a tree has a node that is neither leaf nor split: 1
                    "feature":[0,-1,2        | "feature":[0,"1",2| a tree has a node that is neither leaf nor split: 1
                    "right":[2,0,4           | "right":[1,0,4    | a tree has a node that is neither leaf nor split: 0
                    "right":[2,0,4           | "right":[2,0,5    | a tree has a node that is neither leaf nor split: 2
                    "genuine":[0.75,         | "genuine":[       | the arrays of a tree differ in length, or are empty
                    "trees":[                | "forest":[        | there are no trees
                    """)
    void namesWhatIsWrongWithTheText(String right, String wrong, String message) throws BadModelException {
        String text = new String(ModelFiles.read(OAK), StandardCharsets.UTF_8);
        byte[] broken = text.replace(right, wrong).getBytes(StandardCharsets.UTF_8);

        BadModelException refusal = catchThrowableOfType(BadModelException.class, () -> PortableForest.read(broken));

        assertThat(refusal.detail()).isEqualTo("model.json");
        assertThat(refusal).hasMessage("model.json: " + message);
    }

    private static String refusal(PublishedModel version) {
        StartingModels models =
                new StartingModels(null, null, TestModels.directory().toString());
        return catchThrowableOfType(BadModelException.class, () -> PortableForest.load(models, version))
                .detail();
    }
}
