package fraud.cli.input.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fraud.cli.process.Checkout;
import fraud.report.figures.InputNotes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What load-tests/README.md says of tables is what is read. */
class TablesDocumentTest {

    /** Maven runs tests in the module's directory. */
    private static final Path DOCUMENT = Checkout.root().resolve("load-tests/README.md");

    @TempDir
    private Path directory;

    @Test
    void theMappingIsOne() throws IOException {
        Matcher block = Pattern.compile("(?s)# mine\\.map\n(.*?)```").matcher(document());
        assertThat(block.find()).isTrue();

        assertThat(TableMapping.of("--map", MappingText.entries(block.group(1), line -> "--map"), key())
                        .hasLabels())
                .isTrue();
    }

    @Test
    void everyExpressionCanBeRead() throws IOException {
        List<String> expressions = new ArrayList<>();
        for (String cell : firstCells("| expression | gives |")) {
            Pattern.compile("`([^`]+)`")
                    .matcher(cell)
                    .results()
                    .map(found -> found.group(1))
                    .forEach(expressions::add);
        }
        assertThat(expressions).hasSizeGreaterThan(15);
        Functions functions = new Functions(key());
        for (String expression : expressions) {
            assertThat(ExpressionParser.parse(expression.replace(", …", ""), functions))
                    .as(expression)
                    .isNotNull();
        }
    }

    @Test
    void everyFormatHasItsRow() throws IOException {
        assertThat(firstCells("| `--format` | set |"))
                .containsExactly(Arrays.stream(PublicFormat.values())
                        .map(format -> "`" + format + "`")
                        .toArray(String[]::new));
    }

    @Test
    void everyNoteIsThere() throws IOException {
        List<String> told = new ArrayList<>();
        firstCells("| member | counts |")
                .forEach(cell -> Pattern.compile("`([^`]+)`")
                        .matcher(cell)
                        .results()
                        .map(MatchResult::group)
                        .map(name -> name.replace("`", ""))
                        .forEach(told::add));
        JsonNode notes = new ObjectMapper()
                .valueToTree(new InputNotes(0, 0, 0, 0, 0, 0, 0, false, new InputNotes.LabelNotes(0, 0, 0)));
        List<String> written = new ArrayList<>();
        notes.fieldNames().forEachRemaining(name -> {
            if (!notes.path(name).isObject()) {
                written.add(name);
            }
            notes.path(name).fieldNames().forEachRemaining(inner -> written.add(name + "." + inner));
        });

        assertThat(told.stream().filter(name -> !name.equals("labels"))).isEqualTo(written);
    }

    /** The first cell of each row of the table with this head. */
    private static List<String> firstCells(String head) throws IOException {
        return document()
                .lines()
                .dropWhile(line -> !line.startsWith(head))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.split(" \\| ", 2)[0].substring(2))
                .toList();
    }

    private static String document() throws IOException {
        return Files.readString(DOCUMENT);
    }

    private Optional<TokenKey> key() throws IOException {
        return Optional.of(TokenKey.read(Files.writeString(directory.resolve("key"), "a key for tests, no secret")));
    }
}
