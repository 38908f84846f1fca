package fraud.ops.topics;

import fraud.model.Origin;
import fraud.parse.SourceRecord;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/** Reads {@code transactions}. */
public final class InputTopic {

    private InputTopic() {}

    /** Reads what is there, each partition in the order of its offsets. */
    public static void read(KafkaConnection connection, Admin admin, Consumer<SourceRecord> sink) {
        try (TopicReader reader = new TopicReader(connection, Topics.partitions(admin, Topics.TRANSACTIONS))) {
            reader.readToEnd(record -> sink.accept(new SourceRecord(
                    new Origin(record.topic(), record.partition(), record.offset(), record.timestamp(), Origin.UNKNOWN),
                    record.key(),
                    record.value())));
        }
    }
}
