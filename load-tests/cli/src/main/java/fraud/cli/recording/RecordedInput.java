package fraud.cli.recording;

import fraud.cli.failure.OperationFailedException;
import fraud.cli.quality.FraudTruth;
import fraud.cli.topics.InputPublisher;
import fraud.cli.topics.Topics;
import fraud.model.Signal;
import fraud.parse.LabelCodec;
import fraud.parse.ParseResult;
import fraud.parse.SourceRecord;
import fraud.parse.TransactionCodec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * A recording as the input of a replay: its records as they were, with partitions, timestamps, keys and values, in the
 * order of their offsets. The ends of input that ended it are left out, since the replay sends its own.
 */
public final class RecordedInput {

    private static final byte[] END = TransactionCodec.toJson(Signal.END_OF_INPUT);

    private final InputPublisher publisher;
    private final Consumer<ParseResult> seen;
    private final Map<TopicPartition, Long> nextOffsets = new HashMap<>();
    private final Map<TopicPartition, List<SourceRecord>> ends = new HashMap<>();
    private long moved;

    private RecordedInput(InputPublisher publisher, Consumer<ParseResult> seen) {
        this.publisher = publisher;
        this.seen = seen;
    }

    /** Whether a directory is one that `fraud replay` or `fraud demo` wrote, or has the form of one. */
    public static boolean isIn(Path directory) {
        return Topics.INPUTS.stream().allMatch(topic -> Files.exists(InputRecording.file(directory, topic)));
    }

    /** What its labels say of which transactions are fraud, if there are any. */
    public static Optional<FraudTruth> truth(Path recording) {
        RecordedTopics topics = RecordedTopics.in(recording);
        LabelCodec codec = new LabelCodec(topics.parameters().labelPartitions());
        FraudTruth truth = new FraudTruth();
        AtomicBoolean any = new AtomicBoolean();
        topics.read(Topics.LABELS, record -> {
            ParseResult result = codec.parse(record);
            if (result.kind() == ParseResult.Kind.LABEL) {
                truth.label(result.label(), Optional.empty());
                any.set(true);
            }
        });
        return any.get() ? Optional.of(truth) : Optional.empty();
    }

    /**
     * Sends all of it, labels and versions first.
     *
     * @param seen given what each record is
     * @return how many records do not get the offset that they had, since one before them is missing
     * @throws OperationFailedException if it cannot be read
     */
    public static long send(Path recording, InputPublisher publisher, Consumer<ParseResult> seen) {
        RecordedTopics topics = RecordedTopics.in(recording);
        RecordedInput input = new RecordedInput(publisher, seen);
        for (String topic : List.of(Topics.VERSIONS, Topics.LABELS, Topics.TRANSACTIONS)) {
            topics.read(topic, input::take);
        }
        return input.moved;
    }

    private void take(SourceRecord record) {
        TopicPartition partition =
                new TopicPartition(record.origin().topic(), record.origin().partition());
        if (record.key() == null && Arrays.equals(record.value(), END)) {
            ends.computeIfAbsent(partition, unused -> new ArrayList<>()).add(record);
            return;
        }
        List<SourceRecord> held = ends.remove(partition);
        if (held != null) {
            held.forEach(end -> send(partition, end));
        }
        send(partition, record);
    }

    private void send(TopicPartition partition, SourceRecord record) {
        long offset = nextOffsets.merge(partition, 1L, Long::sum) - 1;
        moved += record.origin().offset() == offset ? 0 : 1;
        publisher.recorded(record, seen);
    }
}
