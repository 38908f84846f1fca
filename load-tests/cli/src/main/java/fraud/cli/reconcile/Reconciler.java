package fraud.cli.reconcile;

import fraud.cli.outputs.Output;
import fraud.cli.reconcile.PartitionLedger.Content;
import fraud.cli.topics.Topics;
import fraud.config.DetectorParameters;
import fraud.model.Origin;
import fraud.parse.ParseResult;
import fraud.parse.SourceRecord;
import fraud.score.StartingModels;
import fraud.sink.OutputCodec;
import fraud.sink.OutputKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Proves from the topics alone that every input record has exactly the output it must have (SEMANTICS 2), by joining
 * source offsets: nothing is inferred from counts, and each output must say of its record what the record says. First
 * all input records, each partition's in the order of offsets, then all outputs, in any order.
 *
 * <p>Memory is 18 to 34 bytes an input record, 48 to 60 more a transaction, and the identities of the alerts. Not
 * thread-safe.
 */
public final class Reconciler {

    private static final int TRANSACTIONS = Topics.INPUTS.indexOf(Topics.TRANSACTIONS);
    private static final int RULES_PARTITIONS = 1;

    private final long skewMillis;
    private final InputReader reader;
    private final List<List<PartitionLedger>> ledgers;
    private final List<TransactionFacts> transactions;
    private final AlertCheck alertClaims;
    private final Map<Digest, Digest> alerts = new HashMap<>();
    private final Faults faults = new Faults();
    private long inputs;
    private long due;
    private long flaggedLate;
    private long silent;
    private long labels;
    private long skewViolations;
    private long decisions;
    private long duplicates;
    private long deadLetters;
    private long late;

    /**
     * A reconciler of the outputs of a detector with these parameters.
     *
     * @param models what the detector was started with
     */
    public Reconciler(DetectorParameters parameters, StartingModels models) {
        this(
                parameters.partitions(),
                parameters.labelPartitions(),
                parameters.skewMillis(),
                parameters.leadMillis(),
                models);
    }

    /**
     * A reconciler of one detector's outputs.
     *
     * @param partitions of {@code transactions}
     * @param labelPartitions of {@code labels}
     * @param skewMillis how far timestamps of a partition may run back (SEMANTICS 1.3)
     * @param leadMillis how long before it takes effect a rule set is published at the latest (SEMANTICS 13.3)
     * @param models what the detector was started with: published models are looked for where it looks for them
     */
    public Reconciler(int partitions, int labelPartitions, long skewMillis, long leadMillis, StartingModels models) {
        this.skewMillis = skewMillis;
        this.reader = new InputReader(partitions, labelPartitions, leadMillis, models);
        this.ledgers = List.of(ledgers(partitions), ledgers(labelPartitions), ledgers(RULES_PARTITIONS));
        this.transactions =
                Stream.generate(TransactionFacts::new).limit(partitions).toList();
        this.alertClaims = new AlertCheck(transactions);
    }

    private static List<PartitionLedger> ledgers(int partitions) {
        return Stream.generate(PartitionLedger::new).limit(partitions).toList();
    }

    /** Notes an input record. */
    public void input(SourceRecord record) {
        Origin origin = record.origin();
        int topic = Topics.INPUTS.indexOf(origin.topic());
        PartitionLedger ledger = ledgers.get(topic).get(origin.partition());
        InputReader.Read read = reader.read(topic, record);
        Content content = read.content();
        ledger.input(origin.offset(), content);
        read.deadLetter()
                .ifPresent(it -> ledger.expect(
                        origin.offset(), Digest.of(OutputCodec.encode(it).value())));
        if (content == Content.TRANSACTION) {
            transactions
                    .get(origin.partition())
                    .add(origin.offset(), read.result().transaction(), origin.publishedAtMillis());
        }
        due += content == Content.SILENT ? 0 : 1;
        if (topic == TRANSACTIONS) {
            boolean isSignal = read.result().kind() == ParseResult.Kind.SIGNAL;
            inputs += isSignal ? 0 : 1;
            silent += content == Content.SILENT && !isSignal ? 1 : 0;
            skewViolations += ledger.tick(origin.publishedAtMillis(), skewMillis) ? 0 : 1;
        }
        labels += read.result().kind() == ParseResult.Kind.LABEL ? 1 : 0;
    }

    /** Notes an output; completions are none. */
    public void output(Output output) {
        if (output.fault().isPresent()) {
            faults.wrong(output, output.fault().get());
        } else if (output.kind() == OutputKind.ALERT) {
            alert(output);
        } else {
            sourced(output);
        }
    }

    /** How many outputs are still to come: answers, and late entries of decisions that are flagged so. */
    public long open() {
        return due - decisions - duplicates - deadLetters + flaggedLate - late;
    }

    /** Whether it is the answer to a record that was noted, or its late entry. */
    public boolean isOfInput(Output output) {
        if (output.fault().isPresent() || output.kind() == OutputKind.ALERT) {
            return false;
        }
        List<PartitionLedger> topic = ledgers.get(output.sourceTopic());
        int partition = output.sourcePartition();
        return partition >= 0
                && partition < topic.size()
                && topic.get(partition).content(output.low()) != Content.NONE;
    }

