package fraud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Goal: who follows a citation of the contract finds it. Method: every "SEMANTICS n" in code and documents of the
 * checkout.
 */
class CitationsTest {

    private static final String NUMBER = "\\d+(?:\\.\\d+)?";
    private static final Pattern CITATION =
            Pattern.compile("SEMANTICS(?:\\.md)?[`)]? ?§?(" + NUMBER + "(?:(?:, | and | to )" + NUMBER + ")*)");
    /** A chapter's heading, or the beginning of a paragraph. */
    private static final Pattern PARAGRAPH = Pattern.compile("^(?:## (\\d+)|(\\d+\\.\\d+)) ", Pattern.MULTILINE);
    /** Comments are wrapped. */
    private static final Pattern LINE_BREAK = Pattern.compile("\\R\\s*(?:\\*|//)?\\s*");

    @Test
    void everyCitedParagraphIsThere() throws IOException {
        Path semantics = Checkout.root().resolve("docs").resolve("SEMANTICS.md");
        Set<String> paragraphs = PARAGRAPH
                .matcher(Files.readString(semantics))
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .collect(Collectors.toSet());
        List<String> dead = new ArrayList<>();
        int citations = 0;
        for (Path file : Checkout.files(".md", ".java")) {
            String text = LINE_BREAK.matcher(Files.readString(file)).replaceAll(" ");
            for (MatchResult citation : CITATION.matcher(text).results().toList()) {
                for (String number : citation.group(1).split(", | and | to ", -1)) {
                    citations++;
                    if (!paragraphs.contains(number)) {
                        dead.add(file + ": " + citation.group());
                    }
                }
            }
        }

        assertThat(citations).isGreaterThan(300);
        assertThat(dead).isEmpty();
    }
}
