package fraud.cli.recording;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fraud.cli.topics.InputPublisher;
import fraud.config.DetectorParameters;
import fraud.generator.publish.TopicCheck;
import fraud.model.Origin;
import fraud.model.Signal;
import fraud.parse.ParseResult;
import fraud.parse.SourceRecord;
import fraud.parse.TransactionCodec;
import fraud.score.StartingModels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedInputTest {

    private static final DetectorParameters PARAMETERS = DetectorParameters.defaults(4);
    private static final byte[] END = TransactionCodec.toJson(Signal.END_OF_INPUT);

    @TempDir
    private Path directory;

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final InputPublisher publisher =
            new InputPublisher(producer, TopicCheck.NONE, PARAMETERS, Long.MAX_VALUE, Duration.ofDays(1));
    private final List<ParseResult.Kind> seen = new ArrayList<>();

    private static SourceRecord record(
            String topic, int partition, long offset, long millis, String key, byte[] value) {
        return new SourceRecord(
                new Origin(topic, partition, offset, millis, Origin.UNKNOWN),
                key == null ? null : key.getBytes(UTF_8),
                value);
    }

    private long replay(SourceRecord... records) {
        try (InputRecording recording = new InputRecording(directory, PARAMETERS, StartingModels.NONE)) {
            for (SourceRecord record : records) {
                recording.add(record);
            }
        }
        assertThat(RecordedInput.isIn(directory)).isTrue();
        return RecordedInput.send(directory, publisher, result -> seen.add(result.kind()));
    }

    private List<String> sent() {
        return producer.history().stream()
                .map(record -> record.topic() + ":" + record.partition() + " " + record.timestamp() + " "
                        + (record.key() == null ? "-" : new String(record.key(), UTF_8)) + " "
                        + (record.value() == null ? "-" : new String(record.value(), UTF_8)))
                .toList();
    }

    @Test
    void everyRecordIsSentAsItWasHoweverBad() {
        long moved = replay(
                record("versions", 0, 0, 7, "1", "{no".getBytes(UTF_8)),
                record("labels", 1, 0, 9, null, null),
                record("transactions", 3, 0, 9, "wrong", "{}".getBytes(UTF_8)),
                record("transactions", 3, 1, 5, "k", new byte[0]));

        assertThat(moved).isZero();
        assertThat(sent())
                .containsExactly(
                        "versions:0 7 1 {no", "labels:1 9 - -", "transactions:3 9 wrong {}", "transactions:3 5 k ");
        assertThat(seen).containsOnly(ParseResult.Kind.DEAD_LETTER).hasSize(4);
        assertThat(publisher.finish().greatestMillis()).isEqualTo(9);
    }

    @Test
    void endSignalsThatEndAPartitionAreLeftOutAndThoseInItsMiddleStay() {
        replay(
                record("transactions", 0, 0, 1, null, END),
                record("transactions", 0, 1, 2, null, "x".getBytes(UTF_8)),
                record("transactions", 0, 2, 3, null, END),
                record("transactions", 0, 3, 3, null, END),
                record("transactions", 1, 0, 3, null, END));

        assertThat(sent()).containsExactly("transactions:0 1 - {\"signal\":\"end-of-input\"}", "transactions:0 2 - x");
        assertThat(publisher.finish().endsOfInput()).isEqualTo(1);
    }

    @Test
    void recordsBehindOneThatIsMissingAreToldToMove() {
        assertThat(replay(
                        record("transactions", 0, 0, 1, null, "a".getBytes(UTF_8)),
                        record("transactions", 0, 2, 1, null, "b".getBytes(UTF_8)),
                        record("transactions", 0, 3, 1, null, "c".getBytes(UTF_8)),
                        record("transactions", 1, 0, 1, null, "d".getBytes(UTF_8))))
                .isEqualTo(2);
    }

    @Test
    void aDirectoryWithoutRecordedTopicsIsNone() {
        assertThat(RecordedInput.isIn(directory)).isFalse();
    }
}
