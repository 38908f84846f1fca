package fraud.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fraud.cli.process.Checkout;
import fraud.cli.yaml.YamlFileException;
import fraud.rules.UnusualAmount;
import fraud.rules.VelocityCount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goal: what docs/RULES.md shows works as it stands there. */
class RulesDocumentTest {

    private static final Path DOCUMENT = Checkout.root().resolve("docs/RULES.md");
    private static final Pattern YAML = Pattern.compile("(?ms)^```yaml\\n(.*?)^```");
    private static final Pattern ERROR = Pattern.compile("(?m)^error: (mine.yaml:.*)$");

    @TempDir
    private Path directory;

    @Test
    void itsExampleIsAValidFileThatChangesWhatItSays() throws Exception {
        RuleFile example = RuleFile.read(Files.writeString(directory.resolve("mine.yaml"), example()));

        assertThat(example.note()).contains("Sales week, and a terminal in Lyon");
        assertThat(example.rules().merchantLists().blocked()).containsExactly("terminal-4711");
        assertThat(example.rules().get(VelocityCount.MAX_COUNT)).isEqualTo(10);
        assertThat(example.rules().get(UnusualAmount.MIN_AMOUNT)).isEqualTo(10_000);
        assertThat(example.rules().disabled()).containsExactly("unconfirmedDevice");
    }

    @Test
    void itsErrorsAreThoseOfTheSameFileWithTwoMistakes() throws IOException {
        String mistaken =
                example().replace("velocityCount:", "velocityCont:").replace("meanMultiple: 8", "meanMultiple: 0");
        Path file = Files.writeString(directory.resolve("mine.yaml"), mistaken);

        YamlFileException exception = catchThrowableOfType(YamlFileException.class, () -> RuleFile.read(file));

        List<String> told = exception.problems().stream()
                .map(problem -> problem.substring(directory.toString().length() + 1))
                .toList();
        assertThat(told).isEqualTo(matches(ERROR));
    }

    private static String example() throws IOException {
        assertThat(matches(YAML)).hasSize(1);
        return matches(YAML).get(0);
    }

    private static List<String> matches(Pattern pattern) throws IOException {
        return pattern.matcher(Files.readString(DOCUMENT))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
