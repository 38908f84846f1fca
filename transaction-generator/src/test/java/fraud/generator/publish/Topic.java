package fraud.generator.publish;

import fraud.generator.stream.GeneratedRecord;
import fraud.generator.stream.LabelRecord;
import fraud.generator.stream.TransactionStream;
import fraud.model.Origin;
import fraud.parse.LabelCodec;
import fraud.parse.Partitioner;
import fraud.parse.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The topics as a broker stores them that takes timestamps as they are. */
public final class Topic {

    private static final int LABEL_PARTITIONS = 2;

    private Topic() {}

    /** The settled labels. */
    public static List<SourceRecord> labelsOf(TransactionStream stream) {
        long[] nextOffset = new long[LABEL_PARTITIONS];
        List<SourceRecord> records = new ArrayList<>();
        for (LabelRecord outcome : stream.labels()) {
            byte[] key = outcome.label().merchantId().getBytes(StandardCharsets.US_ASCII);
            int partition = Partitioner.partition(key, LABEL_PARTITIONS);
            Origin origin = new Origin(
                    "labels", partition, nextOffset[partition]++, outcome.publishedAtMillis(), Origin.UNKNOWN);
            records.add(new SourceRecord(origin, key, LabelCodec.toJson(outcome.label())));
        }
        return records;
    }

    public static List<SourceRecord> of(TransactionStream stream) {
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
