package fraud.ops.reconcile;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fraud.model.Origin;
import fraud.ops.OperationFailedException;
import fraud.parse.SourceRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The input topic in a file, {@value #FILE_NAME}: a first line about the topic, then a line a record, key and value in base64, since
 * they may be anything. It makes a recording complete: who has it can reconcile without a broker.
 */
public final class InputRecording implements AutoCloseable {

    /** Name of the file in a recording's directory. */
    public static final String FILE_NAME = "transactions.jsonl.gz";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonGenerator json;

    /**
     * What the topic is.
     *
     * @param name the topic's name
     * @param partitions how many it has
     * @param skewMillis how far its timestamps may run back (SEMANTICS 1.3)
     */
    public record Topic(String name, int partitions, long skewMillis) {}

    /** Starts a recording in a directory. */
    public InputRecording(Path directory, Topic topic) {
        try {
            Files.createDirectories(directory);
            OutputStream out = new GZIPOutputStream(Files.newOutputStream(directory.resolve(FILE_NAME)), 1 << 16);
            json = new JsonFactory().createGenerator(out).setRootValueSeparator(null);
            json.writeStartObject();
            json.writeStringField("topic", topic.name());
            json.writeNumberField("partitions", topic.partitions());
            json.writeNumberField("skewMillis", topic.skewMillis());
            endLine();
        } catch (IOException e) {
            throw failed(directory, e);
        }
    }

    /** Writes a record. */
    public void add(SourceRecord record) {
        try {
            json.writeStartObject();
            json.writeNumberField("partition", record.origin().partition());
            json.writeNumberField("offset", record.origin().offset());
            json.writeNumberField("timestampMillis", record.origin().publishedAtMillis());
            if (record.key() != null) {
                json.writeBinaryField("key", record.key());
            }
            if (record.value() != null) {
                json.writeBinaryField("value", record.value());
            }
            endLine();
        } catch (IOException e) {
            throw failed(Path.of(FILE_NAME), e);
        }
    }

    private void endLine() throws IOException {
        json.writeEndObject();
        json.writeRaw('\n');
    }

    @Override
    public void close() {
        try {
            json.close();
        } catch (IOException e) {
            throw failed(Path.of(FILE_NAME), e);
        }
    }

    /**
     * Reads a recording into a reconciler.
     *
     * @param reconcilers makes the reconciler of the topic
     * @throws OperationFailedException if there is no recording in the directory, or it cannot be read
     */
    public static Reconciler read(Path directory, Function<Topic, Reconciler> reconcilers) {
        Path file = directory.resolve(FILE_NAME);
        if (!Files.isReadable(file)) {
            throw new OperationFailedException(directory + " holds no recording: there is no " + FILE_NAME);
        }
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file), 1 << 16), StandardCharsets.UTF_8))) {
            JsonNode head = JSON.readTree(lines.readLine());
            Topic topic = new Topic(
                    head.required("topic").textValue(),
                    head.required("partitions").intValue(),
                    head.required("skewMillis").longValue());
            Reconciler reconciler = reconcilers.apply(topic);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                reconciler.input(record(topic.name(), JSON.readTree(line)));
            }
            return reconciler;
        } catch (JacksonException | IllegalArgumentException e) {
            throw new OperationFailedException(file + " is not a recording of this program", e);
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    private static SourceRecord record(String topic, JsonNode line) throws IOException {
        Origin origin = new Origin(
                topic,
                line.required("partition").intValue(),
                line.required("offset").longValue(),
                line.required("timestampMillis").longValue(),
                Origin.UNKNOWN);
        return new SourceRecord(
                origin, line.path("key").binaryValue(), line.path("value").binaryValue());
    }

    private static OperationFailedException failed(Path file, IOException e) {
        return new OperationFailedException("the recording " + file + " fails: " + e.getMessage(), e);
    }
}
