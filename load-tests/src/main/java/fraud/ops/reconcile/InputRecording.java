package fraud.ops.reconcile;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fraud.config.DetectorParameters;
import fraud.model.Origin;
import fraud.ops.OperationFailedException;
import fraud.ops.input.CompressedFile;
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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * The input topics in files, {@code <topic>.jsonl.gz}: a first line about the topic, then a line a record, key and value in base64, since
 * they may be anything. It makes a recording complete: who has it can reconcile without a broker.
 */
public final class InputRecording implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, JsonGenerator> files = new LinkedHashMap<>();

    /**
     * Starts a recording in a directory.
     *
     * @param parameters those of the detectors
     * @param modelsDirectory where the detectors look for published models, or null
     */
    public InputRecording(Path directory, DetectorParameters parameters, String modelsDirectory) {
        try {
            Files.createDirectories(directory);
            for (String topic : Topics.INPUTS) {
                JsonGenerator json = generator(file(directory, topic));
                files.put(topic, json);
                json.writeStartObject();
                json.writeStringField("topic", topic);
                json.writeNumberField("partitions", partitions(topic, parameters));
                json.writeNumberField("skewMillis", parameters.skewMillis());
                json.writeNumberField("leadMillis", parameters.leadMillis());
                if (modelsDirectory != null && topic.equals(Topics.RULES)) {
                    json.writeStringField("modelsDirectory", modelsDirectory);
                }
                endLine(json);
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

    private static int partitions(String topic, DetectorParameters parameters) {
        if (topic.equals(Topics.TRANSACTIONS)) {
            return parameters.partitions();
        }
        return topic.equals(Topics.LABELS) ? parameters.labelPartitions() : 1;
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

    /**
     * Reads a recording into a reconciler.
     *
     * @throws OperationFailedException if there is no recording in the directory, or it cannot be read
     */
    public static Reconciler read(Path directory) {
        Head transactions = head(directory, Topics.TRANSACTIONS);
        Head labels = head(directory, Topics.LABELS);
        StartingModels models = StartingModels.of(Optional.empty(), Optional.empty(), modelsDirectory(directory));
        Reconciler reconciler = new Reconciler(
                transactions.partitions(),
                labels.partitions(),
                transactions.skewMillis(),
                transactions.leadMillis(),
                models);
        Topics.INPUTS.forEach(topic -> read(directory, topic, reconciler::input));
        return reconciler;
    }

    /**
     * Reads a topic of a recording.
     *
     * @throws OperationFailedException if there is no recording in the directory, or it cannot be read
     */
    public static void read(Path directory, String topic, Consumer<SourceRecord> sink) {
        readLines(directory, topic, lines -> {
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                sink.accept(record(topic, JSON.readTree(line)));
            }
            return topic;
        });
    }

    /** How many partitions a topic of a recording has. */
    public static int partitions(Path directory, String topic) {
        return head(directory, topic).partitions();
    }

    /** How long before it takes effect a version was to be published, in a recording. */
    public static long leadMillis(Path directory) {
        return head(directory, Topics.RULES).leadMillis();
    }

    /** Where the detectors of a recording looked for published models, if they did. */
    public static Optional<Path> modelsDirectory(Path directory) {
        return head(directory, Topics.RULES).modelsDirectory();
    }

    private record Head(int partitions, long skewMillis, long leadMillis, Optional<Path> modelsDirectory) {}

    private static Head head(Path directory, String topic) {
        return readLines(directory, topic, lines -> {
            JsonNode head = JSON.readTree(lines.readLine());
            return new Head(
                    head.required("partitions").intValue(),
                    head.required("skewMillis").longValue(),
                    head.required("leadMillis").longValue(),
                    Optional.ofNullable(head.path("modelsDirectory").textValue())
                            .map(Path::of));
        });
    }

    private interface LineReader<T> {
        T read(BufferedReader lines) throws IOException;
    }

    private static <T> T readLines(Path directory, String topic, LineReader<T> reader) {
        Path file = file(directory, topic);
        if (!Files.isReadable(file)) {
            throw new OperationFailedException(directory + " holds no recording: there is no " + file.getFileName());
        }
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(CompressedFile.open(file), StandardCharsets.UTF_8))) {
            return reader.read(lines);
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
