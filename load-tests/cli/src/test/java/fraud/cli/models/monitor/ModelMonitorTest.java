package fraud.cli.models.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fraud.cli.Cli;
import fraud.cli.process.Checkout;
import fraud.score.TestModels;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Goal: the figures of a recording are those that can be worked out by hand. Method: the reference over two days with a
 * transaction every two minutes, scored by oak's two trees, whose scores SEMANTICS 15 tells: .125 for an amount up to
 * 100.00, by day .3125 and by night .5625 for a greater one, and with more than two of the card within a day .625 and
 * .875. From the third day on another model decides.
 */
@Tag("engine")
class ModelMonitorTest {

    private static final long START = Instant.parse("2026-03-02T00:00:00Z").toEpochMilli();
    private static final int A_DAY = 720;
    private static final int AN_HOUR = 30;
    private static final Pattern SAMPLE = Pattern.compile("(\\w+)\\{([^}]*)} (\\S+)");

    @TempDir
    private static Path directory;

    private static Path model;
    private static Path recording;
    private static Path unlabelled;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void replay() throws IOException {
        // As the script says it; nothing is started from there.
        System.setProperty("fraud.home", directory.toString());
        model = ReferencedModel.oak(directory);
        List<String> transactions = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        transactions.add("{\"control\":\"block\",\"cardId\":\"c7\",\"publishedAtMillis\":" + START + "}");
        for (int i = 0; i < 2 * A_DAY + 60; i++) {
            long time = START + Duration.ofMinutes(2L * i).toMillis();
            String who = "\"transactionId\":\"t" + i + "\",\"cardId\":\"" + card(i) + "\",\"merchantId\":\"m" + i
                    + "\",\"eventTimeMillis\":" + time;
            transactions.add("{" + who + ",\"amountMinor\":" + amount(i) + ",\"currency\":\"EUR\"}");
            if (i % 4 == 0 && i < 2 * A_DAY) {
                labels.add("{" + who + ",\"fraud\":" + (i % 20 == 0) + "}");
            }
        }
        Path input = Files.write(directory.resolve("in.jsonl"), transactions);
        Path labelled = Files.write(directory.resolve("in.labels.jsonl"), labels);
        Path versions = Files.writeString(
                directory.resolve("versions.yaml"),
                "- {model: champion, version: 1, effectiveFrom: 2026-03-04T00:00:00Z, directory: cedar}\n");
        recording = replay("labelled", input, versions, "--labels", labelled.toString());
        unlabelled = replay("unlabelled", input, versions);
    }

