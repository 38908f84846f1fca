package fraud.ops.topics;

import fraud.model.Mark;
import fraud.model.Origin;
import fraud.model.Transaction;
import fraud.ops.OperationFailedException;
import fraud.ops.input.InputFile;
import fraud.ops.input.InputRecord;
import fraud.ops.input.PublicationClock;
import fraud.parse.ParseResult;
import fraud.parse.Partitioner;
import fraud.parse.SourceRecord;
import fraud.parse.TransactionCodec;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends a file to {@code transactions}, in the file's order. */
public final class InputPublisher {

    private static final int PROGRESS_EVERY_RECORDS = 1_000;

    private final Producer<byte[], byte[]> producer;
    private final int partitions;
    private final PublicationClock clock;
    private final TransactionCodec codec;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private long records;
    private long answers;
    private long endMarksInFile;
    private long greatestMillis;

    /**
     * What was sent.
     *
     * @param records how many, marks and controls of the file included
     * @param expectedAnswers how many of them get a decision, a dead letter or a duplicate (SEMANTICS 2.1)
     * @param endMarks how many of them are end marks: a detector may echo those before all is read
     * @param replacedTimestamps how many got the timestamp of the line before, because their own could not be used
     * @param greatestMillis the greatest of all timestamps and valid event times (G of SEMANTICS 10.3)
     */
    public record Published(
            long records, long expectedAnswers, long endMarks, long replacedTimestamps, long greatestMillis) {}

    public InputPublisher(Producer<byte[], byte[]> producer, int partitions, PublicationClock clock) {
        this.producer = producer;
        this.partitions = partitions;
        this.clock = clock;
        this.codec = new TransactionCodec(partitions);
    }

    /**
     * Sends the whole file and waits until the broker has it.
     *
     * @param progress told now and then how much of the file has been sent, from 0 to 1
     * @param transactions given every valid transaction
     * @throws OperationFailedException if the file or the broker fails
     */
    public Published publish(InputFile file, Consumer<Double> progress, Consumer<Transaction> transactions) {
        for (Optional<InputRecord> next = file.next(); next.isPresent(); next = file.next()) {
            send(next.get(), transactions);
            if (records % PROGRESS_EVERY_RECORDS == 0) {
                requireNoFailure();
                progress.accept(file.fraction());
            }
        }
        producer.flush();
        requireNoFailure();
        progress.accept(1.0);
        return new Published(records, answers, endMarksInFile, clock.replaced(), greatestMillis);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback has it all
    private void send(InputRecord record, Consumer<Transaction> transactions) {
        int partition = record.key() == null
                ? Math.toIntExact(record.line() % partitions)
                : Partitioner.partition(record.key(), partitions);
        long timestamp = clock.next(record.publishedAtMillis());
        greatestMillis = Math.max(greatestMillis, timestamp);
        count(record, new Origin(Topics.TRANSACTIONS, partition, records, timestamp, Origin.UNKNOWN), transactions);
        producer.send(
                new ProducerRecord<>(Topics.TRANSACTIONS, partition, timestamp, record.key(), record.value()),
                (metadata, exception) -> {
                    if (exception != null) {
                        failure.compareAndSet(null, exception);
                    }
                });
        records++;
    }

    private void count(InputRecord record, Origin origin, Consumer<Transaction> transactions) {
        ParseResult result = codec.parse(new SourceRecord(origin, record.key(), record.value()));
        switch (result.kind()) {
            case TRANSACTION -> {
                answers++;
                transactions.accept(result.transaction());
                greatestMillis = Math.max(greatestMillis, result.transaction().eventTimeMillis());
            }
            case DEAD_LETTER -> answers++;
            case MARK -> endMarksInFile += result.mark() == Mark.END ? 1 : 0;
            case CONTROL -> {}
        }
    }

    private void requireNoFailure() {
        Exception exception = failure.get();
        if (exception != null) {
            throw new OperationFailedException("the broker refuses records: " + exception.getMessage(), exception);
        }
    }
}
