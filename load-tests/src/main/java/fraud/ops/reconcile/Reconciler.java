package fraud.ops.reconcile;

import fraud.ops.reconcile.PartitionLedger.Content;
import fraud.parse.ParseResult;
import fraud.parse.SourceRecord;
import fraud.parse.TransactionCodec;
import fraud.sink.OutputKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Proves from the topics alone that every input record has exactly the output it must have (SEMANTICS 2), by joining source offsets:
 * nothing is inferred from counts. First all input records, each partition's in the order of offsets, then all outputs, in any order.
 *
 * <p>Memory is 17 to 33 bytes an input record, and the identities of the alerts. Not thread-safe.
 */
public final class Reconciler {

    private final String topic;
    private final long skewMillis;
    private final TransactionCodec codec;
    private final PartitionLedger[] ledgers;
    private final Map<Digest, Digest> alerts = new HashMap<>();
    private final List<String> findings = new ArrayList<>();
    private long inputs;
    private long silent;
    private long skewViolations;
    private long decisions;
    private long duplicates;
    private long deadLetters;
    private long late;
    private long lost;
    private long wrong;
    private long repeats;

    /**
     * A reconciler of one detector's outputs.
     *
     * @param topic the input topic
     * @param partitions how many it has
     * @param skewMillis how far timestamps of a partition may run back (SEMANTICS 1.3)
     */
    public Reconciler(String topic, int partitions, long skewMillis) {
        this.topic = topic;
        this.skewMillis = skewMillis;
        this.codec = new TransactionCodec(partitions);
        this.ledgers = new PartitionLedger[partitions];
        for (int partition = 0; partition < partitions; partition++) {
            ledgers[partition] = new PartitionLedger();
        }
    }

    /** Notes an input record. */
    public void input(SourceRecord record) {
        PartitionLedger ledger = ledgers[record.origin().partition()];
        inputs++;
        if (!ledger.tick(record.origin().publishedAtMillis(), skewMillis)) {
            skewViolations++;
        }
        Content content = content(codec.parse(record));
        if (content == Content.SILENT) {
            silent++;
        }
        ledger.input(record.origin().offset(), content);
    }

    private static Content content(ParseResult result) {
        return switch (result.kind()) {
            case TRANSACTION -> Content.TRANSACTION;
            case DEAD_LETTER -> Content.UNREADABLE;
            case MARK, CONTROL -> Content.SILENT;
        };
    }

    /** Notes an output; echoes are none. */
    public void output(Output output) {
        if (output.fault().isPresent()) {
            wrong(output, output.fault().get());
        } else if (output.kind() == OutputKind.ALERT) {
            alert(output);
        } else {
            sourced(output);
        }
    }

    private void alert(Output output) {
        Digest digest = Digest.of(output.value());
        Digest before = alerts.putIfAbsent(new Digest(output.high(), output.low()), digest);
        if (before != null) {
            repeated(output, before.equals(digest));
        }
    }

    private void sourced(Output output) {
        if (!output.sourceTopic().equals(topic)) {
            wrong(output, "comes from another topic than " + topic);
            return;
        }
        Content content = output.high() >= 0 && output.high() < ledgers.length
                ? ledgers[(int) output.high()].content(output.low())
                : Content.NONE;
        switch (content) {
            case NONE -> wrong(output, "comes from an offset where there is no record");
            case SILENT -> wrong(output, "comes from a mark or a control");
            case UNREADABLE ->
                note(output, output.kind() == OutputKind.DEAD_LETTER, "comes from a record that cannot be read");
            case TRANSACTION -> note(output, output.kind() != OutputKind.DEAD_LETTER, "comes from a valid transaction");
        }
    }

    private void note(Output output, boolean fits, String otherwise) {
        PartitionLedger ledger = ledgers[(int) output.high()];
        long offset = output.low();
        if (!fits) {
            wrong(output, otherwise);
            return;
        }
        Digest digest = Digest.of(output.value());
        if (ledger.has(offset, output.kind())) {
            repeated(output, ledger.digest(offset, output.kind()).equals(digest));
        } else if (output.kind() != OutputKind.LATE && ledger.isAnswered(offset)) {
            wrong(output, "comes on top of another answer to the same record");
        } else {
            ledger.note(offset, output.kind(), digest, output.late());
            count(output.kind());
        }
    }

    private void count(OutputKind kind) {
        switch (kind) {
            case DECISION -> decisions++;
            case DEAD_LETTER -> deadLetters++;
            case DUPLICATE -> duplicates++;
            case LATE -> late++;
            case ALERT, ECHO -> throw new IllegalArgumentException(kind + " has no source offset");
        }
    }

    private void repeated(Output output, boolean equal) {
        if (equal) {
            repeats++;
        } else {
            wrong(output, "is repeated with another value");
        }
    }

    private void wrong(Output output, String why) {
        wrong++;
        find("wrong: " + output.name() + " " + why);
    }

    private void find(String finding) {
        if (findings.size() < Reconciliation.MAX_FINDINGS) {
            findings.add(finding);
        }
    }

    /** What came of it; to be called once, after all outputs. */
    public Reconciliation finish() {
        for (int partition = 0; partition < ledgers.length; partition++) {
            PartitionLedger ledger = ledgers[partition];
            for (long offset = ledger.firstOffset(); offset < ledger.endOffset(); offset++) {
                settle(ledger, partition, offset);
            }
        }
        return new Reconciliation(
                inputs,
                silent,
                decisions,
                duplicates,
                deadLetters,
                late,
                alerts.size(),
                lost,
                wrong,
                repeats,
                skewViolations,
                findings);
    }

    private void settle(PartitionLedger ledger, int partition, long offset) {
        Content content = ledger.content(offset);
        if (content == Content.NONE || content == Content.SILENT) {
            return;
        }
        String place = "partition " + partition + " offset " + offset;
        if (!ledger.isAnswered(offset)) {
            lost++;
            find("lost: " + place + " has no "
                    + (content == Content.UNREADABLE ? "dead letter" : "decision or duplicate"));
        }
        boolean lateEntry = ledger.has(offset, OutputKind.LATE);
        if (lateEntry && !ledger.isFlaggedLate(offset)) {
            wrong++;
            find("wrong: late entry of " + place + " without a decision that is flagged LATE");
        } else if (!lateEntry && ledger.isFlaggedLate(offset)) {
            lost++;
            find("lost: " + place + " has a decision flagged LATE but no late entry");
        }
    }
}