    private static Path replay(String name, Path input, Path versions, String... more) {
        Path to = directory.resolve(name);
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said, true);
        String[] words = Stream.concat(
                        Stream.of(
                                "replay",
                                "--engine",
                                "reference",
                                "--input",
                                input.toString(),
                                "--out",
                                to.toString(),
                                "--model",
                                model.toString(),
                                "--models",
                                versions.toString(),
                                "--models-dir",
                                TestModels.directory().toString()),
                        Arrays.stream(more))
                .toArray(String[]::new);
        assertThat(new Cli().run(writer, writer, words)).as("%s", said).isZero();
        return to;
    }

    @AfterAll
    static void forgetHome() {
        System.clearProperty("fraud.home");
    }

    /** One card has a transaction at each full hour; all others are cards of their own. */
    private static String card(int i) {
        return i % AN_HOUR == 0 ? "busy" : "c" + i;
    }

    /** Each hour two large amounts, on the second day a third one, above the limit. */
    private static int amount(int i) {
        if (i % AN_HOUR == 20 && i >= A_DAY && i < 2 * A_DAY) {
            return 100_001;
        }
        return i % 15 == 0 ? 15_000 : 5_000;
    }

    private int monitor(Path of, Path by, String... more) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        String[] words = Stream.concat(
                        Stream.of("model", "monitor", "--recording", of.toString(), "--model", by.toString()),
                        Arrays.stream(more))
                .toArray(String[]::new);
        return new Cli().run(new PrintWriter(out, true), new PrintWriter(err, true), words);
    }

    @Test
    void saysWhoseDecisionsARecordingHas() {
        assertThat(monitor(recording, model, "--engine", "flink")).isEqualTo(1);

        assertThat(err.toString())
                .contains("has no decisions of flink, only of reference (--engine)")
                .hasLineCount(1);
    }

    @Test
    void saysThatADirectoryHasNoDecisionsAtAll() {
        assertThat(monitor(directory, model)).isEqualTo(1);

        assertThat(err.toString()).contains("has no decisions of any detector").hasLineCount(1);
    }

    private JsonNode report(Path of, String... more) throws IOException {
        String[] words = Stream.concat(Stream.of("--json"), Arrays.stream(more)).toArray(String[]::new);
        assertThat(monitor(of, model, words)).as("%s", err).isZero();
        return new ObjectMapper().readTree(out.toString());
    }

    @Test
    void countsTheDecisionsOfItsModelAlone() throws IOException {
        JsonNode report = report(recording);

        assertThat(report.path("decisions").asInt()).isEqualTo(1_440);
        assertThat(report.at("/versions/0").asText()).isEqualTo("0");
        assertThat(report.at("/otherDecisions/1").asInt()).isEqualTo(60);
        assertThat(report.at("/window/fromMillis").asLong()).isEqualTo(START);
        assertThat(report.at("/window/days").asDouble()).isEqualTo(2);
        assertThat(report.has("versionZeroNote")).as("a recording says it").isFalse();
        assertThat(report.path("sha256").asText())
                .startsWith(report.path("model").asText())
                .hasSize(64);
    }

    @Test
    void saysHowFarTheScoresHaveShifted() throws IOException {
        JsonNode stability = report(recording).path("stability");

        // Of own cards 34 large amounts by day and 14 by night, 17 and 7 above the limit; of the busy card the first
        // two
        // by night, 34 by day and 12 by night.
        int[] counts = {1_440 - 51 - 23 - 46, 34 + 17, 14 + 7 + 2, 34 + 12};
        double[] training = {0.9, 0.05, 0.03, 0.02};
        double index = 0;
        for (int bin = 0; bin < counts.length; bin++) {
            double now = counts[bin] / 1_440.0;
            index += (now - training[bin]) * Math.log(now / training[bin]);
            assertThat(stability.at("/bins/" + bin + "/now").asDouble()).isEqualTo(now);
            assertThat(stability.at("/bins/" + bin + "/training").asDouble()).isEqualTo(training[bin]);
        }
        assertThat(stability.path("index").asDouble())
                .isCloseTo(index, within(1e-12))
                .isCloseTo(0.01977, within(1e-5));
        assertThat(stability.path("reading").asText()).isEqualTo("stable");
    }

    /** Labelled is every fourth, fraud every twentieth: of the busy card those of even hours, all of them fraud. */
    @Test
    void saysHowLikelyFraudTheScoresAre() throws IOException {
        JsonNode report = report(recording);

        assertThat(report.path("labelled").asInt()).isEqualTo(360);
        assertThat(report.path("frauds").asInt()).isEqualTo(72);
        assertThat(report.at("/calibration/note").isMissingNode()).isTrue();
        JsonNode bins = report.at("/calibration/bins");
        requireBin(bins.get(0), 324, 36, 0.125, false);
        requireBin(bins.get(1), 8, 8, 0.3125, true);
        requireBin(bins.get(2), 5, 5, 0.5625, true);
        requireBin(bins.get(3), 23, 23, (7 * 0.875 + 16 * 0.625) / 23, true);
        assertThat(bins.get(3).path("trainingShare").asDouble()).isEqualTo(0.75);
        assertThat(bins.get(3).path("trainingScore").asDouble()).isEqualTo(0.8);
    }

    private static void requireBin(JsonNode bin, int rows, int frauds, double meanScore, boolean isOutside) {
        assertThat(bin.path("rows").asInt()).isEqualTo(rows);
        assertThat(bin.path("frauds").asInt()).isEqualTo(frauds);
        assertThat(bin.path("meanScore").asDouble()).isCloseTo(meanScore, within(1e-12));
        assertThat(bin.path("share").asDouble()).isEqualTo((double) frauds / rows);
        assertThat(bin.path("isOutside").asBoolean(!isOutside)).isEqualTo(isOutside);
    }

    /**
     * From .8 on there are 5 on the first day, and 7 on the second, on which 24 more are above the limit. A blocked
     * card is no alarm.
     */
    @Test
    void countsAlarmsADayAgainstTheBudget() throws IOException {
        JsonNode report = report(recording);

        assertThat(report.path("modelAlarms").toString())
                .isEqualTo(
                        "{\"mean\":6.0,\"byDay\":{\"days\":2,\"least\":5,\"median\":6.0,\"most\":7},\"overBudget\":1.0}");
        assertThat(report.path("allAlarms").toString())
                .isEqualTo(
                        "{\"mean\":18.0,\"byDay\":{\"days\":2,\"least\":5,\"median\":18.0,\"most\":31},\"overBudget\":13.0}");
        assertThat(report.path("budget").asInt()).isEqualTo(5);
        assertThat(report.path("trainingAlarms").asDouble()).isEqualTo(4);
        assertThat(report(recording, "--budget", "8")
                        .at("/modelAlarms/overBudget")
                        .asDouble())
                .isEqualTo(-2);
    }

    @Test
    void isReadAsThreeTables() {
        assertThat(monitor(recording, model, "--to", "2026-03-03"))
                .as("%s", err)
                .isZero();

        assertThat(out.toString().lines().skip(1))
                .containsExactly(
                        "",
                        "scores            at training      now",
                        "below 0.2000          90.00 %  91.67 %",
                        "0.2000 to 0.4000       5.00 %   3.54 %",
                        "0.4000 to 0.6000       3.00 %   1.60 %",
                        "from 0.6000            2.00 %   3.19 %",
                        "Population stability index 0.020: stable.",
                        "Below 0.1 stable, to 0.25 look at it, above shifted (Siddiqi, Credit Risk Scorecards, 2006).",
                        "",
                        "360 of known outcome, 72 fraud  rows  mean score  frauds now        95 % interval  at training",
                        "below 0.2000                     324     12.50 %     11.11 %    8.13 % to 15.00 %       1.00 %",
                        "0.2000 to 0.4000                   8     31.25 %    100.00 %  67.56 % to 100.00 %      10.00 %  mean score outside",
                        "0.4000 to 0.6000                   5     56.25 %    100.00 %  56.55 % to 100.00 %      33.33 %  mean score outside",
                        "from 0.6000                       23     70.11 %    100.00 %  85.69 % to 100.00 %      75.00 %  mean score outside",
                        "",
                        "alarms a day    mean  least  median  most  against the budget",
                        "by MODEL_SCORE   6.0      5     6.0     7     1.0 over (20 %)",
                        "for any reason  18.0      5    18.0    31   13.0 over (260 %)",
                        "Least, median and most of 2 whole UTC days. Budget: 5 a day by MODEL_SCORE. On the test days there were 4.0.");
    }

    @Test
    void countsTheDaysThatAreAskedFor() throws IOException {
        JsonNode report = report(unlabelled, "--from", "2026-03-02", "--to", "2026-03-04");
        assertThat(report.at("/otherDecisions/1").asInt()).isEqualTo(60);
        assertThat(report(unlabelled, "--to", "2026-03-03").path("otherDecisions"))
                .isEmpty();

        assertThat(monitor(recording, model, "--from", "2026-03-03")).isEqualTo(1);
        assertThat(err.toString().strip())
                .isEqualTo(
                        "error: too few to say anything: 720 decisions of 24 hours; at least 1,000 over a day are needed");
    }

    @Test
    void leavesCalibrationOutWithoutLabels() throws IOException {
        JsonNode report = report(unlabelled);

        assertThat(report.path("decisions").asInt()).isEqualTo(1_440);
        assertThat(report.at("/modelAlarms/mean").asDouble()).isEqualTo(6);
        assertThat(report.at("/calibration/bins")).isEmpty();
        assertThat(monitor(unlabelled, model)).isZero();
        assertThat(out.toString())
                // 39 frauds in 7 days of training: 30 in 5.4.
                .contains(
                        "Calibration is left out: no outcome is known: labels of 30 frauds are needed, those of some 6"
                                + " days at training.\n");
    }

    @Test
    void saysThatFewFraudsAreLabelled() throws IOException {
        List<String> few =
                Files.readAllLines(directory.resolve("in.labels.jsonl")).subList(0, 100);
        Path labels = Files.write(directory.resolve("few.jsonl"), few);

        JsonNode report = report(unlabelled, "--labels", labels.toString());

        assertThat(report.path("frauds").asInt()).isEqualTo(20);
        assertThat(report.at("/calibration/bins")).hasSize(4);
        assertThat(report.at("/calibration/note").asText()).startsWith("only 20 labelled frauds");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--budget 0 | --budget 0: must be from 1 to 10000000",
                "--budget 10000001 | --budget 10000001: must be from 1 to 10000000",
                "--from 2026-03-03 --to 2026-03-02 | --to 2026-03-02: is before --from 2026-03-03",
                "--from yesterday | --from yesterday: must be a date like 2018-08-08",
                "--labels none.csv | --labels none.csv: must be a file that can be read",
                "--metrics . | --metrics .: is a directory, must be a file",
            })
    void namesTheOptionAndWhatWouldBeRight(String options, String message) {
        assertThat(monitor(recording, model, options.split(" "))).isEqualTo(2);
        assertThat(err.toString().strip())
                .startsWith("error: ")
                .contains(message)
                .hasLineCount(1);
    }

    @Test
    void saysWhatAModelLacks() throws IOException {
        assertThat(monitor(recording, TestModels.directory().resolve(TestModels.CEDAR)))
                .isEqualTo(1);
        assertThat(err.toString().strip())
                .endsWith(
                        "its model.json does not say how it scored at training, which older trainings left out: train it"
                                + " again")
                .hasLineCount(1);

        assertThat(monitor(recording, ReferencedModel.write(directory, TestModels.OAK, "{}")))
                .isEqualTo(1);
        assertThat(err.toString().strip())
                .contains("model.json: reference: ", "train it again")
                .hasLineCount(1);

        assertThat(monitor(recording, ReferencedModel.maple(directory))).isEqualTo(1);
        assertThat(err.toString().strip())
                .contains(
                        "no decision of these days is by the model ",
                        ": 1,440 of version 0, 60 of version 1: give the directory of the model that decided")
                .hasLineCount(1);
    }

    @Test
    void saysWhichDaysThereAre() {
        assertThat(monitor(recording, model, "--from", "2026-04-01")).isEqualTo(1);

        assertThat(err.toString().strip())
                .startsWith("error: no decision of these days is by the model ")
                .endsWith(": it decided from 2026-03-02 to 2026-03-03 (--from, --to)")
                .hasLineCount(1);
    }

    @Test
    void writesTheSameFiguresForPrometheus() throws IOException {
        Path file = directory.resolve("fraud-model.prom");
        Files.writeString(file, "what was there before\n");

        JsonNode report = report(recording, "--metrics", file.toString());

        Map<String, Double> samples = samples(file);
        String of = "model=" + report.path("model").asText();
        Map<String, Double> expected = new HashMap<>();
        expected.put("fraud_model_monitored_decisions " + of, 1_440.0);
        expected.put("fraud_model_psi " + of, report.at("/stability/index").asDouble());
        for (int bin = 0; bin < 4; bin++) {
            String one = of + ",bin=" + bin;
            JsonNode shares = report.at("/stability/bins/" + bin);
            expected.put(
                    "fraud_model_score_share " + one + ",when=training",
                    shares.path("training").asDouble());
            expected.put(
                    "fraud_model_score_share " + one + ",when=now",
                    shares.path("now").asDouble());
            JsonNode calibration = report.at("/calibration/bins/" + bin);
            expected.put(
                    "fraud_model_calibration_rows " + one,
                    calibration.path("rows").asDouble());
            expected.put(
                    "fraud_model_calibration_score " + one,
                    calibration.path("meanScore").asDouble());
            expected.put(
                    "fraud_model_calibration_frauds_share " + one,
                    calibration.path("share").asDouble());
        }
        expected.put("fraud_model_alarms_per_day " + of + ",what=model", 6.0);
        expected.put("fraud_model_alarms_per_day " + of + ",what=all", 18.0);
        expected.put("fraud_model_alarms_budget " + of, 5.0);
        assertThat(samples).isEqualTo(expected);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.filter(path -> path.getFileName().toString().startsWith("fraud-model.prom")))
                    .containsExactly(file);
        }
    }

    @Test
    void leavesOutOfTheMetricsWhatItDoesNotKnow() throws IOException {
        Path file = directory.resolve("unlabelled.prom");

        report(unlabelled, "--metrics", file.toString());

        assertThat(Files.readString(file)).contains("fraud_model_psi{").doesNotContain("calibration");
        Path none = directory.resolve("none/of.prom");
        assertThat(monitor(unlabelled, model, "--metrics", none.toString())).isEqualTo(1);
        assertThat(err.toString().strip())
                .startsWith("error: cannot write " + none + ": ")
                .contains("no such file or directory")
                .hasLineCount(1);
    }

    /** Well formed: before its samples, which stand together, each family has HELP and TYPE, once. */
    private static Map<String, Double> samples(Path file) throws IOException {
        Map<String, Double> samples = new HashMap<>();
        Set<String> families = new HashSet<>();
        String family = "";
        boolean isTyped = false;
        for (String line : Files.readAllLines(file)) {
            String[] words = line.split(" ");
            if (line.startsWith("# HELP ")) {
                family = words[2];
                assertThat(families.add(family)).as(line).isTrue();
                assertThat(words).as(line).hasSizeGreaterThan(3);
                isTyped = false;
            } else if (line.startsWith("# TYPE ")) {
                assertThat(line).isEqualTo("# TYPE " + family + " gauge");
                isTyped = true;
            } else {
                Matcher sample = SAMPLE.matcher(line);
                assertThat(sample.matches() && isTyped).as(line).isTrue();
                assertThat(sample.group(1)).isEqualTo(family);
                assertThat(samples.put(
                                family + " " + sample.group(2).replace("\"", ""), Double.parseDouble(sample.group(3))))
                        .as(line)
                        .isNull();
            }
        }
        return samples;
    }

    /** Each with the type, the labels and the meaning that HELP tells, in the order of the file. */
    @Test
    void thePageHasARowForEachMetricInOrder() throws IOException {
        Path file = directory.resolve("page.prom");
        report(recording, "--metrics", file.toString());

        List<List<String>> rows = Files.readAllLines(Checkout.root().resolve("docs/METRICS.md")).stream()
                .filter(line -> line.startsWith("| `fraud_model_"))
                .map(line -> Arrays.stream(line.split("\\|", -1))
                        .map(cell -> cell.strip().replace("`", ""))
                        .toList())
                .toList();

        List<String> lines = Files.readAllLines(file);
        assertThat(rows)
                .extracting(cells -> "# HELP " + cells.get(1) + " " + cells.get(5))
                .containsExactlyElementsOf(lines.stream()
                        .filter(line -> line.startsWith("# HELP "))
                        .toList());
        for (List<String> cells : rows) {
            assertThat(lines).contains("# TYPE " + cells.get(1) + " " + cells.get(2));
            String labels = lines.stream()
                    .filter(line -> line.startsWith(cells.get(1) + "{"))
                    .findFirst()
                    .map(line -> Arrays.stream(line.substring(line.indexOf('{') + 1, line.indexOf('}'))
                                    .split(","))
                            .map(label -> label.substring(0, label.indexOf('=')))
                            .collect(Collectors.joining(", ")))
                    .orElseThrow();
            assertThat(cells.get(4)).as(cells.get(1)).isEqualTo(labels);
        }
    }
}
