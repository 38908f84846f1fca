package fraud.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.cli.Cli;
import fraud.generator.config.Parameter;
import fraud.generator.stream.TransactionStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenerateCommandTest {

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int generate(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "generate";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return new Cli().run(new PrintWriter(out, true), new PrintWriter(err, true), all);
    }

    @Test
    void helpDocumentsEveryParameterWithUnitDefaultAndRange() {
        assertThat(generate("--help")).isZero();
        for (Parameter parameter : Parameter.values()) {
            assertThat(out.toString())
                    .contains("  " + parameter.key() + "  " + Parameter.plain(parameter.otherwise()) + "  ("
                            + parameter.from() + " to " + parameter.to()
                            + (parameter.unit().isEmpty() ? "" : " " + parameter.unit()) + ")");
        }
        for (String scenario : TransactionStream.scenarioNames()) {
            assertThat(out.toString()).contains("  mix." + scenario + "  1  (0 to 1000 weight)");
        }
    }

    @Test
    void writesEventsOutcomesAndAManifestAndSaysBothRates() throws IOException {
        Path events = directory.resolve("new/stream.csv");

        assertThat(generate("--out", events.toString(), "--count", "500", "--set", "cards=200"))
                .isZero();

        assertThat(out.toString()).contains("natural rate 0.00", "offered 300", "the stream's clock runs at");
        assertThat(Files.readAllLines(events)).hasSizeBetween(480, 501);
        assertThat(Files.readAllLines(directory.resolve("new/stream.labels.jsonl")))
                .hasSizeBetween(470, 505);
        assertThat(Files.readString(directory.resolve("new/stream.manifest.json")))
                .contains("\"cards\" : 200,", "\"digest\" : \"sha256:");
    }

    @Test
    void aDirectoryIsNeverReplaced() throws IOException {
        Path events = Files.createDirectory(directory.resolve("dir.csv"));

        assertThat(generate("--out", events.toString())).isEqualTo(2);

        assertThat(err.toString()).startsWith("error: " + events + ": is a directory, must be a file");
        assertThat(events).isEmptyDirectory();
    }

    @Test
    void theSameParametersGiveTheSameFiles() throws IOException {
        Path one = directory.resolve("one/a.jsonl.gz");
        Path two = directory.resolve("two/a.jsonl.gz");
        generate("--out", one.toString(), "--count", "1000", "--seed", "7");
        generate("--out", two.toString(), "--set", "count=1000", "--set", "seed=7");

        assertThat(two).hasSameBinaryContentAs(one);
        assertThat(two.resolveSibling("a.manifest.json"))
                .hasSameTextualContentAs(one.resolveSibling("a.manifest.json"));
        assertThat(two.resolveSibling("a.labels.jsonl")).hasSameTextualContentAs(one.resolveSibling("a.labels.jsonl"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cards=5             | cards = 5: must be from 100 to 100000000
            fraud.share=0.5     | fraud.share = 0.5: must be from 0 to 0.2
            fraud.share=many    | fraud.share = many: must be a number from 0 to 0.2
            fraud.shar=0.1      | unknown parameter fraud.shar: did you mean fraud.share?
            mix.card-tseting=1  | unknown scenario card-tseting: did you mean card-testing?
            late.millis=1       | late.millis = 1: must be above disorder.millis, which is 8000
            count=1000000000000 | count = 1000000000000: 3300 cards take more than 20 years for that; set cards to more
            """)
    void rejectsWhatCannotBeInOneLine(String setting, String message) {
        assertThat(generate("--out", directory.resolve("a.csv").toString(), "--set", setting))
                .isEqualTo(2);
        assertThat(err.toString()).isEqualTo("error: " + message + " (see fraud generate --help)\n");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aDirectoryInTheWayIsReportedInOneLine() throws IOException {
        Path inTheWay = Files.writeString(directory.resolve("file"), "");

        assertThat(generate("--out", inTheWay.resolve("a.csv").toString(), "--count", "10"))
                .isEqualTo(1);
        assertThat(err.toString()).startsWith("error: cannot write ").hasLineCount(1);
    }
}
