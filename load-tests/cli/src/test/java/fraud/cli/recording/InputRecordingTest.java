package fraud.cli.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fraud.cli.failure.OperationFailedException;
import fraud.cli.process.Checkout;
import fraud.cli.topics.Topics;
import fraud.config.DetectorParameters;
import fraud.model.Origin;
import fraud.parse.SourceRecord;
import fraud.score.ModelRole;
import fraud.score.PublishedModel;
import fraud.score.StartingModels;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputRecordingTest {

    private static final DetectorParameters PARAMETERS =
            new DetectorParameters(3, 5, 60_000, 2_000, 180_000, 64, 32, true);
    private static final StartingModels MODELS = new StartingModels(
            model(ModelRole.CHAMPION, "/first", "a1"), model(ModelRole.CHALLENGER, "/second", "b2"), "/models");
    private static final Path README = Checkout.root().resolve("load-tests/README.md");

    @TempDir
    private Path directory;

    private void record(SourceRecord... records) {
        try (InputRecording recording = new InputRecording(directory, PARAMETERS, MODELS)) {
            for (SourceRecord record : records) {
                recording.add(record);
            }
        }
    }

    private static SourceRecord transaction(long offset, byte[] key, byte[] value) {
        return new SourceRecord(new Origin(Topics.TRANSACTIONS, 2, offset, 99, Origin.UNKNOWN), key, value);
    }

    private List<JsonNode> lines(String topic) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(InputRecording.file(directory, topic))),
                StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(new ObjectMapper().readTree(line));
            }
        }
        return lines;
    }

    @Test
    void theParametersOfTheDetectorsComeBack() {
        record();

        RecordedTopics topics = RecordedTopics.in(directory);
        assertThat(topics.parameters()).isEqualTo(PARAMETERS);
        assertThat(topics.models())
                .isEqualTo(new RecordedModels(
                        Optional.of(new RecordedModels.Model(Path.of("/first"), "a1")),
                        Optional.of(new RecordedModels.Model(Path.of("/second"), "b2")),
                        Optional.of(Path.of("/models"))));
    }

    @Test
    void aRecordComesBackHoweverLongWithItsKeyAndWithout() {
        // In base64 longer than the library reads by itself.
        byte[] value = new byte[15_100_000];
        record(transaction(7, new byte[] {0, -1}, value), transaction(8, null, null));
        List<SourceRecord> read = new ArrayList<>();

        RecordedTopics.in(directory).read(Topics.TRANSACTIONS, read::add);

        assertThat(read).hasSize(2);
        assertThat(read.get(0).origin()).isEqualTo(new Origin(Topics.TRANSACTIONS, 2, 7, 99, Origin.UNKNOWN));
        assertThat(read.get(0).key()).containsExactly(0, -1);
        assertThat(read.get(0).value()).isEqualTo(value);
        assertThat(read.get(1).key()).isNull();
        assertThat(read.get(1).value()).isNull();
    }

    @Test
    void theDocumentNamesTheFieldsOfBothKindsOfLinesInTheirOrder() throws IOException {
        record(transaction(7, new byte[] {1}, new byte[] {2}));

        assertThat(documented("first line"))
                .containsExactlyElementsOf(fieldsOf(lines(Topics.VERSIONS).get(0)));
        assertThat(documented("a record"))
                .containsExactlyElementsOf(fieldsOf(lines(Topics.TRANSACTIONS).get(1)));
    }

    /** The first cells of the rows that have this in their second. */
    private static List<String> documented(String where) throws IOException {
        return Pattern.compile("^\\| `(\\w+)` \\| " + where + " \\|", Pattern.MULTILINE)
                .matcher(Files.readString(README))
                .results()
                .map(row -> row.group(1))
                .toList();
    }

    private static Set<String> fieldsOf(JsonNode line) {
        Set<String> names = new LinkedHashSet<>();
        line.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private void write(String topic, String... lines) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(InputRecording.file(directory, topic)))) {
            out.write(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        }
    }

    private void assertRejected(String message) {
        assertThatThrownBy(() -> RecordedTopics.in(directory).read(Topics.TRANSACTIONS, record -> {}))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"partitions\":3 | \"partitions\":3.0 | partitions must be a whole number",
                "\"partitions\":3 | \"partitions\":2000000000 | partitions must be from 1 to 10000",
                "\"maxOutOfOrdernessMillis\":60000 | \"maxOutOfOrdernessMillis\":\"x\" | maxOutOfOrdernessMillis must be a whole number",
                "\"maxOutOfOrdernessMillis\":60000, | | maxOutOfOrdernessMillis must be a whole number",
                "\"topic\":\"transactions\" | \"topic\":\"labels\" | topic must be transactions",
                "\"withFeatures\":true | \"withFeatures\":1 | withFeatures must be true or false",
                "{ | [ | is not JSON"
            })
    void aFirstLineThatIsNotAsItMustBeIsNoRecording(String part, String instead, String message) throws IOException {
        record();
        String head = lines(Topics.TRANSACTIONS).get(0).toString();
        assertThat(head).contains(part);

        write(Topics.TRANSACTIONS, head.replace(part, instead == null ? "" : instead));

        assertRejected("transactions.jsonl.gz is not a recording of this program: line 1: " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"partition\":2,\"offset\":1.9,\"timestampMillis\":0} | offset must be a whole number",
                "{\"partition\":2,\"offset\":12345678901234567890123,\"timestampMillis\":0} | offset must be a whole number",
                "{\"partition\":4294967299,\"offset\":9,\"timestampMillis\":0} | partition must be from 0 to 2",
                "{\"partition\":-1,\"offset\":9,\"timestampMillis\":0} | partition must be from 0 to 2",
                "{\"partition\":2,\"offset\":7,\"timestampMillis\":0} | offset must be 8 or more, in partition 2",
                "{\"partition\":2,\"offset\":9,\"timestampMillis\":\"x\"} | timestampMillis must be a whole number",
                "{\"partition\":2,\"offset\":9,\"timestampMillis\":0,\"key\":1} | key must be base64, or left out",
                "{\"partition\":2,\"offset\":9,\"timestampMillis\":0,\"value\":\"%\"} | value must be base64, or left out",
                "'' | must be a JSON object",
                "{} {} | is not JSON"
            })
    void aRecordThatIsNotAsItMustBeIsReportedWithItsLine(String line, String message) throws IOException {
        record(transaction(7, null, null));
        List<JsonNode> good = lines(Topics.TRANSACTIONS);

        write(Topics.TRANSACTIONS, good.get(0).toString(), good.get(1).toString(), line, "");

        assertRejected("transactions.jsonl.gz is not a recording of this program: line 3: " + message);
    }

    @Test
    void topicsOfOtherParametersDoNotGoTogether() throws IOException {
        record();
        write(Topics.LABELS, lines(Topics.LABELS).get(0).toString().replace("60000", "60001"));

        assertRejected("has topics of detectors with different parameters");
    }

    private static PublishedModel model(ModelRole role, String directory, String sha256) {
        return new PublishedModel(0, role, Long.MIN_VALUE, null, directory, sha256);
    }
}
