package fraud.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
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
 * The page of a model, as a browser shows it; the sample is a training on the Fraud Detection Handbook's transactions.
 */
@Tag("engine")
class ModelReportInChromiumTest {

    private static final List<String> FIGURES = List.of(
            "scenarios",
            "budgets",
            "roc",
            "precision-recall",
            "card-precision",
            "calibration",
            "importances",
            "candidates");

    private static final ObjectMapper JSON = new ObjectMapper();

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
    }

    @AfterEach
    void complainsOfNothingAndAsksForNothing() {
        assertThat(chromium.complaints()).isEmpty();
        assertThat(chromium.requests()).allMatch(address -> address.startsWith("file:") || address.startsWith("blob:"));
    }

    @Test
    void drawsEveryFigureAndGivesItAsATableToo() throws IOException {
        open(evaluation -> {});

        assertThat(ids("figure")).containsExactlyElementsOf(FIGURES);
        for (String figure : FIGURES) {
            assertThat(chromium.findAll("#" + figure + " svg path")).as(figure).isNotEmpty();
            assertThat(chromium.findAll("#" + figure + " details tbody tr"))
                    .as(figure)
                    .isNotEmpty();
        }
    }

    @Test
    void beginsWithTheVerdictAndTheCaveat() throws IOException {
        open(evaluation -> {});

        assertThat(chromium.find(".verdict.good h2").getText())
                .isEqualTo("Equal scores in both engines, no leak found");
        assertThat(chromium.find(".verdict").getText()).contains("58,505", "0 differ", "0.733");
        assertThat(chromium.find(".warning").getText()).contains("easier than real data");
    }

    @Test
    void saysWhatIsDeclinedReviewedAndPassedAndWhatThatCosts() throws IOException {
        open(evaluation -> {});

        // Of 280 frauds found 139 are declined, of 387 false alarms 2: 526 reviews at 5.00, 2 good customers at 20.00.
        assertThat(chromium.find("#confusion table").getText().lines())
                .contains("fraud 139 141 94", "genuine 2 385 57,744", "amount of frauds 22,166 15,679 5,060");
        assertThat(chromium.find("#confusion").getText())
                .contains("Declined from 0.9800 on.")
                .contains(
                        "5,060 for what is missed, 2,630 for reviews and 40.00 for good customers declined, together 7,730");
        assertThat(chromium.find(".tiles").getText())
                .containsSubsequence("Alerts on all cards", "108.2", "Alerts on cards not known for fraud", "95.3");
    }

    @Test
    void saysWhatMightLeak() throws IOException {
        open(evaluation -> ((ObjectNode) evaluation.at("/checks/3")).put("holds", false));

        assertThat(chromium.find(".verdict.bad h2").getText()).isEqualTo("Not to be used");
        assertThat(chromium.find(".verdict").getText()).contains("shuffled outcomes teach nothing");
    }

    @Test
    void saysThatAModelCannotBePublished() throws IOException {
        open(evaluation -> {
            evaluation.put("isPublishable", false).put("type", "logistic-regression");
            evaluation.remove(List.of("bitCheck", "nodes", "modelBytes", "modelSha256"));
            evaluation.putArray("importances");
        });

        assertThat(chromium.find(".verdict.open h2").getText()).isEqualTo("Cannot be published");
        assertThat(ids("figure")).doesNotContain("importances");
    }

    @ParameterizedTest
    @CsvSource({"1600, 1000", "768, 1024", "360, 740"})
    void fitsTheScreen(int width, int height) throws IOException {
        chromium.showAt(width, height);
        open(evaluation -> {});

        assertThat(chromium.evaluate("document.documentElement.scrollWidth").asInt())
                .isLessThanOrEqualTo(width);
    }

    @Test
    void showsHostileTextAsText() throws IOException {
        String hostile = "</script><img src=x onerror=\"document.title='broken'\">";
        open(evaluation -> evaluation.put("command", hostile));

        assertThat(chromium.find(".title code").getText()).isEqualTo(hostile);
        assertThat(chromium.evaluate("document.title").asText()).isEqualTo("Model report: forest");
    }

    private void open(Consumer<ObjectNode> change) throws IOException {
        try (InputStream in = getClass().getResourceAsStream("evaluation.json")) {
            ObjectNode evaluation = (ObjectNode) JSON.readTree(in);
            change.accept(evaluation);
            Path page = Files.writeString(
                    directory.resolve(ModelReport.HTML_FILE), ModelReport.page(JSON.writeValueAsString(evaluation)));
            chromium.open(page.toUri());
        }
    }

    private static List<String> ids(String selector) {
        return chromium.findAll(selector).stream()
                .map(element -> element.getAttribute("id"))
                .toList();
    }
}
