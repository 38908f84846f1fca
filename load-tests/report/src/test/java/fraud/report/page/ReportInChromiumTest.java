package fraud.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import fraud.report.figures.RunReport;
import fraud.report.figures.SampleReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
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

/**
 * The report as a reader has it: drawn by a real browser, wide and narrow, light and dark, on paper. Every test ends by
 * making sure that the console is empty and that nothing was asked of a network.
 */
@Tag("engine")
class ReportInChromiumTest {

    private static final List<String> FIGURES = List.of(
            "latency",
            "recall",
            "map",
            "latency-over-time",
            "alert-latency",
            "rules-flink",
            "model-flink",
            "look-alikes",
            "outcomes",
            "reasons",
            "dead-letters",
            "history",
            "throughput",
            "activity",
            "batch-parts-spark",
            "state-bytes",
            "state-entries",
            "processor",
            "memory");

    private static Chromium chromium;

    @TempDir
    private Path directory;

    @BeforeAll
    static void startChromium() {
        Optional<Chromium> started = Chromium.start();
        if (started.isEmpty()) {
            System.out.println("The report is not tried in a browser: chromium and chromedriver are not both installed"
                    + " (Debian: apt-get install chromium chromium-driver).");
        }
        assumeTrue(started.isPresent(), "chromium and chromedriver are not both installed");
        chromium = started.get();
        System.out.println("seed of the sample report: " + SampleReport.SEED);
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
    void drawsEveryFigureWithItsSeries() throws IOException {
        open(SampleReport.full());

        assertThat(ids("figure")).containsExactlyElementsOf(FIGURES);
        for (String figure : FIGURES) {
            assertThat(chromium.findAll("#" + figure + " svg path")).as(figure).isNotEmpty();
        }
        assertThat(seriesOf("latency")).containsOnly("Flink 2.2.0", "Spark 4.2.0");
        assertThat(seriesOf("recall")).containsExactly("Flink 2.2.0", "Spark 4.2.0");
        assertThat(seriesOf("model-flink")).containsExactly("rules alone", "rules and model");
        assertThat(chromium.evaluate("(table => table.scrollWidth - table.clientWidth)"
                                + "(document.querySelector('#model-scores .table'))")
                        .asInt())
                .as("what is cut off of the table")
                .isZero();
        assertThat(chromium.findAll("#model-scores tbody tr"))
                .as("two engines, champion and challenger")
                .hasSize(4);
        assertThat(seriesOf("throughput")).containsExactly("sent", "Flink 2.2.0", "Spark 4.2.0");
        assertThat(seriesOf("map")).containsExactly("homes", "missed", "found by both");
        assertThat(seriesOf("activity")).containsExactly("Flink 2.2.0 checkpoints", "Spark 4.2.0 micro-batches");
    }

    @Test
    void saysThatARunIsIncompleteWhyAndWhatItsFiguresSufferFrom() throws IOException {
        open(SampleReport.incomplete());

        assertThat(chromium.find(".verdict").getText())
                .contains(
                        "Incomplete: the run did not come to its end",
                        "stopped before the end",
                        "no output was checked")
                .doesNotContain("nothing lost", "exactly the answer");
        assertThat(chromium.findAll(".warning"))
                .extracting(org.openqa.selenium.WebElement::getText)
                .anyMatch(text -> text.contains("1,000 events/s is more than this machine is sure to keep up with"))
                .anyMatch(
                        text -> text.startsWith("Spark did not keep up with the live traffic: at the end it was 22.4"));
        assertThat(ids("figure")).contains("latency", "history", "throughput");
    }

    @Test
    void saysWhatWasChosenAndThatBothKeptUp() throws IOException {
        open(SampleReport.full());

        assertThat(chromium.findAll(".warning")).isEmpty();
        assertThat(chromium.find("#environment").getText())
                .contains(
                        "45 days of history, the most that is chosen",
                        "Flink kept up",
                        "Spark kept up",
                        "kept 0.10 of 2 cores busy");
    }

    @Test
    void givesEveryChartAsATableToo() throws IOException {
        open(SampleReport.full());

        for (String figure : FIGURES) {
            assertThat(chromium.findAll("#" + figure + " details tbody tr"))
                    .as(figure)
                    .isNotEmpty();
            assertThat(chromium.find("#" + figure + " .chart").getAttribute("aria-label"))
                    .as(figure)
                    .isNotBlank();
        }
    }

    @Test
    void beginsWithTheVerdict() throws IOException {
        open(SampleReport.full());

        assertThat(chromium.find(".verdict.good h2").getText()).isEqualTo("Equal output, nothing lost, nothing wrong");
        assertThat(chromium.find(".verdict").getText()).contains("303,214 decisions");
    }

    @Test
    void saysSoWhenTheOutputsDiffer() throws IOException {
        open(SampleReport.unequal());

        assertThat(chromium.find(".verdict.bad h2").getText()).isEqualTo("The outputs are not equal");
        assertThat(chromium.find(".verdict").getText())
                .contains("flink has no decision of 0:17", "Spark lost 1 and put out 0 wrong.");
    }

    @ParameterizedTest
    @CsvSource({"light", "dark"})
    void takesTheColoursThatTheSystemPrefers(String scheme) throws IOException {
        chromium.prefer(scheme);
        open(SampleReport.full());

        assertThat(isDark()).isEqualTo(scheme.equals("dark"));
        String preferred = lineColour("latency");
        String preferredOfState = lineColour("state-bytes");

        chromium.find("#theme").click();
        assertThat(isDark()).isEqualTo(scheme.equals("light"));
        assertThat(lineColour("latency")).isNotEqualTo(preferred);
        assertThat(lineColour("state-bytes")).isNotEqualTo(preferredOfState);

        chromium.find("#theme").click();
        assertThat(isDark()).isEqualTo(scheme.equals("dark"));
        assertThat(lineColour("latency")).isEqualTo(preferred);
        assertThat(lineColour("state-bytes")).isEqualTo(preferredOfState);
    }

    @ParameterizedTest
    @CsvSource({"1600, 1000", "768, 1024", "360, 740"})
    void fitsTheScreen(int width, int height) throws IOException {
        chromium.showAt(width, height);
        open(SampleReport.full());

        assertThat(chromium.evaluate("document.documentElement.scrollWidth").asInt())
                .isLessThanOrEqualTo(width);
        assertThat(chromium.evaluate("Math.max(...[...document.querySelectorAll('figure svg')]"
                                + ".map(svg => svg.getBoundingClientRect().right))")
                        .asDouble())
                .isLessThanOrEqualTo(width);
    }

    @Test
    void followsAScreenThatTurns() throws IOException {
        open(SampleReport.full());
        double wide = chartWidth();

        chromium.showAt(360, 740);

        await().until(() -> chartWidth() < wide);
        assertThat(chromium.evaluate("document.documentElement.scrollWidth").asInt())
                .isLessThanOrEqualTo(360);
    }

    @Test
    void countsWhatIsAskedFor() throws IOException {
        open(SampleReport.full());
        JsonNode campaigns = dataOf("recall");

        chromium.findAll("#recall .choice button").get(1).click();
        assertThat(dataOf("recall")).isNotEqualTo(campaigns);
        assertThat(chromium.findAll("#recall .choice button").get(1).getAttribute("aria-pressed"))
                .isEqualTo("true");

        chromium.findAll("#recall .choice button").get(0).click();
        assertThat(dataOf("recall")).isEqualTo(campaigns);
    }

    @Test
    void showsOneKindOfFraudOnTheMap() throws IOException {
        open(SampleReport.full());
        int all = dataOf("map").toString().length();

        chromium.find("#map select option[value='mule-cash-out']").click();

        assertThat(dataOf("map").toString().length()).isLessThan(all);
    }

    @Test
    void comesCloserOnTheMapAndGoesBack() throws IOException {
        open(SampleReport.full());

        chromium.find("#map button[aria-label='Closer']").click();
        assertThat(zoom()).isGreaterThan(1);

        chromium.find("#map button[aria-label='Farther']").click();
        assertThat(zoom()).isEqualTo(1);
    }

    @Test
    void printsOnPaper() throws IOException {
        chromium.prefer("dark");
        open(SampleReport.full());

        byte[] pdf = Base64.getDecoder().decode(chromium.print());

        assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
        assertThat(isDark()).as("back as it was").isTrue();
    }

    @Test
    void leavesOutWhatWasNotMeasured() throws IOException {
        open(SampleReport.replay());

        assertThat(ids("main > section[id]")).containsExactly("decisions", "method", "environment");
    }

    @Test
    void drawsNoEmptyCharts() throws IOException {
        open(SampleReport.idle());

        assertThat(chromium.find(".verdict.open h2").getText())
                .isEqualTo("Nothing lost, nothing wrong; nothing to compare");
        assertThat(ids("figure")).isEmpty();
    }

    @Test
    void showsHostileTextAsText() throws IOException {
        String hostile = "</script><img src=x onerror=\"document.title='broken'\">";
        open(SampleReport.titled(hostile));

        assertThat(chromium.find("h1").getText()).isEqualTo(hostile);
        assertThat(chromium.evaluate("document.title").asText()).isEqualTo(hostile);
    }

    private void open(RunReport report) throws IOException {
        HtmlReport.write(report, directory);
        chromium.open(directory.resolve(HtmlReport.HTML_FILE).toUri());
    }

    private static List<String> ids(String selector) {
        return chromium.findAll(selector).stream()
                .map(element -> element.getAttribute("id"))
                .toList();
    }

    private static List<String> seriesOf(String figure) {
        List<String> names = new ArrayList<>();
        JsonNode series =
                chromium.evaluate(options(figure) + ".series.map(s => ({name: s.name, size: s.data.length}))");
        series.forEach(each -> {
            assertThat(each.get("size").asInt()).as(figure).isPositive();
            names.add(each.get("name").asText());
        });
        return names;
    }

    private static JsonNode dataOf(String figure) {
        return chromium.evaluate(options(figure) + ".series.map(s => s.data)");
    }

    private static double zoom() {
        return chromium.evaluate(options("map") + ".geo[0].zoom").asDouble();
    }

    private static String lineColour(String figure) {
        return chromium.evaluate(options(figure) + ".series[0].color").asText();
    }

    private static String options(String figure) {
        return "echarts.getInstanceByDom(document.querySelector('#" + figure + " .chart')).getOption()";
    }

    private static double chartWidth() {
        return chromium.evaluate("document.querySelector('#latency svg').getBoundingClientRect().width")
                .asDouble();
    }

    private static boolean isDark() {
        String red = chromium.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0]")
                .asText();
        return Integer.parseInt(red) < 128;
    }
}