    private void alert(Output output) {
        Digest id = new Digest(output.high(), output.low());
        Digest digest = Digest.of(output.value());
        Digest before = alerts.get(id);
        if (before != null) {
            faults.repeated(output, before.equals(digest));
            return;
        }
        AlertCheck.Found found = alertClaims.find(output);
        if (found.fault().isPresent()) {
            faults.wrong(output, found.fault().get());
            return;
        }
        found.transactions()
                .forEach(named ->
                        ledgers.get(TRANSACTIONS).get(named.partition()).noteInAlert(named.offset()));
        alerts.put(id, digest);
    }

    private void sourced(Output output) {
        List<PartitionLedger> topic = ledgers.get(output.sourceTopic());
        int partition = output.sourcePartition();
        if (partition < 0 || partition >= topic.size()) {
            faults.wrong(output, "comes from an offset where there is no record");
            return;
        }
        PartitionLedger ledger = topic.get(partition);
        switch (ledger.content(output.low())) {
            case NONE -> faults.wrong(output, "comes from an offset where there is no record");
            case SILENT -> faults.wrong(output, "comes from a record that has no output");
            case UNREADABLE ->
                note(
                        output,
                        ledger,
                        output.kind() == OutputKind.DEAD_LETTER,
                        "comes from a record that cannot be read");
            case TRANSACTION ->
                note(output, ledger, output.kind() != OutputKind.DEAD_LETTER, "comes from a valid transaction");
        }
    }

    private void note(Output output, PartitionLedger ledger, boolean fits, String otherwise) {
        long offset = output.low();
        if (!fits) {
            faults.wrong(output, otherwise);
            return;
        }
        Digest digest = Digest.of(output.value());
        Optional<String> fault = fault(output, ledger, digest);
        if (ledger.has(offset, output.kind())) {
            faults.repeated(output, ledger.digest(offset, output.kind()).equals(digest));
        } else if (output.kind() != OutputKind.LATE && ledger.isAnswered(offset)) {
            faults.wrong(output, "comes on top of another answer to the same record");
        } else if (fault.isPresent()) {
            faults.wrong(output, fault.get());
        } else {
            if (output.kind() == OutputKind.DUPLICATE) {
                ledger.noteOriginal(OutputCheck.originalOffset(output));
            }
            ledger.note(offset, output.kind(), digest, output.late());
            flaggedLate += output.kind() == OutputKind.DECISION && output.late() ? 1 : 0;
            count(output.kind());
        }
    }

    /** Whether it says of its record what the record says. */
    private Optional<String> fault(Output output, PartitionLedger ledger, Digest digest) {
        if (output.kind() == OutputKind.DEAD_LETTER) {
            return ledger.digest(output.low(), OutputKind.DEAD_LETTER).equals(digest)
                    ? Optional.empty()
                    : Optional.of("has another reason, detail or payload than its record");
        }
        TransactionFacts facts = transactions.get(output.sourcePartition());
        return OutputCheck.fault(output, facts, facts.placeOf(output.low()), reader::isVersion);
    }

    private void count(OutputKind kind) {
        switch (kind) {
            case DECISION -> decisions++;
            case DEAD_LETTER -> deadLetters++;
            case DUPLICATE -> duplicates++;
            case LATE -> late++;
            case ALERT, COMPLETION -> throw new IllegalArgumentException(kind + " has no source offset");
        }
    }

    /** What came of it; to be called once, after all outputs. */
    public Reconciliation finish() {
        for (int topic = 0; topic < ledgers.size(); topic++) {
            for (int partition = 0; partition < ledgers.get(topic).size(); partition++) {
                PartitionLedger ledger = ledgers.get(topic).get(partition);
                for (long offset = ledger.firstOffset(); offset < ledger.endOffset(); offset++) {
                    settle(ledger, topic, partition, offset);
                }
            }
        }
        return new Reconciliation(
                inputs,
                silent,
                labels,
                reader.ruleSets(),
                decisions,
                duplicates,
                deadLetters,
                late,
                alerts.size(),
                faults.lost(),
                faults.wrong(),
                faults.repeats(),
                skewViolations,
                faults.findings());
    }

    private void settle(PartitionLedger ledger, int topic, int partition, long offset) {
        Content content = ledger.content(offset);
        if (content == Content.NONE || content == Content.SILENT) {
            return;
        }
        String place = Output.place(topic, partition, offset);
        if (!ledger.isAnswered(offset)) {
            faults.lost(place + " has no " + (content == Content.UNREADABLE ? "dead letter" : "decision or duplicate"));
        }
        boolean lateEntry = ledger.has(offset, OutputKind.LATE);
        if (lateEntry && !ledger.isFlaggedLate(offset)) {
            faults.wrong("late entry of " + place + " without a decision that is flagged LATE");
        } else if (!lateEntry && ledger.isFlaggedLate(offset)) {
            faults.lost(place + " has a decision flagged LATE but no late entry");
        }
        if (ledger.isOriginal(offset) && ledger.has(offset, OutputKind.DUPLICATE)) {
            faults.wrong(place + " is a duplicate, but another duplicate's original");
        }
        if (ledger.isInAlert(offset) && (ledger.has(offset, OutputKind.DUPLICATE) || ledger.isFlaggedLate(offset))) {
            faults.wrong(place + " is a duplicate or late, but in an alert");
        }
    }
}
