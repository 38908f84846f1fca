package fraud.ops.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fraud.config.DetectorParameters;
import fraud.model.Origin;
import fraud.ops.OperationFailedException;
import fraud.ops.topics.Topics;
import fraud.parse.SourceRecord;
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
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputRecordingTest {

    private static final DetectorParameters PARAMETERS =
            new DetectorParameters(3, 5, 60_000, 2_000, 180_000, 64, 32, true);
    private static final StartingModels MODELS = new StartingModels(null, null, "/models");
    private static final Path README = Path.of("README.md");

    @TempDir
    private Path directory;

    private void record(SourceRecord... records) {
        try (InputRecording recording = new InputRecording(directory, PARAMETERS, MODELS)) {
            for (SourceRecord record : records) {
                recording.add(record);
            }
        }
    }

    private static SourceRecord transaction(byte[] key, byte[] value) {
        return new SourceRecord(new Origin(Topics.TRANSACTIONS, 2, 7, 99, Origin.UNKNOWN), key, value);
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

        assertThat(InputRecording.parameters(directory)).isEqualTo(PARAMETERS);
        assertThat(InputRecording.partitions(directory, Topics.RULES)).isEqualTo(1);
        assertThat(InputRecording.leadMillis(directory)).isEqualTo(180_000);
        assertThat(InputRecording.modelsDirectory(directory)).contains(Path.of("/models"));
    }

    @Test
    void aRecordComesBackHoweverLongWithItsKeyAndWithout() {
        // In base64 longer than the library reads by itself.
        byte[] value = new byte[15_100_000];
        record(transaction(new byte[] {0, -1}, value), transaction(null, null));
        List<SourceRecord> read = new ArrayList<>();

        InputRecording.read(directory, Topics.TRANSACTIONS, read::add);

        assertThat(read).hasSize(2);
        assertThat(read.get(0).origin()).isEqualTo(new Origin(Topics.TRANSACTIONS, 2, 7, 99, Origin.UNKNOWN));
        assertThat(read.get(0).key()).containsExactly(0, -1);
        assertThat(read.get(0).value()).isEqualTo(value);
        assertThat(read.get(1).key()).isNull();
        assertThat(read.get(1).value()).isNull();
    }

    @Test
    void theDocumentNamesTheFieldsOfBothKindsOfLinesInTheirOrder() throws IOException {
        record(transaction(new byte[] {1}, new byte[] {2}));

        assertThat(documented("first line"))
                .containsExactlyElementsOf(fieldsOf(lines(Topics.RULES).get(0)));
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

    @Test
    void aFirstLineThatLacksAParameterIsNoRecordingOfThisProgram() throws IOException {
        record();
        try (OutputStream out =
                new GZIPOutputStream(Files.newOutputStream(InputRecording.file(directory, Topics.TRANSACTIONS)))) {
            out.write("{\"topic\":\"transactions\",\"partitions\":3}\n".getBytes(StandardCharsets.UTF_8));
        }

        assertThatThrownBy(() -> InputRecording.parameters(directory))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("transactions.jsonl.gz is not a recording of this program");
    }
}
