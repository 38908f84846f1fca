package fraud.spark.versions;

import fraud.parse.SourceRecord;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The topic {@code versions} as a list that grows, for tasks of this JVM. Each is another topic, whatever the list. */
public record MemoryVersionsTopic(UUID id) implements VersionsTopic {

    private static final long serialVersionUID = 1L;

    private static final Map<UUID, List<SourceRecord>> RECORDS = new ConcurrentHashMap<>();

    /** A topic of these records, and of those that will be added to them. */
    public static MemoryVersionsTopic of(List<SourceRecord> records) {
        MemoryVersionsTopic topic = new MemoryVersionsTopic(UUID.randomUUID());
        RECORDS.put(topic.id(), records);
        return topic;
    }

    @Override
    public Reader open() {
        return new Reader() {
            private int position;

            @Override
            public List<SourceRecord> readToEnd() {
                List<SourceRecord> records = RECORDS.get(id);
                List<SourceRecord> next = List.copyOf(records.subList(position, records.size()));
                position += next.size();
                return next;
            }
        };
    }
}
