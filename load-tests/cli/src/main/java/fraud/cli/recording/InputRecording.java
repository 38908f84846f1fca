package fraud.cli.recording;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import fraud.cli.failure.OperationFailedException;
import fraud.cli.topics.Topics;
import fraud.config.DetectorParameters;
import fraud.parse.SourceRecord;
import fraud.score.StartingModels;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * The input topics in files, {@code <topic>.jsonl.gz}: a first line about the topic and the detectors
 * ({@link RecordingHead}), then a line a record, key and value in base64, since they may be anything. It makes a
 * recording complete: who has it can reconcile without a broker, or replay it ({@link RecordedTopics}).
 * load-tests/README.md says each field.
 */
public final class InputRecording implements AutoCloseable {

    private final Map<String, JsonGenerator> files = new LinkedHashMap<>();

    /**
     * Starts a recording in a directory.
     *
     * @param parameters those of the detectors
     * @param models what the detectors are started with
     */
    public InputRecording(Path directory, DetectorParameters parameters, StartingModels models) {
        try {
            Files.createDirectories(directory);
            for (String topic : Topics.INPUTS) {
                JsonGenerator json = generator(file(directory, topic));
                files.put(topic, json);
                new RecordingHead(topic, parameters, models).writeTo(json);
                json.writeRaw('\n');
            }
        } catch (IOException e) {
            throw failed(directory, e);
        }
    }

    private static JsonGenerator generator(Path file) throws IOException {
        OutputStream out = new QuickGzip(Files.newOutputStream(file));
        return new JsonFactory().createGenerator(out).setRootValueSeparator(null);
    }

    /** A third of the time for a tenth more bytes: a run waits for it. */
    private static final class QuickGzip extends GZIPOutputStream {
        private QuickGzip(OutputStream out) throws IOException {
            super(out, 1 << 16);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    /** The file of a topic. */
    public static Path file(Path directory, String topic) {
        return directory.resolve(topic + ".jsonl.gz");
    }

    /** Writes a record. */
    public void add(SourceRecord record) {
        JsonGenerator json = files.get(record.origin().topic());
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
            endLine(json);
        } catch (IOException e) {
            throw failed(Path.of(record.origin().topic()), e);
        }
    }

    private static void endLine(JsonGenerator json) throws IOException {
        json.writeEndObject();
        json.writeRaw('\n');
    }

    @Override
    public void close() {
        for (Map.Entry<String, JsonGenerator> file : files.entrySet()) {
            try {
                file.getValue().close();
            } catch (IOException e) {
                throw failed(Path.of(file.getKey()), e);
            }
        }
    }

    static OperationFailedException failed(Path file, IOException e) {
        return new OperationFailedException("the recording " + file + " fails: " + e.getMessage(), e);
    }
}
