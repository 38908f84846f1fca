package fraud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Goal: prose fits a screen and a diff. Method: every line of Markdown, and of comments in Java, of the checkout. */
class ProseWidthTest {

    private static final int COLUMNS = 120;
    private static final Pattern COMMENT = Pattern.compile("^\\s*(/\\*|\\*|//).*");
    private static final Pattern TABLE_OR_PICTURE = Pattern.compile("^\\s*(\\||\\[?!\\[).*");

    @Test
    void noLineIsWiderThanAScreen() throws IOException {
        List<String> tooWide = new ArrayList<>();
        int files = 0;
        for (Path file : Checkout.files(".md", ".java")) {
            files++;
            int number = 0;
            boolean isInCodeBlock = false;
            for (String line : Files.readAllLines(file)) {
                number++;
                boolean isMarkdown = file.toString().endsWith(".md");
                isInCodeBlock ^= isMarkdown && line.stripLeading().startsWith("```");
                boolean isProse = isMarkdown
                        ? !isInCodeBlock && !TABLE_OR_PICTURE.matcher(line).matches()
                        : COMMENT.matcher(line).matches();
                if (isProse && line.codePointCount(0, line.length()) > COLUMNS) {
                    tooWide.add(file + ":" + number);
                }
            }
        }

        assertThat(files).isGreaterThan(100);
        assertThat(tooWide).isEmpty();
    }
}
