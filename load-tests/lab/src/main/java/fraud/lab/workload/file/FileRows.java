package fraud.lab.workload.file;

import fraud.cli.input.InputFile;
import fraud.cli.input.InputSource;
import fraud.cli.input.PublicationClock;
import fraud.cli.input.lines.InputRecord;
import fraud.cli.topics.InputLane;
import fraud.cli.topics.Topics;
import fraud.config.DetectorParameters;
import fraud.model.Label;
import fraud.parse.LabelCodec;
import fraud.parse.ParseResult;
import fraud.parse.SourceRecord;
import fraud.parse.TransactionCodec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;

/**
 * The rows of a file as a replay makes records of them, with timestamps that never run back; and the labels that rows
 * bring, each when its time has come, some days after its row. Not thread-safe. Keeps the labels of these days.
 */
final class FileRows implements AutoCloseable {

    /** A step of timestamps that is greater is taken for a mistake of the row's, as a replay does. */
    private static final Duration MAX_GAP = Duration.ofDays(365);

    private final InputLane transactions;
    private final InputLane labels;
    private final PriorityQueue<Label> waiting =
            new PriorityQueue<>(Comparator.comparingLong(InputRecord::labelPublishedAtMillis));
    private final InputFile file;

    /**
     * A row.
     *
     * @param record with its partition and its timestamp
     * @param result what detectors read in it
     */
    record Row(SourceRecord record, ParseResult result) {

        /** When it was published by the file's account, UTC epoch in ms. */
        long millis() {
            return record.origin().publishedAtMillis();
        }

        /** Whether it gets a decision, a dead letter or a duplicate. */
        boolean isAnswered() {
            return result.kind() == ParseResult.Kind.TRANSACTION || result.kind() == ParseResult.Kind.DEAD_LETTER;
        }
    }

    /**
     * Opens a file.
     *
     * @param scratch where to sort, if that is to be done
     * @throws fraud.cli.failure.OperationFailedException if it cannot be read, or the header lacks a column
     */
    FileRows(InputSource source, DetectorParameters parameters, Path scratch) {
        long nowMillis = System.currentTimeMillis();
        this.transactions = new InputLane(
                Topics.TRANSACTIONS,
                parameters.partitions(),
                new PublicationClock(nowMillis, MAX_GAP),
                new TransactionCodec(parameters.partitions())::parse);
        this.labels = new InputLane(
                Topics.LABELS,
                parameters.labelPartitions(),
                new PublicationClock(nowMillis + InputRecord.LABEL_AFTER.toMillis(), MAX_GAP),
                new LabelCodec(parameters.labelPartitions())::parse);
        this.file = source.open(waiting::add, scratch);
    }

    /**
     * The next row, or nothing at the end.
     *
     * @throws fraud.cli.failure.OperationFailedException naming file, line and column of what a table has wrong
     */
    Optional<Row> next() {
        return file.next().map(line -> {
            SourceRecord record = transactions.place(line);
            ParseResult result = transactions.parse(record);
            transactions.sent(result);
            return new Row(record, result);
        });
    }

    /** The labels whose time has come and that were not returned before, in the order of their times. */
    List<SourceRecord> labelsUpTo(long millis) {
        List<SourceRecord> due = new ArrayList<>();
        while (!waiting.isEmpty() && InputRecord.labelPublishedAtMillis(waiting.peek()) <= millis) {
            Label label = waiting.remove();
            SourceRecord record = labels.place(new InputRecord(
                    labels.records() + 1,
                    label.merchantId().getBytes(StandardCharsets.UTF_8),
                    LabelCodec.toJson(label),
                    OptionalLong.of(InputRecord.labelPublishedAtMillis(label))));
            labels.sent(labels.parse(record));
            due.add(record);
        }
        return due;
    }

    @Override
    public void close() {
        file.close();
    }
}
