package fraud.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import fraud.report.bench.BenchResults;
import fraud.report.bench.LaunchResult;
import fraud.report.bench.SampleBench;
import fraud.report.bench.SampleJudged;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
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

/** The page of a bench, as a browser shows it. */
@Tag("engine")
class BenchInChromiumTest {

    /** Of two workloads, which is all that most of these tests need. */
    private static final List<String> FIGURES = List.of(
            "cost-steady-300",
            "roles-steady-300",
            "cost-steady-1000",
            "roles-steady-1000",
            "to-floor",
            "to-bare",
            "latency-steady-300",
            "alert-latency-steady-300",
            "latency-steady-1000",
            "alert-latency-steady-1000",
            "latency-by-rate",
            "time-lines");

    private static Chromium chromium;
    /** Whether the page is that of {@link #two} as it opens: tests that only read it share it. */
    private static boolean showsTwo;

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

    /** The steady workloads of 300 and 1,000 a second, two launches each. */
    private static BenchResults two() {
        return SampleBench.only(SampleBench.full(), List.of("steady-300", "steady-1000"), 2);
    }

    private void showTwo() throws IOException {
        if (!showsTwo) {
            open(two());
            showsTwo = true;
        }
    }

    @Test
    void drawsEveryFigureAndGivesItAsATableToo() throws IOException {
        showTwo();

        assertThat(ids("figure")).containsExactlyElementsOf(FIGURES);
        for (String figure : FIGURES) {
            assertThat(chromium.findAll("#" + figure + " svg path")).as(figure).isNotEmpty();
            assertThat(chromium.findAll("#" + figure + " details tbody tr"))
                    .as(figure)
                    .isNotEmpty();
        }
        assertThat(ids("main > section[id]"))
                .containsExactly("cost", "ratios", "times", "lines", "every", "tables", "settings", "method");
    }

    @Test
    void beginsWithTheVerdictAndSaysWhatIsVoid() throws IOException {
        showTwo();

        assertThat(chromium.find(".verdict.good h2").getText())
                .isEqualTo("All 32 launches lost nothing and altered nothing");
        assertThat(chromium.find(".verdict").getText()).contains("4 of 64", "Commit 0123456", "2 cores", "flink-heap");
        assertThat(chromium.find("main").getText())
                .contains("not warm: drifted by … %", "No valid window: spark-microbatch.");
    }

    @Test
    void saysWhatWasLost() throws IOException {
        open(SampleBench.only(SampleBench.lossy(), List.of("catch-up"), 5));

        assertThat(chromium.find(".verdict.bad h2").getText())
                .isEqualTo("1 launch has lost or altered something, and is no result");
        assertThat(chromium.find(".verdict").getText()).contains("launch 5: 3 lost, 0 wrong");
    }

    @Test
    void saysWhatWasNotHeldAgainstTheReference() throws IOException {
        open(SampleBench.losslessOnly());

        assertThat(chromium.find(".verdict h2").getText()).isEqualTo("All 4 launches lost nothing");
        assertThat(chromium.find(".verdict").getText())
                .contains("On steady-300 it was checked that each has its answer, once, and not that the answer is the")
                .doesNotContain("byte for byte");
    }

    @Test
    void saysThatASmokeMeasuresNothing() throws IOException {
        open(SampleBench.only(SampleBench.smoke(), List.of("steady-300"), 1));

        assertThat(chromium.evaluate("document.title").asText()).contains("not a measurement");
        assertThat(chromium.find(".verdict.open h2").getText()).startsWith("Not a measurement.");
        assertThat(ids("figure")).containsExactly("time-lines");
    }

    @Test
    void takesTheWholeApart() throws IOException {
        showTwo();

        assertThat(seriesOf("cost-steady-300"))
                .containsExactly(
                        "Kafka's clients (echo)",
                        "engine with Kafka (its bare system)",
                        "domain (floor less echo)",
                        "the rest",
                        "whole");
        assertThat(seriesOf("roles-steady-300")).contains("broker", "lab");
    }

    @Test
    void showsTheLaunchThatIsChosenWithItsVoidWindows() throws IOException {
        open(two());
        JsonNode first = dataOf("time-lines");

        chromium.findAll("#time-lines select option").stream()
                .filter(option -> option.getText().equals("steady-1000 · spark-microbatch · launch 1"))
                .forEach(WebElement::click);

        assertThat(dataOf("time-lines")).isNotEqualTo(first);
        assertThat(chromium.find("#time-lines-windows").getText()).contains("to 2:24: void, not warm");
    }

    @Test
    void changesFigureEndOfLatencyAndColours() throws IOException {
        open(two());
        JsonNode ratios = dataOf("to-floor");
        JsonNode poll = dataOf("latency-steady-300");
        String table = chromium.find("#latency-steady-300 details").getAttribute("textContent");

        chromium.findAll("#to-floor .choice button").get(4).click();
        chromium.findAll("#latency-steady-300 .choice button").get(1).click();

        assertThat(dataOf("to-floor")).isNotEqualTo(ratios);
        assertThat(dataOf("latency-steady-300")).isNotEqualTo(poll);
        assertThat(chromium.find("#latency-steady-300 details").getAttribute("textContent"))
                .isNotEqualTo(table);
        JsonNode light = chromium.evaluate(options("cost-steady-300") + ".series.map(s => s.color)");
        chromium.find("#theme").click();
        assertThat(chromium.evaluate(options("cost-steady-300") + ".series.map(s => s.color)"))
                .isNotEqualTo(light);
    }

