package fraud.cli.models.decisions;

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

/** Where decisions, alerts, labels and versions of the models are: on a cluster, or in what a run left behind. */
public interface DecisionSource {

    /** Reads outputs. */
    ObjectMapper JSON = new ObjectMapper();

    /** Tells of all decisions of a detector, repeats included. */
    void decisions(String detector, Consumer<JsonNode> sink);

    /** Tells of all alerts of a detector, repeats included. */
    void alerts(String detector, Consumer<JsonNode> sink);

    /** Tells of all records of {@code transactions}. */
    void transactions(Consumer<SourceRecord> sink);

    /** Tells of all records of {@code labels}. */
    void labels(Consumer<SourceRecord> sink);

    /** Partitions of {@code labels}. */
    int labelPartitions();

    /** How long before it takes effect a version is published at the latest. */
    long leadMillis();

    /** Tells of all records of {@code versions}, in the order of offsets. */
    void rules(Consumer<SourceRecord> sink);

    /** The topics of a cluster. */
    static DecisionSource of(KafkaConnection connection, Admin admin, VersionsTopic rules) {
        InputTopics topics = rules.topics();
        return new DecisionSource() {
            @Override
            public void decisions(String detector, Consumer<JsonNode> sink) {
                outputs(OutputKind.DECISION.topic(detector), sink);
            }

            @Override
            public void alerts(String detector, Consumer<JsonNode> sink) {
                outputs(OutputKind.ALERT.topic(detector), sink);
            }

            private void outputs(String topic, Consumer<JsonNode> sink) {
                try (TopicReader reader = new TopicReader(connection, Topics.partitions(admin, topic))) {
                    reader.readToEnd(
                            record -> sink.accept(json(new String(record.value(), StandardCharsets.UTF_8), topic)));
                }
            }

            @Override
            public void transactions(Consumer<SourceRecord> sink) {
                InputRecords.read(connection, admin, topics.transactions(), sink);
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
    static DecisionSource of(Path recording) {
        RecordedTopics topics = RecordedTopics.in(recording);
        return new DecisionSource() {
            @Override
            public void decisions(String detector, Consumer<JsonNode> sink) {
                outputs(OutputRecorder.file(recording.resolve(detector), OutputKind.DECISION), sink);
            }

            @Override
            public void alerts(String detector, Consumer<JsonNode> sink) {
                outputs(OutputRecorder.file(recording.resolve(detector), OutputKind.ALERT), sink);
            }

            private void outputs(Path file, Consumer<JsonNode> sink) {
                try (BufferedReader lines = Files.newBufferedReader(file)) {
                    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                        sink.accept(json(line, file.toString()));
                    }
                } catch (IOException e) {
                    throw new OperationFailedException("cannot read " + file + ": " + FileFailure.reason(file, e), e);
                }
            }

            @Override
            public void transactions(Consumer<SourceRecord> sink) {
                topics.read(Topics.TRANSACTIONS, sink);
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
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new OperationFailedException(where + " holds what is no output of a detector", e);
        }
    }
}
