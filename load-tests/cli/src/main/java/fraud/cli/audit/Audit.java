package fraud.cli.audit;

import fraud.cli.outputs.Output;
import fraud.parse.ParseResult;
import fraud.parse.SourceRecord;
import fraud.parse.TransactionCodec;
import fraud.sink.OutputCodec;
import fraud.sink.OutputKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Holds the outputs of one detector or of several, as they come, against {@code transactions} and against each other,
 * in bounded memory. Not thread-safe.
 */
final class Audit {

    private static final int ALERTS = 100_000;
    /** Those below stand for something else (see {@link AuditWindow}). */
    private static final long LEAST_DIGEST = 2;

    private final List<String> engines;
    private final List<AuditWindow> windows;
    private final List<AuditFigures> figures;
    private final AlertPairs alerts;
    private final TransactionCodec codec;
    private final long graceNanos;

    /**
     * An audit that begins.
     *
     * @param engines the names in the detectors' topics
     * @param from the first offset that is judged, by partition of {@code transactions}
     * @param windowSize how many offsets of a partition it remembers
     * @param graceNanos how long a record may be unanswered while later ones are answered
     */
    Audit(List<String> engines, List<Long> from, int windowSize, long graceNanos) {
        this.engines = List.copyOf(engines);
        this.windows = from.stream()
                .map(offset -> new AuditWindow(windowSize, engines.size(), offset))
                .toList();
        this.figures = engines.stream().map(engine -> new AuditFigures()).toList();
        this.alerts = new AlertPairs(ALERTS, engines.size());
        this.codec = new TransactionCodec(from.size());
        this.graceNanos = graceNanos;
    }

    /** Takes a record of {@code transactions}, each partition's in the order of offsets. */
    void input(SourceRecord record) {
        ParseResult result = codec.parse(record);
        AuditWindow window = windows.get(record.origin().partition());
        long offset = record.origin().offset();
        switch (result.kind()) {
            case TRANSACTION -> window.input(offset, AuditWindow.Due.ANSWER, 0);
            case DEAD_LETTER ->
                window.input(
                        offset,
                        AuditWindow.Due.DEAD_LETTER,
                        digest(
                                OutputKind.DEAD_LETTER,
                                OutputCodec.encode(result.deadLetter()).value()));
            case SIGNAL, CONTROL -> window.input(offset, AuditWindow.Due.NOTHING, 0);
            case LABEL, RULE_SET, MODEL -> throw new IllegalStateException("is of another topic: " + record.origin());
        }
    }

    /** Whether a partition's next record has to wait, since an engine has yet to answer too many. */
    boolean isFull(int partition) {
        return windows.get(partition).isFull();
    }

    /** Whether the record that an output comes from has been taken, or will never be. */
    boolean isKnown(Output output) {
        return output.kind() == OutputKind.ALERT
                || output.fault().isPresent()
                || !isOfTransactions(output)
                || output.low() < windows.get(output.sourcePartition()).end();
    }

    private boolean isOfTransactions(Output output) {
        return output.sourceTopic() == 0 && output.sourcePartition() < windows.size();
    }

    /** Takes an output of an engine, by its number. */
    void output(int engine, Output output, long nowNanos) {
        AuditFigures of = figures.get(engine);
        if (output.fault().isPresent()) {
            of.wrong(engines.get(engine) + ": " + output.name() + " "
                    + output.fault().get());
        } else if (output.kind() == OutputKind.ALERT) {
            alert(engine, output, nowNanos);
        } else if (isOfTransactions(output) && output.kind() != OutputKind.LATE) {
            answer(engine, output);
        } else if (output.sourceTopic() == 0 && !isOfTransactions(output)) {
            of.wrong(engines.get(engine) + ": " + output.name() + " comes from a partition that is not there");
        }
    }

    private void alert(int engine, Output output, long nowNanos) {
        AuditFigures of = figures.get(engine);
        switch (alerts.note(engine, output.name(), digest(output.kind(), output.value()), nowNanos)) {
            case FIRST -> of.alert();
            case REPEATED -> of.repeat();
            case WRONG -> of.wrong(engines.get(engine) + ": " + output.name() + " is repeated with another value");
            case DIFFERS -> {
                of.alert();
                of.differing(engines.get(engine) + ": " + output.name() + " says something else than another engine's");
            }
        }
    }

    private void answer(int engine, Output output) {
        AuditFigures of = figures.get(engine);
        AuditWindow window = windows.get(output.sourcePartition());
        boolean isDeadLetter = output.kind() == OutputKind.DEAD_LETTER;
        switch (window.answer(engine, output.low(), isDeadLetter, digest(output.kind(), output.value()))) {
            case FIRST -> first(engine, output);
            case AFTER_ALL -> {
                of.lost(-1, "");
                first(engine, output);
            }
            case REPEATED -> of.repeat();
            case WRONG ->
                of.wrong(engines.get(engine) + ": " + output.name()
                        + " is not as one before, or not what its record must get");
            case UNKNOWN -> {
                // Of a record before the audit's beginning, or long past.
            }
        }
    }

    private void first(int engine, Output output) {
        figures.get(engine).answer();
        if (engines.size() > 1 && windows.get(output.sourcePartition()).differs(output.low())) {
            figures.get(engine)
                    .differing(
                            engines.get(engine) + ": " + output.name() + " says something else than another engine's");
        }
    }

    /** Gives up what has waited for too long; to be called once a second. */
    void look(long nowNanos) {
        for (int engine = 0; engine < engines.size(); engine++) {
            for (int partition = 0; partition < windows.size(); partition++) {
                int lost = windows.get(partition).giveUp(engine, nowNanos, graceNanos);
                figures.get(engine)
                        .lost(
                                lost,
                                engines.get(engine) + ": " + lost + " records of partition " + partition
                                        + " have no answer, though later ones have");
            }
        }
        if (engines.size() > 1) {
            alerts.tellMissing(
                    nowNanos,
                    graceNanos,
                    engine -> open(engine) == 0,
                    (id, engine) -> figures.get(engine)
                            .differing(engines.get(engine) + ": has not raised " + id + ", which another engine has"));
        }
    }

    /** Records that an engine has yet to answer. */
    long open(int engine) {
        return windows.stream().mapToLong(window -> window.open(engine)).sum();
    }

    /** Up to where an engine has answered, by partition. */
    List<Long> answeredTo(int engine) {
        return windows.stream().map(window -> window.answeredTo(engine)).toList();
    }

    /** What has been found of an engine. */
    AuditFigures figures(int engine) {
        return figures.get(engine);
    }

    /** The names of the engines. */
    List<String> engines() {
        return engines;
    }

    /** Whether nothing was found that must not be. */
    boolean isClean() {
        return IntStream.range(0, engines.size())
                .allMatch(engine -> figures.get(engine).isClean());
    }

    private static long digest(OutputKind kind, byte[] value) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(kind.plural().getBytes(StandardCharsets.US_ASCII));
            long digest = ByteBuffer.wrap(sha.digest(value)).getLong();
            return digest >= 0 && digest < LEAST_DIGEST ? LEAST_DIGEST : digest;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
