package fraud.cli.outputs;

import fraud.cli.topics.KafkaConnection;
import fraud.cli.topics.TopicReader;
import fraud.cli.topics.Topics;
import fraud.sink.OutputKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What one detector has put out so far, repeats included, and which partitions' end it has completed (SEMANTICS 10.4).
 * Not thread-safe.
 */
public final class DetectorOutputs implements AutoCloseable {

    private final int inputPartitions;
    private final Map<String, OutputKind> kinds;
    private final TopicReader reader;
    private final BiConsumer<Output, ConsumerRecord<byte[], byte[]>> sink;
    private final Map<OutputKind, Long> counts = new EnumMap<>(OutputKind.class);
    private final Completions completions;

    /**
     * Outputs of a detector, from the beginning of its topics.
     *
     * @param inputPartitions partitions of {@code transactions}
     * @param sink given every output but the completions, with the record it came in
     */
    public DetectorOutputs(
            KafkaConnection connection,
            Admin admin,
            String detector,
            int inputPartitions,
            BiConsumer<Output, ConsumerRecord<byte[], byte[]>> sink) {
        this.inputPartitions = inputPartitions;
        this.sink = sink;
        this.kinds = Arrays.stream(OutputKind.values())
                .collect(Collectors.toMap(kind -> kind.topic(detector), kind -> kind));
        List<TopicPartition> partitions = new ArrayList<>();
        kinds.keySet().forEach(topic -> partitions.addAll(Topics.partitions(admin, topic)));
        this.reader = new TopicReader(connection, partitions);
        this.completions = new Completions(admin, reader);
    }

    /**
     * Waits a moment for outputs.
     *
     * @return how many came, completions included
     */
    public int poll() {
        int came = reader.poll(this::accept);
        completions.look();
        return came;
    }

    /** Reads all that is committed. */
    public void readToEnd() {
        reader.readToEnd(this::accept);
        completions.look();
    }

    /** Where each partition of the outputs ends at the moment: one more than the greatest offset that is committed. */
    public Map<TopicPartition, Long> ends() {
        return reader.ends();
    }

    private void accept(ConsumerRecord<byte[], byte[]> record) {
        OutputKind kind = kinds.get(record.topic());
        counts.merge(kind, 1L, Long::sum);
        if (kind == OutputKind.COMPLETION) {
            completions.add(record.value());
        } else {
            sink.accept(Output.read(kind, record.key(), record.value()), record);
        }
    }

    /** How many records of a kind were read, repeats included. */
    public long count(OutputKind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    /** How many input records have got their answer: decisions, dead letters and duplicates, repeats included. */
    public long answers() {
        return count(OutputKind.DECISION) + count(OutputKind.DEAD_LETTER) + count(OutputKind.DUPLICATE);
    }

    /** How many records of any kind but completions were read, repeats included. */
    public long outputs() {
        return answers() + count(OutputKind.ALERT) + count(OutputKind.LATE);
    }

    /** Partitions of the input whose end has not been completed: all others' outputs have been read. */
    public List<Integer> withoutCompletion() {
        return completions.missing(inputPartitions);
    }

    @Override
    public void close() {
        reader.close();
    }
}
