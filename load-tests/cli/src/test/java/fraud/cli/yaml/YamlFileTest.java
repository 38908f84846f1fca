package fraud.cli.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlFileTest {

    @TempDir
    private Path directory;

    @Test
    void givesTheValuesOfAMappingInTheOrderOfTheFile() throws Exception {
        YamlFile file = YamlFile.of("f", "b: 1_000\na: [x, \"7\"]\nc: 1.5\n");
        YamlValue root = file.root();

        assertThat(root.members().keySet()).containsExactly("b", "a", "c");
        assertThat(root.members().get("b").wholeNumber()).contains(1_000L);
        assertThat(root.members().get("a").items("texts"))
                .extracting(YamlValue::text)
                .containsExactly(Optional.of("x"), Optional.of("7"));
        assertThat(root.members().get("c").number()).contains(1.5);
        assertThat(root.members().get("c").line()).isEqualTo(3);
        file.requireNoProblems();
    }

    @Test
    void tellsAllThatIsWrongInTheOrderOfLines() throws Exception {
        YamlFile file = YamlFile.of("f", """
                size: 5
                sise: 6
                list:
                  - {}
                  - 3
                  - {name: x, name: y}
                size: 7
                other:
                  4
                """);
        YamlValue root = file.root();

        root.required("list", "").orElseThrow().items(1, 2, "things").forEach(YamlValue::members);
        root.members(Set.of("size", "list", "other"));
        root.required("colour", "must be red or blue");
        root.optional("size").orElseThrow().wholeNumber(6, 9);
        root.optional("other").orElseThrow().wrong("must be a word");

        assertThat(problems(file))
                .containsExactly(
                        "f:1: colour: is missing, must be red or blue",
                        "f:1: size = 5: must be a whole number from 6 to 9",
                        "f:2: sise: there is no such key: did you mean size?",
                        "f:3: list: has 3: must be a list of 1 to 2 things",
                        "f:5: list[1] = 3: must be a mapping, key: value on a line each",
                        "f:6: list[2].name: is there twice",
                        "f:7: size: is there twice",
                        "f:9: other = 4: must be a word");
    }

    @Test
    void namesAllKeysWhereNoneIsNear() throws Exception {
        YamlFile file = YamlFile.of("f", "colour: red");

        file.root().members(List.of("size", "list"));

        assertThat(problems(file)).containsExactly("f:1: colour: there is no such key: there are size, list");
    }

    @ParameterizedTest
    @CsvSource({"5, 5", "0, 0", "1_000, 1000", "999999999999999999, 999999999999999999"})
    void readsWholeNumbers(String text, long number) throws Exception {
        assertThat(value(text).wholeNumber()).contains(number);
        assertThat(value(text).number()).contains((double) number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"010", "0x10", "1:30", "'5'", "five", "[5]", "~", "+5", "-5", "5.0", "1000000000000000000"})
    void takesNothingElseForOne(String text) throws Exception {
        assertThat(value(text).wholeNumber()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.5", ".5, 0.5", "-1.5, -1.5", "1e3, 1000", "2., 2", "+5, 5"})
    void readsDecimalNumbers(String text, double number) throws Exception {
        assertThat(value(text).number()).contains(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"010", "0x10", "1:30", ".inf", ".nan", "'0.5'", "half"})
    void takesNothingElseForADecimalNumber(String text) throws Exception {
        assertThat(value(text).number()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"12", "true", "2026-03-01", "~", "1e3"})
    void takesForATextWhatYamlDoesAndQuotesMakeIt(String text) throws Exception {
        assertThat(value(text).text()).isEmpty();
        assertThat(value(text).scalar()).contains(text);
        assertThat(value("'" + text + "'").text()).contains(text);
    }

    @Test
    void followsAnchorsAndMerges() throws Exception {
        YamlFile file = YamlFile.of("f", "a: &a {x: 1, y: 2}\nb: *a\nc: {<<: *a, y: 3, z: 4}\n");
        YamlValue merged = file.root().members().get("c");

        assertThat(file.root().members().get("b").members().get("x").wholeNumber())
                .contains(1L);
        assertThat(merged.members().keySet()).containsExactlyInAnyOrder("x", "y", "z");
        assertThat(merged.members().get("y").wholeNumber()).contains(3L);
        file.requireNoProblems();
    }

    @Test
    void endsWhereAMappingIsMergedWithItselfOrWithNone() throws Exception {
        YamlFile file = YamlFile.of("f", "a: &a {<<: *a, x: 1}\nb: {<<: 5}\n");

        file.root().members().values().forEach(YamlValue::members);

        assertThat(problems(file)).singleElement().asString().startsWith("f:2: b: cannot be merged: ");
    }

    @Test
    void hidesWhatMayBeACardNumber() throws Exception {
        YamlFile file = YamlFile.of("f", "4111111111111111: 4111111111111111");

        file.root().members(Set.of("size"));
        file.root().members().values().forEach(value -> value.wholeNumber(1, 9));

        assertThat(problems(file))
                .containsExactly(
                        "f:1: ***: there is no such key: there are size",
                        "f:1: *** = ***: must be a whole number from 1 to 9");
    }

    @Test
    void takesAnEmptyFileForAnEmptyMapping() throws Exception {
        assertThat(YamlFile.of("f", "# nothing\n").root().members()).isEmpty();
    }

    @Test
    void saysWhyAFileIsNone() throws Exception {
        Path latin = Files.write(directory.resolve("latin"), "ü".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(failure(directory.resolve("none"))).isEqualTo(directory.resolve("none") + ": there is no such file");
        assertThat(failure(directory)).startsWith(directory + ": cannot be read: ");
        assertThat(failure(latin)).isEqualTo(latin + ": is not UTF-8");
        assertThat(failure(Files.writeString(directory.resolve("open"), "a: [")))
                .contains(":1: is not YAML: ");
        assertThat(failure(Files.writeString(directory.resolve("two"), "a\n---\nb")))
                .contains("is not YAML: ");
    }

    private static String failure(Path file) {
        return catchThrowableOfType(YamlFileException.class, () -> YamlFile.read(file))
                .getMessage();
    }

    private static YamlValue value(String text) throws YamlFileException {
        return YamlFile.of("f", "key: " + text).root().members().get("key");
    }

    private static List<String> problems(YamlFile file) {
        return catchThrowableOfType(YamlFileException.class, file::requireNoProblems)
                .problems();
    }
}
