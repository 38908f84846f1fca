package fraud.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortableForestTest {

    private static final Path OAK = TestModels.directory().resolve(TestModels.OAK);

    /** The trees of oak are described in scenarios/models.yaml. */
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

    @Test
    void dividesTheSumOfAllTreesOnce() throws BadModelException {
        StringBuilder trees = new StringBuilder();
        for (String leaf : new String[] {
            "[1,0.9,0.5],\"fraud\":[0,0.1,0.5]",
            "[1,0.8,0.5],\"fraud\":[0,0.2,0.5]",
            "[1,0.6,0.5],\"fraud\":[0,0.4,0.5]"
        }) {
            trees.append(trees.isEmpty() ? "" : ",")
                    .append("{\"feature\":[0,-1,-1],\"threshold\":[0,0,0],\"right\":[2,7,-7],\"genuine\":" + leaf
                            + "}");
        }
        double f = 0.1 + 0.2 + 0.4;
        double score = f / (0.9 + 0.8 + 0.6 + f);
        double[] zeros = new double[FeatureVector.size()];
        String probe = "{\"features\":" + Arrays.toString(zeros) + ",\"score\":" + score + "}";
        String text = text().replaceFirst("\"probes\":.*", "\"probes\":[" + probe + "],\"trees\":[" + trees + "]}");

        PortableForest forest = PortableForest.read(text.getBytes(StandardCharsets.UTF_8));

        assertThat(forest.contributions(zeros)[0]).isEqualTo(f / 3).isNotEqualTo(0.1 / 3 + 0.2 / 3 + 0.4 / 3);
    }

    @ParameterizedTest
    @MethodSource("rejected")
    void rejectsADirectoryThatIsNoUsableModelForItsOwnReason(String name) {
        PublishedModel version = TestModels.published(1, ModelRole.CHAMPION, 0, name);

        assertThat(rejection(version)).isEqualTo(TestModels.REFUSED.get(name));
    }

    private static Iterable<String> rejected() {
        return TestModels.REFUSED.keySet();
    }

    @Test
    void rejectsWhatIsNotThereAndWhatIsAnother() {
        String other = TestModels.sha256(TestModels.MAPLE);

        assertThat(rejection(new PublishedModel(1, ModelRole.CHAMPION, 0, null, "elm", other)))
                .isEqualTo("directory");
        assertThat(rejection(new PublishedModel(1, ModelRole.CHAMPION, 0, null, TestModels.OAK, other)))
                .isEqualTo("sha256");
        assertThatThrownBy(() ->
                        StartingModels.NONE.directoryOf(TestModels.published(1, ModelRole.CHAMPION, 0, TestModels.OAK)))
                .isInstanceOf(BadModelException.class)
                .hasMessage("the detector has no models.dir");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {                        | {{                | is no JSON: line 1, column 2
                    "format":1               | "format":2        | format must be 1
                    "format":1               | "format":1.0      | format must be 1
                    "format":1               | "format":1e0      | format must be 1
                    "format":1               | "format":"1"      | format must be 1
                    "format":1               | "format":true     | format must be 1
                    "format":1,              | ''                | format must be 1
                    "threshold":0.8          | "threshold":"0.8" | threshold must be a finite number
                    "score":0.125            | "score":1e999     | score must be a finite number
                    "probes":[               | "probes":{},"x":[ | there are no probes
                    "feature":[0,-1,2        | "feature":[0,-1,38| a tree has a node that is neither leaf nor split: 2
                    "feature":[0,-1,2        | "feature":[0,-2,2 | a tree has a node that is neither leaf nor split: 1
                    "feature":[0,-1,2        | "feature":[0,"1",2| feature must be an array of integers
                    "feature":[0,-1,2        | "feature":[0,-1,2.0 | feature must be an array of integers
                    "feature":[0,-1,2        | "feature":[0,-1,4294967298 | feature must be an array of integers
                    "feature":[0,-1,2        | "feature":7,"x":[0| feature must be an array of integers
                    "right":[2,0,4           | "right":[1,0,4    | a tree has a node that is neither leaf nor split: 0
                    "right":[2,0,4           | "right":[2,0,3    | a tree has a node that is neither leaf nor split: 2
                    "right":[2,0,4           | "right":[2,0,5    | a tree has a node that is neither leaf nor split: 2
                    "right":[2,0,4           | "right":[2,0,4.0  | right must be an array of integers
                    "right":[2,0,4           | "right":[2,0.0,4  | right must be an array of integers
                    "right":[2,0,4           | "right":[2,0,4e0  | right must be an array of integers
                    "right":[2,0,4           | "right":[2,0,"4"  | right must be an array of integers
                    "genuine":[0.75,         | "genuine":[       | the arrays of a tree differ in length, or are empty
                    "genuine":[0.75,         | "genuine":[-0.1,  | a tree has a node whose shares are not from 0 to 1, or both 0: 0
                    "genuine":[0.75,         | "genuine":[1.1,   | a tree has a node whose shares are not from 0 to 1, or both 0: 0
                    "fraud":[0.25,0.125,0.75,0.5,1.0] | "fraud":[0,0,0,0,0] | a tree has a node whose shares are not from 0 to 1, or both 0: 4
                    "trees":[                | "forest":[        | there are no trees
                    "trees":[                | "trees":[],"x":[  | there are no trees
                    """)
    void namesWhatIsWrongWithTheText(String right, String wrong, String message) throws BadModelException {
        assertThat(text().contains(right)).as(right).isTrue();
        BadModelException rejection = rejection(text().replace(right, wrong));

        assertThat(rejection.detail()).isEqualTo("model.json");
        assertThat(rejection).hasMessage("model.json: " + message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"format\":1,",
                "{\"\\u0066ormat\":1,",
                "{\"x\":{\"y\":1,\"y\":1},",
                "{\"x\":NaN,",
                "{\"x\":01,",
                "{/* an oak */",
                "\uFEFF{",
                "{,",
                "{\"x\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]],",
            })
    void readsNothingButOneJsonObjectWithoutANameTwice(String beginning) throws BadModelException {
        BadModelException rejection = rejection(beginning + text().substring(1));

        assertThat(rejection.detail()).isEqualTo("model.json");
        assertThat(rejection).hasMessageStartingWith("model.json: is no JSON");
        assertThat(rejection(text() + "{}").detail()).isEqualTo("model.json");
        assertThat(rejection("[" + text() + "]")).hasMessage("model.json: is no JSON object");
    }

    @Test
    void readsMoreMembersAndBlanksAround() throws BadModelException {
        String more = "\t{\"x\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]],\"é\":1e999,"
                + text().substring(1) + "\r\n ";

        assertThat(PortableForest.read(more.getBytes(StandardCharsets.UTF_8)).trees())
                .isEqualTo(2);
    }

    @Test
    void readsUtf8Only() throws BadModelException {
        String named = "{\"x\":\"é\"," + text().substring(1);

        assertThat(rejection(named.getBytes(StandardCharsets.ISO_8859_1))).hasMessage("model.json: is no UTF-8");
        assertThat(rejection(text().getBytes(StandardCharsets.UTF_16)).detail()).isEqualTo("model.json");
        assertThat(rejection(text().getBytes(StandardCharsets.UTF_16BE)).detail())
                .isEqualTo("model.json");
        assertThat(rejection(new byte[0]).detail()).isEqualTo("model.json");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "featureVersion":1       | "featureVersion":1.0 | featureVersion
                    "featureVersion":1       | "featureVersion":"1" | featureVersion
                    "featureVersion":1       | "featureVersion":1e0 | featureVersion
                    "featureVersion":1,      | ''                   | featureVersion
                    "idleMillis"]            | "idleMillis","more"] | featureVersion
                    "features":["amountMinor" | "features":[1       | featureVersion
                    "type":"random-forest"   | "type":["random-forest"] | type
                    "type":"random-forest",  | ''                   | type
                    "score":0.125            | "score":0.1250000001 | probes
                    """)
    void aDetailSaysWhichCheckFailed(String right, String wrong, String detail) throws BadModelException {
        assertThat(text()).contains(right);

        assertThat(rejection(text().replace(right, wrong)).detail()).isEqualTo(detail);
    }

    @Test
    void theFirstCheckThatFailsIsReported() throws BadModelException {
        String wrong = text().replace("\"right\":[2", "\"right\":[1").replace("\"score\":0.125", "\"score\":0.25");

        assertThat(rejection(wrong).detail()).isEqualTo("model.json");
        wrong = wrong.replace("\"featureVersion\":1", "\"featureVersion\":2");
        assertThat(rejection(wrong).detail()).isEqualTo("featureVersion");
        wrong = wrong.replace("random-forest", "boosted-trees");
        assertThat(rejection(wrong).detail()).isEqualTo("type");
        wrong = wrong.replace("\"format\":1", "\"format\":2");
        assertThat(rejection(wrong).detail()).isEqualTo("model.json");
    }

    private static String text() throws BadModelException {
        return new String(ModelFiles.read(OAK), StandardCharsets.UTF_8);
    }

    private static BadModelException rejection(String text) {
        return rejection(text.getBytes(StandardCharsets.UTF_8));
    }

    private static BadModelException rejection(byte[] content) {
        return catchThrowableOfType(BadModelException.class, () -> PortableForest.read(content));
    }

    private static String rejection(PublishedModel version) {
        StartingModels models =
                new StartingModels(null, null, TestModels.directory().toString());
        return catchThrowableOfType(BadModelException.class, () -> PortableForest.load(models, version))
                .detail();
    }
}
