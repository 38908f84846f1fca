package fraud.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fraud.report.figures.RunReport;
import fraud.report.figures.SampleReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/json\" id=\"report-data\">(.*?)</script>", Pattern.DOTALL);

    @TempDir
    private Path directory;

    @Test
    void givesBackEveryFigureThatItWrote() throws IOException {
        RunReport report = SampleReport.full();

        HtmlReport.write(report, directory);

        assertThat(RunReport.parse(Files.readString(directory.resolve(HtmlReport.JSON_FILE))))
                .isEqualTo(report);
    }

    @Test
    void givesBackARunThatDidNotComeToItsEnd() throws IOException {
        HtmlReport.write(SampleReport.incomplete(), directory);

        RunReport read = RunReport.parse(Files.readString(directory.resolve(HtmlReport.JSON_FILE)));
        assertThat(read).isEqualTo(SampleReport.incomplete());
        assertThat(read.incomplete()).isEqualTo("stopped before the end");
    }

    /** A report without it is one of a run that came to its end, also for readers that do not know the member. */
    @Test
    void aWholeRunSaysNothingOfBeingIncomplete() {
        assertThat(SampleReport.full().toJson()).doesNotContain("\"incomplete\"");
    }

    @Test
    void holdsTheSameFiguresInThePageAndInTheFileBesideIt() throws IOException {
        HtmlReport.write(SampleReport.full(), directory);

        JsonNode beside = JSON.readTree(Files.readString(directory.resolve(HtmlReport.JSON_FILE)));
        assertThat(embedded(Files.readString(directory.resolve(HtmlReport.HTML_FILE))))
                .isEqualTo(beside);
    }

    @Test
    void letsNoTextOfARunBecomeMarkup() throws IOException {
        String hostile = "</script><script>alert('x')</script><!-- {{style}} $1 \\ & \u2028";
        RunReport report = SampleReport.titled(hostile);

        String page = HtmlReport.page(report.toJson());

        assertThat(page).doesNotContain("alert('x')</script>").doesNotContain("<!-- ");
        assertThat(embedded(page).get("title").asText()).isEqualTo(hostile);
    }

    @Test
    void hasAllThatItNeedsInOneFile() throws IOException {
        String page = HtmlReport.page(SampleReport.full().toJson());
        String ownMarkup = page.replaceAll("(?s)<script.*?</script>", "");

        assertThat(ownMarkup).doesNotContain("src=", "<link", "@import", "url(", "http:", "https:");
        assertThat(page).doesNotContain("{{");
        assertThat(ownMarkup).contains("default-src 'none'");
    }

    /** Small enough for a mail. */
    @Test
    void isBelowTwoMegabytes() {
        assertThat(HtmlReport.page(SampleReport.full().toJson()).getBytes(StandardCharsets.UTF_8).length)
                .isLessThan(2_000_000);
    }

    /**
     * A script whose hash the policy does not name would not run: the library's and our own. The third hash is the
     * style's.
     */
    @Test
    void namesEveryScriptInItsPolicy() {
        String page = HtmlReport.page(SampleReport.full().toJson());

        List<String> hashes = Pattern.compile("'sha256-[A-Za-z0-9+/=]{44}'")
                .matcher(page)
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
        assertThat(hashes).hasSize(3);
    }

    @Test
    void keepsFiguresThatItDoesNotKnow() throws IOException {
        Path figures = directory.resolve(HtmlReport.JSON_FILE);
        String newer = SampleReport.full().toJson().replaceFirst("\\{", "{\"newer\":[1],");
        Files.writeString(figures, newer);

        HtmlReport.writePage(directory);

        assertThat(RunReport.parse(newer)).isEqualTo(SampleReport.full());
        assertThat(Files.readString(figures)).isEqualTo(newer);
        assertThat(embedded(Files.readString(directory.resolve(HtmlReport.HTML_FILE))))
                .isEqualTo(JSON.readTree(newer));
    }

    @Test
    void rejectsAReportOfAnotherSchema() {
        String other = SampleReport.full().toJson().replaceFirst("\"schemaVersion\" : 1", "\"schemaVersion\" : 2");

        assertThatThrownBy(() -> RunReport.parse(other))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("version 2");
    }

    @Test
    void rejectsWhatIsNoReport() {
        assertThatThrownBy(() -> RunReport.parse("{\"schemaVersion\":1}"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no report of this program");
    }

    private static JsonNode embedded(String page) throws IOException {
        var matcher = DATA.matcher(page);
        assertThat(matcher.find()).isTrue();
        return JSON.readTree(matcher.group(1));
    }
}
