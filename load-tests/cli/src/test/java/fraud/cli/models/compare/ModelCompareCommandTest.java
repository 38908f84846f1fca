package fraud.cli.models.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fraud.cli.Cli;
import fraud.cli.recording.InputRecording;
import fraud.cli.topics.Topics;
import fraud.score.ModelFiles;
import fraud.score.TestModels;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Goal: a recording's models are compared by what their mistakes cost. Method: the reference over five transactions,
 * each of a card of its own at noon, scored by oak (SEMANTICS 15): .125 for an amount up to 100.00, else .3125. The
 * champion reviews from .3, the challenger, the same trees, from .1.
 */
@Tag("engine")
class ModelCompareCommandTest {

    private static final long NOON = Instant.parse("2026-03-02T12:00:00Z").toEpochMilli();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path directory;

    private static Path champion;
    private static Path challenger;
    private static Path both;
    private static Path alone;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void replay() throws IOException {
        // As the script says it; nothing is started from there.
        System.setProperty("fraud.home", directory.toString());
        champion = oak("champion", 0.3);
        challenger = oak("challenger", 0.1);
        both = replay("both", "--model", champion.toString(), "--challenger", challenger.toString());
        alone = replay("alone", "--model", champion.toString());
    }

    private static Path oak(String name, double threshold) throws IOException {
        Path from = TestModels.directory().resolve(TestModels.OAK);
        Path to = Files.createDirectory(directory.resolve(name));
        Files.writeString(
                to.resolve(ModelFiles.PORTABLE),
                Files.readString(from.resolve(ModelFiles.PORTABLE))
                        .replaceFirst("\"threshold\":[0-9.]+", "\"threshold\":" + threshold));
        Files.copy(from.resolve(ModelFiles.MLLIB), to.resolve(ModelFiles.MLLIB));
        return to;
    }

    private static Path replay(String name, String... models) throws IOException {
        List<String> transactions = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        long[] amounts = {5_000, 8_000, 15_000, 5_000, 20_000};
        for (int i = 0; i < amounts.length; i++) {
            String who = "\"transactionId\":\"t" + i + "\",\"cardId\":\"c" + i + "\",\"merchantId\":\"m" + i
                    + "\",\"eventTimeMillis\":" + (NOON + 60_000L * i);
            transactions.add("{" + who + ",\"amountMinor\":" + amounts[i] + ",\"currency\":\"EUR\"}");
            labels.add("{" + who + ",\"fraud\":" + (i < 3) + "}");
        }
        Path to = directory.resolve(name);
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said, true);
        String[] words = Stream.concat(
                        Stream.of(
                                "replay",
                                "--engine",
                                "reference",
                                "--input",
                                Files.write(directory.resolve("in.jsonl"), transactions)
                                        .toString(),
                                "--labels",
                                Files.write(directory.resolve("in.labels.jsonl"), labels)
                                        .toString(),
                                "--out",
                                to.toString()),
                        Arrays.stream(models))
                .toArray(String[]::new);
        assertThat(new Cli().run(writer, writer, words)).as("%s", said).isZero();
        return to;
    }

    @AfterAll
    static void forgetHome() {
        System.clearProperty("fraud.home");
    }

    private int compare(Path recording, String... more) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        String[] words = Stream.concat(
                        Stream.of("model", "compare", "--recording", recording.toString()), Arrays.stream(more))
                .toArray(String[]::new);
        return new Cli().run(new PrintWriter(out, true), new PrintWriter(err, true), words);
    }

    private int compareBoth(Path recording, String... more) {
        return compare(
                recording,
                Stream.concat(
                                Stream.of("--model", champion.toString(), "--challenger", challenger.toString()),
                                Arrays.stream(more))
                        .toArray(String[]::new));
    }

    /** The champion misses 50.00 and 80.00 and reviews two; the challenger reviews all five. */
    @ParameterizedTest
    @CsvSource({
        "'', 14_000, 2_500",
        "80%:500:2000, 11_400, 2_500",
        "5000:500:2000, 11_000, 2_500",
    })
    void missedFraudCostsItsShareOfItsAmount(String costs, String ofChampion, String ofChallenger) throws IOException {
        assertThat(costs.isEmpty() ? compareBoth(both, "--json") : compareBoth(both, "--json", "--costs", costs))
                .as("%s", err)
                .isZero();

        JsonNode comparison = JSON.readTree(out.toString()).get(0);
        assertThat(comparison.at("/champion/missed").asInt()).isEqualTo(2);
        assertThat(comparison.at("/champion/reviewed").asInt()).isEqualTo(2);
        assertThat(comparison.at("/challenger/reviewed").asInt()).isEqualTo(5);
        assertThat(comparison.at("/champion/costMinor").asText()).isEqualTo(ofChampion.replace("_", ""));
        assertThat(comparison.at("/challenger/costMinor").asText()).isEqualTo(ofChallenger.replace("_", ""));
    }

    @Test
    void whereAmountsAreGoneOnlyAFixedCostWillDo() throws IOException {
        Path cut = Files.createDirectories(directory.resolve("cut/reference")).getParent();
        for (String file : List.of("labels.jsonl.gz", "versions.jsonl.gz", "reference/decisions.jsonl")) {
            Files.copy(both.resolve(file), cut.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(InputRecording.file(both, Topics.TRANSACTIONS))),
                        StandardCharsets.UTF_8));
                OutputStream to =
                        new GZIPOutputStream(Files.newOutputStream(InputRecording.file(cut, Topics.TRANSACTIONS)))) {
            to.write((lines.readLine() + "\n").getBytes(StandardCharsets.UTF_8));
        }

        assertThat(compareBoth(cut)).isEqualTo(1);
        assertThat(err.toString())
                .contains("no longer has those of all frauds", "--costs 5000:500:2000")
                .hasLineCount(1);
        assertThat(compareBoth(cut, "--costs", "5000:500:2000")).as("%s", err).isZero();
        assertThat(out.toString()).contains("110.00");
    }

    @Test
    void saysHowARecordingGetsAChallenger() {
        assertThat(compareBoth(alone)).isEqualTo(1);

        assertThat(err.toString())
                .contains(
                        "none of 5 decisions of reference has the scores of both a champion and a challenger: replay with"
                                + " --model DIR --challenger DIR")
                .hasLineCount(1);
    }

    @Test
    void saysThatNoDecisionIsOfTheDaysThatCount() {
        assertThat(compareBoth(both, "--score-from", "2026-03-03", "--score-to", "2026-03-04"))
                .isEqualTo(1);

        assertThat(err.toString())
                .contains("none of 5 decisions with the scores of both", "is one that counts: see --score-from")
                .hasLineCount(1);
    }

    @Test
    void rejectsModelsThatAreNotTheRecordings() throws IOException {
        assertThat(compare(both, "--model", challenger.toString(), "--challenger", champion.toString()))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("--model " + challenger
                        + ": is not the recording's champion but its challenger: swap --model and --challenger")
                .hasLineCount(1);

        Path other = TestModels.directory().resolve(TestModels.CEDAR);
        assertThat(compare(both, "--model", champion.toString(), "--challenger", other.toString()))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("--challenger " + other
                        + ": is not the recording's challenger, whose model.json has the SHA-256 " + sha256(challenger)
                        + "; this one has " + TestModels.sha256(TestModels.CEDAR))
                .hasLineCount(1);
    }

    private static String sha256(Path model) throws IOException {
        return ModelFiles.sha256(Files.readAllBytes(model.resolve(ModelFiles.PORTABLE)));
    }
}
