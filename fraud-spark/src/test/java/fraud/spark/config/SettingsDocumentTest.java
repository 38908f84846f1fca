package fraud.spark.config;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.Checkout;
import fraud.settings.SettingsText;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page of settings says what the job declares. */
class SettingsDocumentTest {

    @Test
    void describesEverySettingOfTheJob() throws IOException {
        String text = Files.readString(Checkout.root().resolve("docs/SETTINGS.md"));
        int begin = text.indexOf("\n## The detector on Spark\n");
        int end = text.indexOf("\n## ", begin + 1);
        List<String> rows = text.substring(begin, end < 0 ? text.length() : end)
                .lines()
                .filter(line -> line.startsWith("| `"))
                .toList();

        assertThat(rows).containsExactlyElementsOf(SettingsText.rows(JobConfig.options()));
    }
}
