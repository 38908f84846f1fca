package fraud.cli.audit;

import fraud.cli.outputs.Output;
import fraud.cli.topics.KafkaConnection;
import fraud.cli.topics.TopicReader;
import fraud.cli.topics.Topics;
import fraud.model.Origin;
import fraud.parse.SourceRecord;
import fraud.sink.OutputKind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Brings an audit what stands in the topics: the input first, and outputs of it then. What cannot be taken yet is not
 * read, so that memory stays bounded whatever is slow. Not thread-safe.
 */
final class AuditedTopics implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(50);
    private static final int MOST_PENDING = 20_000;

    private final Consumer<byte[], byte[]> input;
    private final List<TopicPartition> partitions;
    private final List<Engine> engines = new ArrayList<>();
    private final List<Long> from;

    /** The outputs of a detector. */
    private static final class Engine {
        private final Map<String, OutputKind> kinds;
        private final TopicReader reader;
        /** Of records that have not been taken yet. */
        private final Deque<Output> pending = new ArrayDeque<>();

        Engine(KafkaConnection connection, Admin admin, String detector) {
            this.kinds = Stream.of(OutputKind.DECISION, OutputKind.ALERT, OutputKind.DEAD_LETTER, OutputKind.DUPLICATE)
                    .collect(Collectors.toMap(kind -> kind.topic(detector), kind -> kind));
            this.reader = new TopicReader(
                    connection,
                    kinds.keySet().stream()
                            .flatMap(topic -> Topics.partitions(admin, topic).stream())
                            .toList());
        }
    }

    /**
     * The topics of some detectors.
     *
     * @param detectors the names in their topics
     * @param fromBeginning whether to audit all that is there; else what comes from now on
     */
    AuditedTopics(KafkaConnection connection, Admin admin, List<String> detectors, boolean fromBeginning) {
        this.partitions = Topics.partitions(admin, Topics.TRANSACTIONS);
        // The outputs' ends first: what stands before them is of records before the input's.
        for (String detector : detectors) {
            Engine engine = new Engine(connection, admin, detector);
            if (!fromBeginning) {
                long unused = engine.reader.skipToEnd();
            }
            engines.add(engine);
        }
        this.input = connection.consumer();
        input.assign(partitions);
        Map<TopicPartition, Long> offsets =
                fromBeginning ? input.beginningOffsets(partitions) : input.endOffsets(partitions);
        partitions.forEach(partition -> input.seek(partition, offsets.get(partition)));
        this.from = partitions.stream().map(offsets::get).toList();
    }

    /** The first offset of each partition of {@code transactions} that is audited. */
    List<Long> from() {
        return from;
    }

    /** Brings what is there, or waits a moment for it. */
    void poll(Audit audit) {
        input.resume(partitions);
        input.pause(partitions.stream()
                .filter(partition -> audit.isFull(partition.partition()))
                .toList());
        input.poll(POLL).forEach(record -> audit.input(source(record)));
        for (int engine = 0; engine < engines.size(); engine++) {
            bring(engine, audit);
        }
    }

    private void bring(int number, Audit audit) {
        Engine engine = engines.get(number);
        while (!engine.pending.isEmpty() && audit.isKnown(engine.pending.peekFirst())) {
            audit.output(number, engine.pending.removeFirst(), System.nanoTime());
        }
        if (engine.pending.size() > MOST_PENDING) {
            return;
        }
        int unused = engine.reader.poll(record -> {
            Output output = Output.read(engine.kinds.get(record.topic()), record.key(), record.value());
            // In the order of reading: a repeat never overtakes what it repeats.
            if (engine.pending.isEmpty() && audit.isKnown(output)) {
                audit.output(number, output, System.nanoTime());
            } else {
                engine.pending.addLast(output);
            }
        });
    }

    private static SourceRecord source(ConsumerRecord<byte[], byte[]> record) {
        return new SourceRecord(
                new Origin(record.topic(), record.partition(), record.offset(), record.timestamp(), Origin.UNKNOWN),
                record.key(),
                record.value());
    }

    @Override
    public void close() {
        engines.forEach(engine -> engine.reader.close());
        input.close();
    }
}
