package fraud.ops.reconcile;

import fraud.config.DetectorParameters;
import fraud.model.Origin;
import fraud.ops.reconcile.PartitionLedger.Content;
import fraud.ops.topics.Topics;
import fraud.parse.LabelCodec;
import fraud.parse.ParseResult;
import fraud.parse.RuleSetCodec;
import fraud.parse.SourceRecord;
import fraud.parse.TransactionCodec;
import fraud.rules.RuleSet;
import fraud.rules.RuleSetHistory;
import fraud.score.ModelHistory;
import fraud.score.StartingModels;
import fraud.sink.OutputKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Proves from the topics alone that every input record has exactly the output it must have (SEMANTICS 2), by joining source offsets:
 * nothing is inferred from counts. First all input records, each partition's in the order of offsets, then all outputs, in any order.
 *
 * <p>Memory is 17 to 33 bytes an input record, and the identities of the alerts. Not thread-safe.
 */
public final class Reconciler {

    private static final int TRANSACTIONS = Topics.INPUTS.indexOf(Topics.TRANSACTIONS);
    private static final int RULES_PARTITIONS = 1;

    private final long skewMillis;
    private final long leadMillis;
    private final List<Codec> codecs;
    private final List<List<PartitionLedger>> ledgers;
    private final Map<Digest, Digest> alerts = new HashMap<>();
    private final List<String> findings = new ArrayList<>();
    private RuleSetHistory ruleSets = RuleSetHistory.startingWith(RuleSet.defaults());
    private ModelHistory models;
    private long inputs;
    private long silent;
    private long labels;
    private long skewViolations;
    private long decisions;
    private long duplicates;
    private long deadLetters;
    private long late;
    private long lost;
    private long wrong;
    private long repeats;

    /** How the records of one topic are read. */
    private interface Codec {
        ParseResult parse(SourceRecord record);
    }

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
        this.leadMillis = leadMillis;
        this.models = ModelHistory.startingWith(models);
        // As in Topics.INPUTS.
        this.codecs = List.of(
                new TransactionCodec(partitions)::parse,
                new LabelCodec(labelPartitions)::parse,
                new RuleSetCodec()::parse);
        this.ledgers = List.of(ledgers(partitions), ledgers(labelPartitions), ledgers(RULES_PARTITIONS));
    }

    private static List<PartitionLedger> ledgers(int partitions) {
        return Stream.generate(PartitionLedger::new).limit(partitions).toList();
    }

    /** Notes an input record. */
    public void input(SourceRecord record) {
        Origin origin = record.origin();
        int topic = Topics.INPUTS.indexOf(origin.topic());
        PartitionLedger ledger = ledgers.get(topic).get(origin.partition());
        ParseResult result = codecs.get(topic).parse(record);
        Content content = content(result, origin);
        ledger.input(origin.offset(), content);
        if (topic == TRANSACTIONS) {
            inputs++;
            silent += content == Content.SILENT ? 1 : 0;
            skewViolations += ledger.tick(origin.publishedAtMillis(), skewMillis) ? 0 : 1;
        }
        labels += result.kind() == ParseResult.Kind.LABEL ? 1 : 0;
    }

    private Content content(ParseResult result, Origin origin) {
        return switch (result.kind()) {
            case TRANSACTION -> Content.TRANSACTION;
            case DEAD_LETTER -> Content.UNREADABLE;
            case MARK, CONTROL, LABEL -> Content.SILENT;
            case RULE_SET -> {
                if (ruleSets.refusal(result.ruleSet(), origin, leadMillis).isPresent()) {
                    yield Content.UNREADABLE;
                }
                ruleSets = ruleSets.with(result.ruleSet(), RuleSetCodec.rules(result.ruleSet()));
                yield Content.SILENT;
            }
            case MODEL -> {
                if (models.refusal(result.model(), origin, leadMillis).isPresent()) {
                    yield Content.UNREADABLE;
                }
                models = models.with(result.model());
                yield Content.SILENT;
            }
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
        List<PartitionLedger> topic = ledgers.get(output.sourceTopic());
        int partition = output.sourcePartition();
        if (partition < 0 || partition >= topic.size()) {
            wrong(output, "comes from an offset where there is no record");
            return;
        }
        PartitionLedger ledger = topic.get(partition);
        switch (ledger.content(output.low())) {
            case NONE -> wrong(output, "comes from an offset where there is no record");
            case SILENT -> wrong(output, "comes from a record that has no output");
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
                ruleSets.published().size(),
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

    private void settle(PartitionLedger ledger, int topic, int partition, long offset) {
        Content content = ledger.content(offset);
        if (content == Content.NONE || content == Content.SILENT) {
            return;
        }
        String place = Output.place(topic, partition, offset);
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
