package fraud.cli.topics;

import fraud.cli.failure.OperationFailedException;
import fraud.cli.input.InputFile;
import fraud.cli.input.PublicationClock;
import fraud.cli.input.lines.InputRecord;
import fraud.cli.versions.TimedVersion;
import fraud.config.DetectorParameters;
import fraud.generator.publish.TopicCheck;
import fraud.kafka.KafkaFailure;
import fraud.model.Label;
import fraud.model.Origin;
import fraud.model.Signal;
import fraud.model.Transaction;
import fraud.parse.LabelCodec;
import fraud.parse.ParseResult;
import fraud.parse.SourceRecord;
import fraud.parse.TransactionCodec;
import fraud.parse.VersionCodec;
import fraud.ruleset.PublishedRuleSet;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends files to the input topics, each in the file's order. Not thread-safe. */
public final class InputPublisher {

    private static final int PROGRESS_EVERY_RECORDS = 1_000;
    private static final int RULES_PARTITIONS = 1;

    private final Producer<byte[], byte[]> producer;
    private final TopicCheck check;
    private final InputLane transactions;
    private final InputLane labels;
    private final InputLane rules;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private long ruleSets;
    private long answers;
    private long endSignalsInFile;
    private long greatestMillis;
    private final long maxOutOfOrdernessMillis;
    private long late;

    /**
     * What was sent.
     *
     * @param records how many to {@code transactions}, controls of the file included and its signals not
     * @param labels how many to {@code labels}
     * @param ruleSets how many rule sets to {@code versions}
     * @param expectedAnswers how many of all get a decision, a dead letter or a duplicate (SEMANTICS 2.1)
     * @param endsOfInput how many ends of input the file has: a detector may complete those before all is read
     * @param replacedTimestamps how many got the timestamp of the line before, because their own could not be used
     * @param outOfOrder how many of {@code records} lie before a record above them
     * @param late how many transactions lie so far before it that this makes them late (SEMANTICS 7.1)
     * @param greatestMillis the greatest of all timestamps and valid event times (X of SEMANTICS 10.3)
     */
    public record Published(
            long records,
            long labels,
            long ruleSets,
            long expectedAnswers,
            long endsOfInput,
            long replacedTimestamps,
            long outOfOrder,
            long late,
            long greatestMillis) {}

    /**
     * A publisher of one run.
     *
     * @param check whether the topics stay as they are
     * @param nowMillis times after this are in the future
     * @param maxGap the greatest step of timestamps from one line to the next
     */
    public InputPublisher(
            Producer<byte[], byte[]> producer,
            TopicCheck check,
            DetectorParameters parameters,
            long nowMillis,
            Duration maxGap) {
        this.producer = producer;
        this.maxOutOfOrdernessMillis = parameters.maxOutOfOrdernessMillis();
        this.check = check;
        this.transactions = new InputLane(
                Topics.TRANSACTIONS,
                parameters.partitions(),
                new PublicationClock(nowMillis, maxGap),
                new TransactionCodec(parameters.partitions())::parse);
        this.labels = new InputLane(
                Topics.LABELS,
                parameters.labelPartitions(),
                // What happened today is labelled in days to come.
                new PublicationClock(nowMillis + InputRecord.LABEL_AFTER.toMillis(), maxGap),
                new LabelCodec(parameters.labelPartitions())::parse);
        this.rules = new InputLane(
                Topics.VERSIONS,
                RULES_PARTITIONS,
                // A version takes effect when it says so, however long after the one before.
                new PublicationClock(Long.MAX_VALUE, Duration.ofMillis(Long.MAX_VALUE)),
                new VersionCodec()::parse);
    }

    /**
     * Sends a whole file of transactions; returns before the broker has all of it.
     *
     * @param progress told now and then how much of the file has been sent, from 0 to 1
     * @param valid given every valid transaction
     * @throws OperationFailedException if the file or the broker fails
     */
    public void transactions(InputFile file, Consumer<Double> progress, Consumer<Transaction> valid) {
        sendAll(transactions, file, progress, result -> {
            if (result.kind() == ParseResult.Kind.TRANSACTION) {
                valid.accept(result.transaction());
            }
        });
    }

    /**
     * Sends a whole file of labels; returns before the broker has all of it.
     *
     * @param progress told now and then how much of the file has been sent, from 0 to 1
     * @throws OperationFailedException if the file or the broker fails
     */
    public void labels(InputFile file, Consumer<Double> progress) {
        sendAll(labels, file, progress, result -> {});
    }

    /**
     * Sends a whole file of records of {@code versions}; returns before the broker has all of it.
     *
     * @param progress told now and then how much of the file has been sent, from 0 to 1
     * @throws OperationFailedException if the file or the broker fails
     */
    public void rules(InputFile file, Consumer<Double> progress) {
        sendAll(rules, file, progress, result -> {});
    }

