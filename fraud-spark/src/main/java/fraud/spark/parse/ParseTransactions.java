package fraud.spark.parse;

import fraud.parse.SourceRecord;
import fraud.parse.TransactionCodec;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;

/** Reads each record with the codec that all detectors share; {@code from_json} reads other things (SEMANTICS 3). Drops progress marks. */
public final class ParseTransactions implements FlatMapFunction<SourceRecord, ParsedRecord> {

    private static final long serialVersionUID = 1L;

    private final int partitions;
    private transient TransactionCodec codec;

    /**
     * A parser for a topic.
     *
     * @param partitions how many partitions {@code transactions} has
     */
    public ParseTransactions(int partitions) {
        this.partitions = partitions;
    }

    @Override
    public Iterator<ParsedRecord> call(SourceRecord record) {
        if (codec == null) {
            codec = new TransactionCodec(partitions);
        }
        ParsedRecord parsed = ParsedRecord.of(codec.parse(record));
        return parsed.isToBeHandled() ? List.of(parsed).iterator() : Collections.emptyIterator();
    }
}
