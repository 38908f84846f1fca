package fraud.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.cli.Cli;
import fraud.cli.detectors.Engine;
import fraud.cli.input.InputFormat;
import fraud.cli.input.InputSource;
import fraud.cli.outputs.OutputRecorder;
import fraud.cli.process.EmbeddedBroker;
import fraud.cli.process.Installation;
import fraud.cli.process.Workspace;
import fraud.cli.progress.Progress;
import fraud.cli.recording.InputRecording;
import fraud.cli.recording.RecordedTopics;
import fraud.cli.topics.KafkaConnection;
import fraud.config.DetectorParameters;
import fraud.parse.SourceRecord;
import fraud.score.ModelRole;
import fraud.score.PublishedModel;
import fraud.score.StartingModels;
import fraud.score.TestModels;
import fraud.sink.OutputKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: what was recorded can be run again and comes to the same, with the parameters it was made with; raw records of
 * all topics are sent as they are. Method: the reference over a file with bad lines, twice, the second time from its
 * recording, against an embedded broker.
 */
@Tag("engine")
class RecordingReplayTest {

    private static final DetectorParameters PARAMETERS = new DetectorParameters(3, 2, 0, 5_000, 180_000, 16, 16, true);
    private static final long DAY = 1_768_000_000_000L;

    @TempDir
    private Path directory;

    private final StringWriter said = new StringWriter();

    private Path file(String name, String... lines) throws IOException {
        return Files.writeString(directory.resolve(name), String.join("\n", lines) + "\n");
    }

    private static String transaction(String id, long millis, String more) {
        return "{" + more + "\"transactionId\":\"" + id
                + "\",\"cardId\":\"c1\",\"merchantId\":\"m1\",\"eventTimeMillis\":" + millis
                + ",\"amountMinor\":100,\"currency\":\"EUR\",\"publishedAtMillis\":" + (DAY + 2_000) + "}";
    }

    private final ByteArrayOutputStream progressed = new ByteArrayOutputStream();

    private Replay.Result replay(Replay.Options options) {
        try (Workspace workspace = Workspace.create(options.out().resolve("logs"))) {
            KafkaConnection broker = KafkaConnection.toOwnBroker(EmbeddedBroker.start(workspace, 0));
            Progress progress = new Progress(new PrintStream(progressed, true, StandardCharsets.UTF_8), false);
            return new Replay(new Installation(directory), workspace, broker, options, progress).run();
        }
    }

    private static Replay.Options options(Path input, Path out, Path rules) {
        return new Replay.Options(
                List.of(Engine.REFERENCE),
                InputSource.of(input, InputFormat.JSON_LINES),
                out,
                PARAMETERS,
                Duration.ofDays(365),
                Long.MAX_VALUE >> 1,
                Duration.ofMinutes(1),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.of(rules),
                Optional.empty(),
                TestModels.starting(),
                List.of(),
                false);
    }

    private static String outputs(Path run, OutputKind kind) throws IOException {
        return Files.readString(OutputRecorder.file(run.resolve("reference"), kind));
    }

    private static List<String> recorded(Path run) {
        List<String> records = new ArrayList<>();
        for (String topic : List.of("transactions", "labels", "versions")) {
            RecordedTopics.in(run).read(topic, record -> records.add(text(record)));
        }
        return records;
    }

    private static String text(SourceRecord record) {
        return record.origin() + " " + (record.key() == null ? "-" : new String(record.key(), StandardCharsets.UTF_8))
                + " " + new String(record.value(), StandardCharsets.UTF_8);
    }

    @Test
    void aRecordingComesToTheSameAgainWithItsOwnParameters() throws IOException {
        Path input = file(
                "a.jsonl",
                transaction("t1", DAY, "\"n\":" + "9".repeat(1_500) + ","),
                transaction("t2", DAY + 1_999, ""),
                "{no");
        Path rules = file(
                "rules.jsonl",
                "{\"version\":1,\"effectiveFromMillis\":" + (DAY + 1_500)
                        + ",\"rules\":{\"amountLimit\":{\"maxAmountMinor\":50}}}",
                "{\"version\":2,\"effectiveFromMillis\":" + (DAY + 1_500) + ",\"rules\":{\"nonsense\":{}}}");
        Path first = directory.resolve("first");
        Path second = directory.resolve("second");

        Replay.Result made = replay(options(input, first, rules));
        // As the script says it; nothing is started from there.
        System.setProperty("fraud.home", directory.toString());
        assertThat(fraud("replay", "--engine", "reference", "--input", first.toString(), "--out", second.toString()))
                .as("%s", said)
                .isZero();

        assertThat(outputs(first, OutputKind.DECISION))
                .contains(
                        "\"transactionId\":\"t1\"",
                        "\"ruleSetVersion\":1",
                        "AMOUNT_LIMIT",
                        "\"features\":",
                        "\"modelVersion\":\"0\"")
                .doesNotContain("WRONG_KEY");
        // With a maximum out-of-orderness of 0 what is older than its record is late.
        assertThat(outputs(first, OutputKind.LATE).lines()).hasSize(2);
        assertThat(outputs(first, OutputKind.DEAD_LETTER))
                .contains("MALFORMED_JSON", "\"sourceTopic\":\"versions\"", "UNKNOWN_FIELD");
        for (OutputKind kind : OutputRecorder.RECORDED) {
            assertThat(outputs(second, kind)).as(kind.toString()).isEqualTo(outputs(first, kind));
        }
        assertThat(recorded(second)).isEqualTo(recorded(first));
        assertThat(RecordedTopics.in(second).parameters()).isEqualTo(PARAMETERS);
        assertThat(made.summary().parameters()).containsEntry("skew.millis", 5_000L);
        assertThat(fraud("reconcile", "--recording", second.toString(), "--json"))
                .isZero();
        assertThat(said.toString()).contains("\"max.out.of.orderness.millis\" : 0", "\"skew.millis\" : 5000");
    }

    @Test
    void aRecordingWhoseModelIsGoneIsNotReplayedWithoutIt() {
        Path recording = directory.resolve("recording");
        PublishedModel gone = new PublishedModel(0, ModelRole.CHAMPION, Long.MIN_VALUE, null, "/models/gone", "0a1b");
        new InputRecording(recording, PARAMETERS, new StartingModels(gone, null, null)).close();

        assertThat(fraud(
                        "replay",
                        "--engine",
                        "reference",
                        "--input",
                        recording.toString(),
                        "--out",
                        directory + "/out"))
                .isEqualTo(1);
        assertThat(said.toString())
                .isEqualTo("error: the recording was made with the model in /models/gone, which is not there (its"
                        + " model.json had SHA-256 0a1b): give --model DIR to say where it is, or --model none to go"
                        + " without\n");
    }

    @AfterEach
    void forgetHome() {
        System.clearProperty("fraud.home");
    }

    private int fraud(String... words) {
        PrintWriter to = new PrintWriter(said, true);
        return new Cli().run(to, to, words);
    }

    @Test
    void warnsOfAnIdentifierThatIsNone() throws IOException {
        String transaction = transaction("same", DAY, "");
        Path input = file("a.jsonl", transaction, transaction, transaction);

        replay(options(input, directory.resolve("out"), file("rules.jsonl")));

        assertThat(progressed.toString(StandardCharsets.UTF_8))
                .contains("WARNING: 2 of 3 transactions (66.7 %) are duplicates by transactionId:");
    }
}
