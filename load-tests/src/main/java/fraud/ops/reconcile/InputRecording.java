package fraud.ops.reconcile;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fraud.config.ConfigException;
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
 * The input topics in files, {@code <topic>.jsonl.gz}: a first line about the topic and the detectors ({@link RecordingHead}), then a line a
 * record, key and value in base64, since they may be anything. It makes a recording complete: who has it can reconcile without a broker, or
 * replay it. load-tests/README.md says each field.
 */
public final class InputRecording implements AutoCloseable {

    /** A line may be as long as a record in base64; only a broker bounds that. */
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build());

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

    /**
     * Reads a recording into a reconciler.
     *
     * @throws OperationFailedException if there is no recording in the directory, or it cannot be read
     */
    public static Reconciler read(Path directory) {
        StartingModels models = StartingModels.of(Optional.empty(), Optional.empty(), modelsDirectory(directory));
        Reconciler reconciler = new Reconciler(parameters(directory), models);
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

    /** The parameters of the detectors of a recording, with the partitions of its topics. */
    public static DetectorParameters parameters(Path directory) {
        return head(directory, Topics.TRANSACTIONS)
                .parameters()
                .withPartitions(partitions(directory, Topics.TRANSACTIONS), partitions(directory, Topics.LABELS));
    }

    /** How many partitions a topic of a recording has. */
    public static int partitions(Path directory, String topic) {
        return head(directory, topic).partitions();
    }

    /** How long before it takes effect a version was to be published, in a recording. */
    public static long leadMillis(Path directory) {
        return head(directory, Topics.RULES).parameters().leadMillis();
    }

    /** Where the detectors of a recording looked for published models, if they did. */
    public static Optional<Path> modelsDirectory(Path directory) {
        return head(directory, Topics.RULES).modelsDirectory();
    }

    private static RecordingHead.Read head(Path directory, String topic) {
        return readLines(directory, topic, lines -> RecordingHead.read(JSON.readTree(lines.readLine())));
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
        } catch (JacksonException e) {
            // Its message may repeat what stands there.
            throw new OperationFailedException(file + " is not a recording of this program", e);
        } catch (IllegalArgumentException | ConfigException e) {
            throw new OperationFailedException(file + " is not a recording of this program: " + e.getMessage(), e);
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
