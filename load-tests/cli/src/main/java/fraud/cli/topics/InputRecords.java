package fraud.cli.topics;

import fraud.model.Origin;
import fraud.parse.SourceRecord;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/** Reads the input topics. */
public final class InputRecords {

    private InputRecords() {}

    /** Reads what is there of all three, one topic after the other, each partition in the order of its offsets. */
    public static void read(KafkaConnection connection, Admin admin, Consumer<SourceRecord> sink) {
        Topics.INPUTS.forEach(topic -> read(connection, admin, topic, sink));
    }

    /** Reads what is there of one topic, each partition in the order of its offsets. */
    public static void read(KafkaConnection connection, Admin admin, String topic, Consumer<SourceRecord> sink) {
        try (TopicReader reader = new TopicReader(connection, Topics.partitions(admin, topic))) {
            reader.readToEnd(record -> sink.accept(new SourceRecord(
                    new Origin(record.topic(), record.partition(), record.offset(), record.timestamp(), Origin.UNKNOWN),
                    record.key(),
                    record.value())));
        }
    }
}
