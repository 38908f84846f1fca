package fraud.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fraud.cli.Cli;
import fraud.score.TestModels;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Goal: a back-test counts what it says, and rejects what says nothing. Method: a history of 13 transactions, small
 * enough to count by hand.
 */
class BackTestCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] WEEK = {"--from", "2026-01-02", "--to", "2026-01-08"};
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    @TempDir
    private Path directory;

    private final List<String> transactions = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private void transaction(String id, String card, String time, long amountMinor, String kind) {
        transaction(id, card, time, Duration.ZERO, amountMinor, kind);
    }

    private void transaction(String id, String card, String time, Duration late, long amountMinor, String kind) {
        long millis = Instant.parse(time).toEpochMilli();
        transactions.add("{\"publishedAtMillis\":%d,\"transactionId\":\"%s\",\"cardId\":\"%s\",\"merchantId\":\"m-%s\","
                        .formatted(millis + late.toMillis(), id, card, id)
                + "\"eventTimeMillis\":%d,\"amountMinor\":%d,\"currency\":\"EUR\"}".formatted(millis, amountMinor));
        label(id, card, millis, Duration.ofDays(6), kind);
    }

    private void label(String id, String card, long millis, Duration after, String kind) {
        labels.add("{\"publishedAtMillis\":%d,\"transactionId\":\"%s\",\"cardId\":\"%s\",\"merchantId\":\"m-%s\","
                        .formatted(millis + after.toMillis(), id, card, id)
                + "\"eventTimeMillis\":%d,\"fraud\":%s}"
                        .formatted(millis, kind.isEmpty() ? "false" : "true" + ",\"scenario\":\"" + kind + "\""));
    }

    /**
     * Counted are 8 transactions of which 6 are fraud, with 185,300: one of 60,000 ({@code big}), one of 55,000 that
     * ends a card testing that began before midnight, and 100, 100, 100, 70,000 of another; the fraud on the day before
     * and the large amount on the day after are not.
     */
    private void history() {
        transaction("old", "c9", "2026-01-01T12:00:00Z", 150_000, "big");
        transaction("p1", "c4", "2026-01-01T23:57:00Z", 100, "testing");
        transaction("p2", "c4", "2026-01-01T23:58:00Z", 100, "testing");
        transaction("p3", "c4", "2026-01-01T23:59:00Z", 100, "testing");
        transaction("p4", "c4", "2026-01-02T00:01:00Z", 55_000, "testing");
        transaction("big", "c1", "2026-01-02T12:00:00Z", 60_000, "big");
        transaction("honest", "c2", "2026-01-03T12:00:00Z", 120_000, "");
        transaction("s1", "c3", "2026-01-04T12:00:00Z", 100, "testing");
        transaction("s2", "c3", "2026-01-04T12:01:00Z", 100, "testing");
        transaction("s3", "c3", "2026-01-04T12:02:00Z", 100, "testing");
        transaction("s4", "c3", "2026-01-04T12:03:00Z", 70_000, "testing");
        // Taken for fraud at first.
        transaction("small", "c5", "2026-01-08T23:59:59.999Z", 1_000, "big");
        transaction("new", "c6", "2026-01-09T00:00:00Z", 200_000, "");
        label("small", "c5", Instant.parse("2026-01-08T23:59:59.999Z").toEpochMilli(), Duration.ofDays(8), "");
    }

    private int run(String... more) throws IOException {
        Path input = Files.write(directory.resolve("in.jsonl"), transactions);
        List<String> arguments =
                new ArrayList<>(List.of("back-test", "--input", input.toString(), "--out", directory + "/out"));
        if (!labels.isEmpty()) {
            arguments.addAll(List.of(
                    "--labels",
                    Files.write(directory.resolve("labels.jsonl"), labels).toString()));
        }
        arguments.addAll(List.of(more));
        return new Cli().run(new PrintWriter(out, true), new PrintWriter(err, true), arguments.toArray(String[]::new));
    }

    private JsonNode report(String... more) throws IOException {
        assertThat(run(more)).as("%s", err).isZero();
        return JSON.readTree(directory.resolve("out/back-test.json").toFile());
    }

    private static JsonNode row(JsonNode rows, String rule) {
        return StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.path("rule").asText().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode value(JsonNode report, String rule, String parameter, long value) {
        return StreamSupport.stream(report.path("values").spliterator(), false)
                .filter(row -> row.path("rule").asText().equals(rule)
                        && row.path("parameter").asText().equals(parameter)
                        && row.path("value").asLong() == value)
                .findFirst()
                .orElseThrow();
    }

    private static void assertRow(JsonNode row, long alarms, long frauds, long alone, long aloneFrauds) {
        assertThat(List.of(
                        row.path("figures").path("alarms").asLong(),
                        row.path("figures").path("frauds").asLong(),
                        row.path("alone").asLong(),
                        row.path("aloneFrauds").asLong()))
                .as(row.toString())
                .containsExactly(alarms, frauds, alone, aloneFrauds);
    }

    @Test
    void countsTheTransactionsOfTheDays() throws IOException {
        history();

        JsonNode report = report(WEEK);

        assertThat(report.path("days").asInt()).isEqualTo(7);
        assertThat(report.path("transactions").asLong()).isEqualTo(8);
        assertThat(report.path("frauds").asLong()).isEqualTo(6);
        assertThat(report.path("amountMinor").asLong()).isEqualTo(185_300);
        assertThat(report.path("kinds").toString())
                .isEqualTo("[{\"name\":\"big\",\"frauds\":1,\"amountMinor\":60000},"
                        + "{\"name\":\"testing\",\"frauds\":5,\"amountMinor\":125300}]");
    }

    @Test
    void oneValueFindsAFraudThatAnotherDoesNot() throws IOException {
        history();

        JsonNode report = report(WEEK);

        JsonNode low = value(report, "amountLimit", "maxAmountMinor", 50_000);
        // p4, big, honest and s4; of these CARD_TESTING and UNUSUAL_AMOUNT have p4 and s4.
        assertRow(low, 4, 3, 2, 1);
        assertThat(low.path("base").asBoolean()).isFalse();
        assertThat(low.path("figures").path("alarmsPerDay").asDouble()).isEqualTo(4 / 7.0, within(1e-12));
        assertThat(low.path("figures").path("precision").asDouble()).isEqualTo(0.75);
        assertThat(low.path("figures").path("recall").asDouble()).isEqualTo(0.5);
        assertThat(low.path("figures").path("recallByValue").asDouble()).isEqualTo(185_000 / 185_300.0, within(1e-12));
        JsonNode base = value(report, "amountLimit", "maxAmountMinor", 100_000);
        assertRow(base, 1, 0, 1, 0);
        assertThat(base.path("base").asBoolean()).isTrue();
        assertRow(value(report, "amountLimit", "maxAmountMinor", 200_000), 0, 0, 0, 0);
        assertThat(value(report, "amountLimit", "maxAmountMinor", 200_000)
                        .path("figures")
                        .path("precision")
                        .isNull())
                .isTrue();
    }

    @Test
    void aSequenceAlarmsWhatItsAlertsHoldOfTheDays() throws IOException {
        history();

        JsonNode report = report(WEEK);

        // s1 to s4, and p4 alone of the one that began the day before; UNUSUAL_AMOUNT has p4 and s4, too.
        assertRow(value(report, "cardTesting", "smallMaxMinor", 200), 5, 5, 3, 3);
        assertRow(value(report, "cardTesting", "smallMaxMinor", 100), 5, 5, 3, 3);
        assertRow(value(report, "cardTesting", "smallMaxMinor", 50), 0, 0, 0, 0);
        assertRow(value(report, "cardTesting", "largeAboveMinor", 50_000), 5, 5, 3, 3);
        assertRow(value(report, "cardTesting", "largeAboveMinor", 100_000), 0, 0, 0, 0);
        assertThat(row(report.path("byKind"), "cardTesting").path("found").toString())
                .isEqualTo("{\"big\":0,\"testing\":5}");
        assertThat(row(report.path("byKind"), "unusualAmount").path("recall").toString())
                .isEqualTo("{\"big\":0.0,\"testing\":0.4}");
    }

    @Test
    void aSequenceDoesNotSeeWhatComesTooLate() throws IOException {
        transaction("first", "c0", "2026-01-02T00:00:00Z", 100, "");
        transaction("s1", "c3", "2026-01-04T12:00:00Z", 100, "testing");
        transaction("s2", "c3", "2026-01-04T12:01:00Z", 100, "testing");
        transaction("s4", "c3", "2026-01-04T12:03:00Z", 70_000, "testing");
        transaction("s3", "c3", "2026-01-04T12:02:00Z", Duration.ofMinutes(30), 100, "testing");
        transaction("last", "c0", "2026-01-08T00:00:00Z", 100, "");

        assertRow(value(report(WEEK), "cardTesting", "smallMaxMinor", 200), 0, 0, 0, 0);
    }

    @Test
    void saysWhatIsLostAndSavedWithoutEachRule() throws IOException {
        history();

        JsonNode report = report(WEEK);

        // p4, honest, s1 to s4.
        assertThat(report.path("all").path("alarms").asLong()).isEqualTo(6);
        assertThat(report.path("all").path("frauds").asLong()).isEqualTo(5);
        JsonNode most = report.path("without").get(0);
        assertThat(most.path("rule").asText()).isEqualTo("cardTesting");
        assertThat(most.path("figures").path("alarms").asLong()).isEqualTo(3);
        assertThat(most.path("fraudsLost").asLong()).isEqualTo(3);
        assertThat(most.path("amountMinorLost").asLong()).isEqualTo(300);
        assertThat(most.path("falseAlarmsSaved").asLong()).isZero();
        JsonNode limit = row(report.path("without"), "amountLimit");
        assertThat(limit.path("fraudsLost").asLong()).isZero();
        assertThat(limit.path("falseAlarmsSaved").asLong()).isEqualTo(1);
        assertThat(out.toString())
                .startsWith(
                        "Counted: 2026-01-02 to 2026-01-08 (UTC, 7 days) of in.jsonl: 8 transactions, 6 of them fraud")
                .contains("cardTesting ");
        assertThat(Files.readString(directory.resolve("out/back-test.md")))
                .contains("./fraud back-test --input", "| amountLimit | maxAmountMinor | 100,000 | **base** |");
    }

    @Test
    void aFileOfRulesHasTheBaseValuesAndWhatItSwitchesOffIsLeftOut() throws IOException {
        history();
        Path rules = Files.writeString(
                directory.resolve("mine.yaml"),
                "rules:\n  amountLimit:\n    maxAmountMinor: 50000\n  cardTesting:\n    enabled: false\n");

        JsonNode report = report("--from", WEEK[1], "--rules", rules.toString(), "--rule", "AMOUNT_LIMIT");

        // From the 2nd to the 9th, and `new` counts, too; only UNUSUAL_AMOUNT is left to share p4 and s4.
        assertThat(report.path("days").asInt()).isEqualTo(8);
        assertRow(value(report, "amountLimit", "maxAmountMinor", 50_000), 5, 3, 3, 1);
        assertThat(report.path("values")).hasSize(5);
        assertThat(report.path("byKind").findValuesAsText("rule"))
                .contains("amountLimit", "unusualAmount")
                .doesNotContain("cardTesting", "modelScore");
        assertThat(run("--rules", rules.toString(), "--rule", "cardTesting")).isEqualTo(WRONG_USAGE);
        assertThat(err.toString()).contains("--rule cardTesting: is switched off in " + rules);
    }

    @Test
    void aModelIsTriedByTheAlarmsItGives() throws IOException {
        history();
        String model = TestModels.directory().resolve(TestModels.CEDAR).toString();

        JsonNode report = report("--from", WEEK[1], "--model", model, "--rule", "modelScore");

        assertThat(report.path("values").findValuesAsText("rule")).containsOnly("modelScore");
        // 20 alarms a day are more than there are transactions: all of them.
        assertRow(value(report, "modelScore", "minMillionths", 1), 9, 6, 2, 1);
        assertThat(report.path("model").asText()).isEqualTo(model);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--from 2026-01-08 --to 2026-01-02 | --to 2026-01-02: is before --from 2026-01-08",
                "--from 2026-01-02 --to 2026-01-07 | too short to say anything: give at least 7 days",
                "--from 02.01.2026 | --from 02.01.2026: must be a date like",
                "--rule velocityCont | --rule velocityCont: there is no such rule with parameters: did you mean velocityCount?",
                "--rule CARD_BLOCKED | there is no such rule with parameters: there are amountLimit, velocityCount,",
                "--rule modelScore | --rule modelScore: needs a model that scores: give --model",
                "--model none-such | --model none-such: there is no such directory",
                "--model src | --model src: there is no model.json in it; `fraud train --out DIR` writes one",
                "--rules none.yaml | none.yaml",
            })
    void wrongUsageIsOneLineThatSaysWhatIsRight(String options, String message) throws IOException {
        history();

        assertThat(run(options.split(" ", -1))).isEqualTo(WRONG_USAGE);

        assertThat(err.toString()).startsWith("error: ").contains(message).hasLineCount(1);
        assertThat(directory.resolve("out")).doesNotExist();
    }

    @Test
    void withoutLabelsThereIsNothingToGoBy() throws IOException {
        history();
        labels.clear();

        assertThat(run()).isEqualTo(WRONG_USAGE);

        assertThat(err.toString()).startsWith("error: --labels: is missing").hasLineCount(1);
    }

    @Test
    void saysWhatTheHistoryHasIfNoneOfItCounts() throws IOException {
        history();

        assertThat(run()).isEqualTo(FAILED);

        assertThat(err.toString())
                .isEqualTo("error: no transaction is of the days that count, 2026-01-31 to the last: the history has"
                        + " 2026-01-01 to 2026-01-09; give --from and --to in it, or more than the first 30 days,"
                        + " which are only read\n");
    }

    @Test
    void aHistoryThatIsTooShortSaysNothing() throws IOException {
        history();

        assertThat(run("--from", "2026-01-04")).isEqualTo(FAILED);

        assertThat(err.toString())
                .isEqualTo(
                        "error: the days that count, 2026-01-04 to 2026-01-09, are too short to say anything: give at"
                                + " least 7 days; the history has 2026-01-01 to 2026-01-09\n");
    }

    @Test
    void withoutFraudNothingCanBeFound() throws IOException {
        history();
        labels.replaceAll(label -> label.replace("\"fraud\":true", "\"fraud\":false"));

        assertThat(run(WEEK)).isEqualTo(FAILED);

        assertThat(err.toString())
                .isEqualTo(
                        "error: none of the 8 transactions from 2026-01-02 to 2026-01-08 is labelled as fraud, so that"
                                + " nothing can be found in them: give days, or labels, with some\n");
        assertThat(directory.resolve("out/back-test.json")).doesNotExist();
    }

    @Test
    void labelsOfOtherTransactionsAreWorthNothing() throws IOException {
        history();
        labels.replaceAll(label -> label.replace("\"transactionId\":\"", "\"transactionId\":\"x"));

        assertThat(run(WEEK)).isEqualTo(FAILED);

        assertThat(err.toString())
                .startsWith("error: none of 13 labelled transactions is in the input")
                .hasLineCount(1);
    }
}