    /**
     * Sends a record as it was recorded: partition, timestamp, key and value. Its offset is what the topic makes it,
     * the recorded one if all before it were sent.
     *
     * @param seen given what it is
     * @throws OperationFailedException if the broker fails
     */
    public void recorded(SourceRecord record, Consumer<ParseResult> seen) {
        InputLane lane = Stream.of(transactions, labels, rules)
                .filter(candidate -> candidate.topic().equals(record.origin().topic()))
                .findFirst()
                .orElseThrow();
        send(lane, record, OptionalLong.of(record.origin().publishedAtMillis()), seen);
        if (lane.records() % PROGRESS_EVERY_RECORDS == 0) {
            requireNoFailure();
        }
    }

    /** Sends a label that a row of transactions brought. */
    public void label(Label label) {
        send(
                labels,
                new InputRecord(
                        labels.records() + 1,
                        label.merchantId().getBytes(StandardCharsets.UTF_8),
                        LabelCodec.toJson(label),
                        OptionalLong.of(InputRecord.labelPublishedAtMillis(label))),
                result -> {});
    }

    /** Sends rule sets and models at their times, in the order given. */
    public void rules(List<TimedVersion> published) {
        for (TimedVersion timed : published) {
            greatestMillis = Math.max(greatestMillis, timed.publishedAtMillis());
            send(new ProducerRecord<>(Topics.VERSIONS, 0, timed.publishedAtMillis(), timed.key(), timed.value()));
            ruleSets += timed.version() instanceof PublishedRuleSet ? 1 : 0;
        }
    }

    /**
     * Waits until the broker has everything.
     *
     * @throws OperationFailedException if the broker rejected something, or the topics are no longer the same
     */
    public Published finish() {
        producer.flush();
        requireNoFailure();
        Topics.requireUnchanged(check.differenceNow());
        return new Published(
                transactions.records() - transactions.signals(),
                labels.records(),
                ruleSets,
                answers,
                endSignalsInFile,
                transactions.clock().replaced()
                        + labels.clock().replaced()
                        + rules.clock().replaced(),
                transactions.clock().outOfOrder(),
                late,
                greatestMillis);
    }

    /** How many labels of a file lie before the label above them, and got its timestamp. */
    public long labelsOutOfOrder() {
        return labels.clock().outOfOrder();
    }

    private void sendAll(InputLane lane, InputFile file, Consumer<Double> progress, Consumer<ParseResult> sent) {
        for (Optional<InputRecord> next = file.next(); next.isPresent(); next = file.next()) {
            send(lane, next.get(), sent);
            if (lane.records() % PROGRESS_EVERY_RECORDS == 0) {
                requireNoFailure();
                progress.accept(file.fraction());
            }
        }
        progress.accept(1.0);
    }

    private void send(InputLane lane, InputRecord record, Consumer<ParseResult> sent) {
        send(lane, lane.place(record), record.publishedAtMillis(), sent);
    }

    private void send(InputLane lane, SourceRecord record, OptionalLong ownMillis, Consumer<ParseResult> sent) {
        Origin origin = record.origin();
        greatestMillis = Math.max(greatestMillis, origin.publishedAtMillis());
        ParseResult result = lane.parse(record);
        count(result, origin.publishedAtMillis(), ownMillis);
        sent.accept(result);
        send(new ProducerRecord<>(
                lane.topic(), origin.partition(), origin.publishedAtMillis(), record.key(), record.value()));
        lane.sent(result);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback has it all
    private void send(ProducerRecord<byte[], byte[]> record) {
        producer.send(record, (metadata, exception) -> {
            if (exception != null) {
                failure.compareAndSet(null, exception);
            }
        });
    }

    private void count(ParseResult result, long timestampMillis, OptionalLong ownMillis) {
        switch (result.kind()) {
            case TRANSACTION -> {
                answers++;
                long eventTimeMillis = result.transaction().eventTimeMillis();
                late += PublicationClock.isLateByOrder(
                                eventTimeMillis, timestampMillis, ownMillis, maxOutOfOrdernessMillis)
                        ? 1
                        : 0;
                greatestMillis = Math.max(greatestMillis, eventTimeMillis);
            }
            case LABEL ->
                greatestMillis = Math.max(greatestMillis, result.label().eventTimeMillis());
            case DEAD_LETTER -> answers++;
            case SIGNAL -> endSignalsInFile += result.signal() == Signal.END_OF_INPUT ? 1 : 0;
            case RULE_SET -> ruleSets++;
            case CONTROL, MODEL -> {}
        }
    }

    private void requireNoFailure() {
        Topics.requireUnchanged(check.differenceSoFar());
        Exception exception = failure.get();
        if (exception != null) {
            Topics.requireUnchanged(check.differenceNow());
            throw new OperationFailedException(
                    "the broker rejects records: " + KafkaFailure.describe(exception), exception);
        }
    }
}
