package fraud.cli.recording;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import fraud.cli.failure.OperationFailedException;
import fraud.cli.input.lines.CompressedFile;
import fraud.cli.topics.Topics;
import fraud.config.ConfigException;
import fraud.config.DetectorParameters;
import fraud.model.Origin;
import fraud.parse.SourceRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads the topics of a recording ({@link InputRecording}); whatever is not as it must be is reported with its file and
 * line.
 */
public final class RecordedTopics {

    /** A line may be as long as a record in base64; only a broker bounds that. */
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Path directory;
    private final DetectorParameters parameters;
    private final RecordedModels models;

    private RecordedTopics(Path directory, DetectorParameters parameters, RecordedModels models) {
        this.directory = directory;
        this.parameters = parameters;
        this.models = models;
    }

    /**
     * The recording in a directory; reads the first line of each topic.
     *
     * @throws OperationFailedException if there is none, it cannot be read, or its topics contradict each other
     */
    public static RecordedTopics in(Path directory) {
        RecordingHead.Read transactions = head(directory, Topics.TRANSACTIONS);
        RecordingHead.Read labels = head(directory, Topics.LABELS);
        RecordingHead.Read rules = head(directory, Topics.VERSIONS);
        DetectorParameters parameters =
                transactions.parameters().withPartitions(transactions.partitions(), labels.partitions());
        for (RecordingHead.Read other : new RecordingHead.Read[] {labels, rules}) {
            if (!other.parameters()
                    .withPartitions(transactions.partitions(), labels.partitions())
                    .equals(parameters)) {
                throw new OperationFailedException(
                        "the recording " + directory + " has topics of detectors with different parameters: compare the"
                                + " first lines of its files");
            }
        }
        return new RecordedTopics(directory, parameters, rules.models());
    }

    /** Of the detectors, with the partitions of the topics. */
    public DetectorParameters parameters() {
        return parameters;
    }

    /** The models of the detectors. */
    public RecordedModels models() {
        return models;
    }

    /**
     * Reads a topic.
     *
     * @throws OperationFailedException if it cannot be read
     */
    public void read(String topic, Consumer<SourceRecord> sink) {
        long[] nextOffsets = new long[partitions(topic)];
        try (Lines lines = new Lines(directory, topic)) {
            lines.next(line -> line);
            for (SourceRecord record = lines.next(line -> record(topic, line, nextOffsets));
                    record != null;
                    record = lines.next(line -> record(topic, line, nextOffsets))) {
                sink.accept(record);
            }
        }
    }

    private int partitions(String topic) {
        if (topic.equals(Topics.TRANSACTIONS)) {
            return parameters.partitions();
        }
        return topic.equals(Topics.LABELS) ? parameters.labelPartitions() : 1;
    }

    private static SourceRecord record(String topic, RecordingLine line, long[] nextOffsets) {
        int partition = line.whole("partition", 0, nextOffsets.length - 1);
        long offset = line.whole("offset");
        if (offset < nextOffsets[partition] || offset == Long.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "offset must be " + nextOffsets[partition] + " or more, in partition " + partition);
        }
        nextOffsets[partition] = offset + 1;
        Origin origin = new Origin(topic, partition, offset, line.whole("timestampMillis"), Origin.UNKNOWN);
        return new SourceRecord(origin, line.bytes("key"), line.bytes("value"));
    }

    private static RecordingHead.Read head(Path directory, String topic) {
        try (Lines lines = new Lines(directory, topic)) {
            RecordingHead.Read head = lines.next(line -> RecordingHead.read(line, topic));
            if (head == null) {
                throw new OperationFailedException(InputRecording.file(directory, topic) + " is empty");
            }
            return head;
        }
    }

    /** The lines of a topic's file. */
    private static final class Lines implements AutoCloseable {

        private final Path file;
        private final BufferedReader reader;
        private int number;

        Lines(Path directory, String topic) {
            this.file = InputRecording.file(directory, topic);
            if (!Files.isReadable(file)) {
                throw new OperationFailedException(
                        directory + " holds no recording: there is no " + file.getFileName());
            }
            try {
                this.reader =
                        new BufferedReader(new InputStreamReader(CompressedFile.open(file), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw InputRecording.failed(file, e);
            }
        }

        /** What is made of the next line, or null if there is none. */
        <T> T next(Function<RecordingLine, T> make) {
            number++;
            try {
                String line = reader.readLine();
                return line == null ? null : make.apply(new RecordingLine(JSON.readTree(line)));
            } catch (JacksonException e) {
                // Its message may repeat what stands there.
                throw wrong("is not JSON", e);
            } catch (IllegalArgumentException | ConfigException e) {
                throw wrong(e.getMessage(), e);
            } catch (IOException e) {
                throw InputRecording.failed(file, e);
            }
        }

        private OperationFailedException wrong(String what, Exception cause) {
            return new OperationFailedException(
                    file + " is not a recording of this program: line " + number + ": " + what, cause);
        }

        @Override
        public void close() {
            try {
                reader.close();
            } catch (IOException e) {
                throw InputRecording.failed(file, e);
            }
        }
    }
}
