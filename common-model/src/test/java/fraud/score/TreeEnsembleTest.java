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

class TreeEnsembleTest {

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
        TreeEnsemble oak = TreeEnsemble.read(ModelFiles.read(OAK));
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

    /** A forest of one tree and boosted trees, whose link has a bend: half of each. */
    @ParameterizedTest
    @CsvSource({
        // amount; score, contribution of it: forest 0.25 or 0.75, boosted -3 or 1 where 0 is a score of 0.5
        "0, 0.1875, -0.3125",
        "1, 0.675, 0.1875",
    })
    void takesTheMeanOfItsParts(double amount, double score, double contribution) throws BadModelException {
        String forest =
                "{\"link\":{\"sum\":[0,1],\"score\":[0,1]},\"trees\":[{\"feature\":[0,-1,-1],\"threshold\":[0,0,0],"
                        + "\"right\":[2,7,-7],\"value\":[0.5,0.25,0.75]}]}";
        String boosted = "{\"link\":{\"sum\":[-4,0,5],\"score\":[0,0.5,1]},\"trees\":["
                + "{\"feature\":[0,-1,-1],\"threshold\":[0,0,0],\"right\":[2,0,0],\"value\":[0.375,-3,1]}]}";
        double[] zeros = new double[FeatureVector.size()];
        String probe = "{\"features\":" + Arrays.toString(zeros) + ",\"score\":0.1875}";
        String text = text().replaceFirst(
                        "\"probes\":.*", "\"probes\":[" + probe + "],\"parts\":[" + forest + "," + boosted + "]}");

        TreeEnsemble ensemble = TreeEnsemble.read(text.getBytes(StandardCharsets.UTF_8));

        double[] vector = zeros.clone();
        vector[0] = amount;
        assertThat(ensemble.score(vector)).isEqualTo(score);
        assertThat(ensemble.contributions(vector)[0])
                .isEqualTo((amount > 0 ? 0.25 + 0.625 / 9 : -0.25 - 3.375 / 9) / 2);
    }

    @Test
    void aLinkIsLevelOutsideOfItsPointsAndStraightBetweenThem() {
        ScoreLink link = ScoreLink.of(new double[] {-2, 0, 1}, new double[] {0.125, 0.25, 1});

        assertThat(link.score(-3)).isEqualTo(0.125);
        assertThat(link.score(-2)).isEqualTo(0.125);
        assertThat(link.score(-1)).isEqualTo(0.1875);
        assertThat(link.score(0)).isEqualTo(0.25);
        assertThat(link.score(0.5)).isEqualTo(0.625);
        assertThat(link.score(1)).isEqualTo(1);
        assertThat(link.score(9)).isEqualTo(1);
        assertThat(link.width()).isEqualTo(3);
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
                    "format":2               | "format":1        | format must be 2
                    "format":2               | "format":2.0      | format must be 2
                    "format":2               | "format":2e0      | format must be 2
                    "format":2               | "format":"2"      | format must be 2
                    "format":2               | "format":true     | format must be 2
                    "format":2,              | ''                | format must be 2
                    "threshold":0.8          | "threshold":"0.8" | threshold must be a finite number
                    "score":0.125            | "score":1e999     | score must be a finite number
                    "probes":[               | "probes":{},"x":[ | there are no probes
                    "feature":[0,-1,2        | "feature":[0,-1,51| a tree has a node that is neither leaf nor split: 2
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
                    "value":[0.125,          | "value":[         | the arrays of a tree differ in length, or are empty
                    "value":[0.125,          | "value":[0.1,     | a tree has a value that is no multiple of 2^-30, or 2^22 or more: 0
                    "value":[0.125,          | "value":[-4194304, | a tree has a value that is no multiple of 2^-30, or 2^22 or more: 0
                    "value":[0.125,          | "value":[4194303.5, | the values of a part can sum up to 2^22 or more
                    "parts":[                | "part":[          | there are no parts
                    "parts":[                | "parts":[],"x":[  | there are no parts
                    "trees":[                | "tree":[          | a part has no trees
                    "trees":[                | "trees":[],"x":[  | a part has no trees
                    "sum":[0.0,1.0]          | "sum":[0.0,1.0,2.0] | a link must have two arrays of one length, from 2 to 10000
                    "sum":[0.0,1.0]          | "sum":[1.0,1.0]   | a link has a point that is no score, or falls: 1
                    "score":[0.0,1.0]        | "score":[1.0,0.5] | a link has a point that is no score, or falls: 1
                    "score":[0.0,1.0]        | "score":[-0.1,1.0] | a link has a point that is no score, or falls: 0
                    "score":[0.0,1.0]        | "score":[0.0,1.5] | a link has a point that is no score, or falls: 1
                    "link":                  | "links":          | sum must be an array of numbers
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
                "{\"format\":2,",
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

        assertThat(TreeEnsemble.read(more.getBytes(StandardCharsets.UTF_8)).trees())
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
                    "featureVersion":2       | "featureVersion":2.0 | featureVersion
                    "featureVersion":2       | "featureVersion":"2" | featureVersion
                    "featureVersion":2       | "featureVersion":2e0 | featureVersion
                    "featureVersion":2,      | ''                   | featureVersion
                    "merchantFirstUsesShare7Days"] | "merchantFirstUsesShare7Days","more"] | featureVersion
                    "features":["amountMinor" | "features":[1       | featureVersion
                    "type":"tree-ensemble"   | "type":["tree-ensemble"] | type
                    "type":"tree-ensemble",  | ''                   | type
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
        wrong = wrong.replace("\"featureVersion\":2", "\"featureVersion\":1");
        assertThat(rejection(wrong).detail()).isEqualTo("featureVersion");
        wrong = wrong.replace("tree-ensemble", "random-forest");
        assertThat(rejection(wrong).detail()).isEqualTo("type");
        wrong = wrong.replace("\"format\":2", "\"format\":1");
        assertThat(rejection(wrong).detail()).isEqualTo("model.json");
    }

    private static String text() throws BadModelException {
        return new String(ModelFiles.read(OAK), StandardCharsets.UTF_8);
    }

    private static BadModelException rejection(String text) {
        return rejection(text.getBytes(StandardCharsets.UTF_8));
    }

    private static BadModelException rejection(byte[] content) {
        return catchThrowableOfType(BadModelException.class, () -> TreeEnsemble.read(content));
    }

    private static String rejection(PublishedModel version) {
        StartingModels models =
                new StartingModels(null, null, TestModels.directory().toString());
        return catchThrowableOfType(BadModelException.class, () -> TreeEnsemble.load(models, version))
                .detail();
    }
}
