package fraud.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.cli.Cli;
import fraud.report.figures.SampleReport;
import fraud.report.page.HtmlReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportCommandTest {

    @TempDir
    private Path run;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void makesThePageOfARunAnew() throws IOException {
        HtmlReport.write(SampleReport.full(), run);
        Path page = run.resolve(HtmlReport.HTML_FILE);
        String before = Files.readString(page);
        Files.delete(page);

        assertThat(report()).isZero();

        assertThat(Files.readString(page)).isEqualTo(before);
        assertThat(out.toString().strip()).isEqualTo(page.toString());
    }

    @Test
    void saysWhatIsMissingWhereNoRunWas() {
        assertThat(report()).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).startsWith("error: ").contains("there is no report.json");
    }

    @Test
    void rejectsWhatIsNoReport() throws IOException {
        Files.writeString(run.resolve(HtmlReport.JSON_FILE), "{\"schemaVersion\":");

        assertThat(report()).isEqualTo(1);
        assertThat(err.toString()).hasLineCount(1).contains("report.json: is no report of this program");
        assertThat(run.resolve(HtmlReport.HTML_FILE)).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "[]", "7", "", "{\"schemaVersion\":\"1\"}", "{\"schemaVersion\":1}"})
    void rejectsJsonThatIsNoReport(String json) throws IOException {
        Files.writeString(run.resolve(HtmlReport.JSON_FILE), json);

        assertThat(report()).isEqualTo(1);
        assertThat(err.toString())
                .hasLineCount(1)
                .contains("report.json: is no report of this program: ")
                .doesNotContain("null", "Null");
    }

    @Test
    void looksAtTheSchemaVersionFirst() throws IOException {
        Files.writeString(run.resolve(HtmlReport.JSON_FILE), "{\"schemaVersion\":99}");

        assertThat(report()).isEqualTo(1);
        assertThat(err.toString()).hasLineCount(1).contains("is a report of schema version 99, this program reads 1");
    }

    @Test
    void rejectsAReportOfANewerSchema() throws IOException {
        HtmlReport.write(SampleReport.full(), run);
        Path figures = run.resolve(HtmlReport.JSON_FILE);
        Files.writeString(
                figures, Files.readString(figures).replaceFirst("\"schemaVersion\" : 1", "\"schemaVersion\" : 99"));

        assertThat(report()).isEqualTo(1);
        assertThat(err.toString()).hasLineCount(1).contains("schema version 99");
    }

    private int report() {
        return new Cli().run(new PrintWriter(out), new PrintWriter(err), "report", "--run", run.toString());
    }
}
