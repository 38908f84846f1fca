package fraud.cli.models.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fraud.cli.failure.FileFailure;
import fraud.cli.failure.OperationFailedException;
import fraud.cli.options.VersionsTopic;
import fraud.cli.outputs.OutputRecorder;
import fraud.cli.recording.RecordedTopics;
import fraud.cli.topics.InputRecords;
import fraud.cli.topics.KafkaConnection;
import fraud.cli.topics.TopicReader;
import fraud.cli.topics.Topics;
import fraud.parse.SourceRecord;
import fraud.sink.OutputKind;
import fraud.topics.InputTopics;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/** Where decisions, labels and versions of the models are: on a cluster, or in what a run left behind. */
interface ScoreSource {

    /** Tells of all decisions of a detector, repeats included. */
    void decisions(String detector, Consumer<JsonNode> sink);

    /** Tells of all records of {@code labels}. */
    void labels(Consumer<SourceRecord> sink);

    /** Partitions of {@code labels}. */
    int labelPartitions();

    /** How long before it takes effect a version is published at the latest. */
    long leadMillis();

    /** Tells of all records of {@code versions}, in the order of offsets. */
    void rules(Consumer<SourceRecord> sink);

    /** The topics of a cluster. */
    static ScoreSource of(KafkaConnection connection, Admin admin, VersionsTopic rules) {
        InputTopics topics = rules.topics();
        return new ScoreSource() {
            @Override
            public void decisions(String detector, Consumer<JsonNode> sink) {
                String topic = OutputKind.DECISION.topic(detector);
                try (TopicReader reader = new TopicReader(connection, Topics.partitions(admin, topic))) {
                    reader.readToEnd(
                            record -> sink.accept(json(new String(record.value(), StandardCharsets.UTF_8), topic)));
                }
            }

            @Override
            public void labels(Consumer<SourceRecord> sink) {
                InputRecords.read(connection, admin, topics.labels(), sink);
            }

            @Override
            public int labelPartitions() {
                return Topics.partitions(admin, topics.labels()).size();
            }

            @Override
            public void rules(Consumer<SourceRecord> sink) {
                rules.readRecords(connection, admin, sink);
            }

            @Override
            public long leadMillis() {
                return rules.leadMillis();
            }
        };
    }

    /** The directory of a run. */
    static ScoreSource of(Path recording) {
        RecordedTopics topics = RecordedTopics.in(recording);
        return new ScoreSource() {
            @Override
            public void decisions(String detector, Consumer<JsonNode> sink) {
                Path file = OutputRecorder.file(recording.resolve(detector), OutputKind.DECISION);
                try (BufferedReader lines = Files.newBufferedReader(file)) {
                    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                        sink.accept(json(line, file.toString()));
                    }
                } catch (IOException e) {
                    throw new OperationFailedException("cannot read " + file + ": " + FileFailure.reason(file, e), e);
                }
            }

            @Override
            public void labels(Consumer<SourceRecord> sink) {
                topics.read(Topics.LABELS, sink);
            }

            @Override
            public int labelPartitions() {
                return topics.parameters().labelPartitions();
            }

            @Override
            public void rules(Consumer<SourceRecord> sink) {
                topics.read(Topics.VERSIONS, sink);
            }

            @Override
            public long leadMillis() {
                return topics.parameters().leadMillis();
            }
        };
    }

    private static JsonNode json(String text, String where) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new OperationFailedException(where + " holds what is no decision", e);
        }
    }
}
