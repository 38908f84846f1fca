package fraud.generator;

import fraud.model.Origin;
import fraud.parse.Partitioner;
import fraud.parse.SourceRecord;
import java.util.ArrayList;
import java.util.List;

/** The topic as a broker stores it that takes timestamps as they are. */
final class Topic {

    private Topic() {}

    static List<SourceRecord> of(TransactionStream stream) {
        int partitions = stream.config().partitions();
        long[] nextOffset = new long[partitions];
        List<SourceRecord> records = new ArrayList<>();
        stream.records().forEach(event -> {
            int partition = event.partition() == GeneratedRecord.BY_KEY
                    ? Partitioner.partition(event.key(), partitions)
                    : event.partition();
            Origin origin = new Origin(
                    "transactions", partition, nextOffset[partition]++, event.publishedAtMillis(), Origin.UNKNOWN);
            records.add(new SourceRecord(origin, event.key(), event.value()));
        });
        return records;
    }
}