    @Test
    void listsEveryWindowOfEveryLaunch() throws IOException {
        showTwo();

        assertThat(chromium.findAll("#runs tbody tr")).hasSize(64);
        assertThat(chromium.find("#guarantee-exactly-once").getText()).contains("flink-exactly-once");
        assertThat(chromium.find("#guarantee-at-least-once").getText()).doesNotContain("flink-exactly-once");
        assertThat(chromium.findAll("#answers dt")).hasSize(12);
    }

    @Test
    void showsBurstsAndSearchesLaunchByLaunch() throws IOException {
        open(SampleJudged.results());

        assertThat(ids("figure")).contains("recovery-burst", "sustained-search").doesNotContain("cost-search");
        // Spark has a launch that lost something.
        assertThat(dataOf("recovery-burst").get(0)).hasSize(4 * 5 + 4);
        // One of exactly once has a void step.
        assertThat(dataOf("sustained-search").get(0)).hasSize(3 * 5 + 4 + 4);
        assertThat(chromium.findAll("#recovery-burst tbody tr")).hasSize(5);
        assertThat(chromium.find("#sustained-search details").getAttribute("textContent"))
                .contains(
                        "at 1,125/s it fell behind by 130/s",
                        "the generator could not send 1,688/s",
                        "no result: 1 lost, 0 wrong",
                        "says nothing: 1 of these steps void");
        assertThat(chromium.find("#runs table").getAttribute("textContent"))
                .contains("slow after a burst, s", "fell behind");
        assertThat(chromium.find("#guarantee-at-least-once").getText()).doesNotContain("search");
    }

    @ParameterizedTest
    @CsvSource({"1600, 1000", "360, 740"})
    void fitsTheScreen(int width, int height) throws IOException {
        chromium.showAt(width, height);
        open(two());
        assertFits(width);
        open(SampleJudged.results());
        assertFits(width);
    }

    private static void assertFits(int width) {
        assertThat(chromium.evaluate("document.documentElement.scrollWidth").asInt())
                .isLessThanOrEqualTo(width);
        assertThat(chromium.evaluate("Math.max(...[...document.querySelectorAll('figure svg')]"
                                + ".map(svg => svg.getBoundingClientRect().right))")
                        .asDouble())
                .isLessThanOrEqualTo(width);
    }

    @Test
    void drawsSweepsAsFreshnessAgainstCost() throws IOException {
        open(SampleBench.swept());

        String steady = "sweep-flink-buffer-timeout-steady-300";
        assertThat(seriesOf(steady)).containsExactly("flink-heap, p50", "flink-heap, p99");
        assertThat(dataOf(steady).get(0)).hasSize(3);
        assertThat(chromium.find("#" + steady + " svg").getText().lines()).contains("0", "5", "100");
        assertThat(chromium.findAll("#" + steady + " details tbody tr")).hasSize(3);
        assertThat(chromium.findAll("#sweep-flink-buffer-timeout-catch-up tbody tr"))
                .as("no latency: a table")
                .hasSize(3);
    }

    @Test
    void printsOnPaper() throws IOException {
        open(SampleBench.small());

        assertThat(new String(Base64.getDecoder().decode(chromium.print()), 0, 5, StandardCharsets.US_ASCII))
                .isEqualTo("%PDF-");
    }

    @Test
    void showsHostileTextAsText() throws IOException {
        String hostile = "</script><img src=x onerror=\"document.title='broken'\">";
        LaunchResult launch = SampleBench.small().launches().get(0);
        BenchResults small = SampleBench.small();
        open(new BenchResults(
                small.schemaVersion(), false, hostile, null, "none", List.of(), Map.of(), Map.of(), List.of(launch)));

        assertThat(chromium.find(".title code").getText()).isEqualTo(hostile);
        assertThat(chromium.evaluate("document.title").asText()).isEqualTo("Load lab: what systems cost");
    }

    private void open(BenchResults results) throws IOException {
        showsTwo = false;
        Path page = directory.resolve(BenchPage.HTML_FILE);
        BenchPage.write(results, page);
        chromium.open(page.toUri());
    }

    private static List<String> ids(String selector) {
        return chromium.findAll(selector).stream()
                .map(element -> element.getAttribute("id"))
                .toList();
    }

    private static List<String> seriesOf(String figure) {
        List<String> names = new ArrayList<>();
        chromium.evaluate(options(figure) + ".series.map(s => s.name)").forEach(name -> names.add(name.asText()));
        return names;
    }

    private static JsonNode dataOf(String figure) {
        return chromium.evaluate(options(figure) + ".series.map(s => s.data)");
    }

    private static String options(String figure) {
        return "echarts.getInstanceByDom(document.querySelector('#" + figure + " .chart')).getOption()";
    }
}
