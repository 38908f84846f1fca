package fraud.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import fraud.report.chaos.ChaosResults;
import fraud.report.chaos.SampleChaos;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.WebElement;

/** The page of a campaign of faults, as a browser shows it. */
@Tag("engine")
class ChaosInChromiumTest {

    private static final List<String> FIGURES = List.of("outages", "line");

    private static Chromium chromium;

    @TempDir
    private Path directory;

    @BeforeAll
    static void startChromium() {
        Optional<Chromium> started = Chromium.start();
        assumeTrue(started.isPresent(), "chromium and chromedriver are not both installed");
        chromium = started.get();
    }

    @AfterAll
    static void stopChromium() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void onAWideScreen() {
        chromium.showAt(1_280, 1_000);
        chromium.prefer("light");
    }

    @AfterEach
    void complainsOfNothingAndAsksForNothing() {
        assertThat(chromium.complaints()).isEmpty();
        assertThat(chromium.requests()).allMatch(address -> address.startsWith("file:") || address.startsWith("blob:"));
    }

    @Test
    void drawsEveryFigureAndGivesItAsATableToo() throws IOException {
        open(SampleChaos.clean());

        assertThat(ids("figure")).containsExactlyElementsOf(FIGURES);
        for (String figure : FIGURES) {
            assertThat(chromium.findAll("#" + figure + " svg path")).as(figure).isNotEmpty();
            assertThat(chromium.findAll("#" + figure + " details tbody tr"))
                    .as(figure)
                    .isNotEmpty();
        }
        assertThat(chromium.find("#line svg").getText().lines())
                .as("latencies, on their own scale")
                .contains("10", "1,000", "10,000");
        assertThat(ids("main > section[id]")).containsExactly("outage", "lines", "every", "settings", "method");
        assertThat(chromium.findAll("#faults tbody tr")).hasSize(12);
        assertThat(chromium.find("#faults").getText()).contains("1.2 s: the job restarts", "checkpoint 17");
    }

    @Test
    void beginsWithTheVerdict() throws IOException {
        open(SampleChaos.clean());

        assertThat(chromium.find(".verdict.good h2").getText())
                .isEqualTo("12 faults, nothing lost and nothing altered");
        assertThat(chromium.find(".verdict").getText()).contains("Commit 0123456", "500 transactions a second");
    }

    @Test
    void saysWhatWasLost() throws IOException {
        open(SampleChaos.lossy());

        assertThat(chromium.find(".verdict.bad h2").getText()).isEqualTo("1 run has lost or altered something");
        assertThat(chromium.find(".verdict").getText())
                .contains("spark-microbatch under worker, run 1: transactions-1 offset 17 has no output");
    }

    @Test
    void showsTheRunThatIsChosen() throws IOException {
        open(SampleChaos.clean());
        JsonNode first = dataOf("line");

        chromium.findAll("#line select option").stream()
                .filter(option -> option.getText().equals("spark-microbatch · master · run 1"))
                .forEach(WebElement::click);

        assertThat(dataOf("line")).isNotEqualTo(first);
        assertThat(chromium.find("#line-run").getText()).startsWith("Before the first fault: p50");
    }

    @ParameterizedTest
    @CsvSource({"1600, 1000", "360, 740"})
    void fitsTheScreen(int width, int height) throws IOException {
        chromium.showAt(width, height);
        open(SampleChaos.clean());

        assertThat(chromium.evaluate("document.documentElement.scrollWidth").asInt())
                .isLessThanOrEqualTo(width);
    }

    @Test
    void printsOnPaper() throws IOException {
        open(SampleChaos.clean());

        assertThat(new String(Base64.getDecoder().decode(chromium.print()), 0, 5, StandardCharsets.US_ASCII))
                .isEqualTo("%PDF-");
    }

    @Test
    void showsHostileTextAsText() throws IOException {
        String hostile = "</script><img src=x onerror=\"document.title='broken'\">";
        open(SampleChaos.results(List.of(SampleChaos.run(hostile, "flink-heap", 4, List.of(hostile)))));

        assertThat(chromium.find(".verdict").getText()).contains(hostile);
        assertThat(chromium.evaluate("document.title").asText()).startsWith("Fault lab");
    }

    private void open(ChaosResults results) throws IOException {
        Path page = directory.resolve(ChaosPage.HTML_FILE);
        ChaosPage.write(results, page);
        chromium.open(page.toUri());
    }

    private static List<String> ids(String selector) {
        return chromium.findAll(selector).stream()
                .map(element -> element.getAttribute("id"))
                .toList();
    }

    private static JsonNode dataOf(String figure) {
        return chromium.evaluate("echarts.getInstanceByDom(document.querySelector('#" + figure
                + " .chart')).getOption().series.map(s => s.data)");
    }
}
