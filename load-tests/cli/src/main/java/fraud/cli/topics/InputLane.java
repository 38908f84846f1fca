package fraud.cli.topics;

import fraud.cli.input.PublicationClock;
import fraud.cli.input.lines.InputRecord;
import fraud.model.Origin;
import fraud.parse.ParseResult;
import fraud.parse.Partitioner;
import fraud.parse.SourceRecord;
import java.util.function.Function;

/** An input topic on its way: where its next record goes, and how many went. Not thread-safe. */
public final class InputLane {

    private final String topic;
    private final int partitions;
    private final PublicationClock clock;
    private final Function<SourceRecord, ParseResult> codec;
    private long records;
    private long signals;

    /**
     * A topic to which nothing was sent yet.
     *
     * @param clock of its timestamps
     * @param codec reads a record as the detectors do
     */
    public InputLane(String topic, int partitions, PublicationClock clock, Function<SourceRecord, ParseResult> codec) {
        this.topic = topic;
        this.partitions = partitions;
        this.clock = clock;
        this.codec = codec;
    }

    String topic() {
        return topic;
    }

    PublicationClock clock() {
        return clock;
    }

    /** How many records were sent, signals included. */
    public long records() {
        return records;
    }

    long signals() {
        return signals;
    }

    /** The next record, with its partition and its timestamp. */
    public SourceRecord place(InputRecord record) {
        int partition = record.key() == null
                ? Math.toIntExact(record.line() % partitions)
                : Partitioner.partition(record.key(), partitions);
        long timestamp = clock.next(record.publishedAtMillis());
        Origin origin = new Origin(topic, partition, records, timestamp, Origin.UNKNOWN);
        return new SourceRecord(origin, record.key(), record.value());
    }

    /** What the detectors read in a record. */
    public ParseResult parse(SourceRecord record) {
        return codec.apply(record);
    }

    /** Counts a record that was sent. */
    public void sent(ParseResult record) {
        records++;
        signals += record.kind() == ParseResult.Kind.SIGNAL ? 1 : 0;
    }
}
