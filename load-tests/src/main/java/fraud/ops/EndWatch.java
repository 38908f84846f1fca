package fraud.ops;

import fraud.ops.topics.InputPublisher.Published;
import fraud.ops.topics.Marks;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** Decides when a detector has reached the end of its input, when it needs another copy of the end mark, and when it is stuck. */
final class EndWatch {

    /** After the echoes of end marks that stood in the file itself, the end is when nothing has come for this long. */
    private static final Duration QUIET = Duration.ofSeconds(10);

    private final Published published;
    private final Duration patience;
    private final LongSupplier nanoClock;
    private long lastOutputs;
    private int lastWithoutEcho;
    private long lastOutputNanos;
    private long lastMarkNanos;

    /**
     * A watch over one detector.
     *
     * @param patience how long it may put out nothing
     * @param nanoClock the time, such as {@link System#nanoTime()}
     */
    EndWatch(Published published, Duration patience, LongSupplier nanoClock) {
        this.published = published;
        this.patience = patience;
        this.nanoClock = nanoClock;
        this.lastOutputNanos = nanoClock.getAsLong();
        this.lastMarkNanos = lastOutputNanos;
    }

    /** Notes how far the detector is: repeated echoes do not count, since each copy of the end mark may bring one. */
    void reached(long outputs, List<Integer> withoutEcho) {
        if (outputs != lastOutputs || withoutEcho.size() != lastWithoutEcho) {
            lastOutputs = outputs;
            lastWithoutEcho = withoutEcho.size();
            lastOutputNanos = nanoClock.getAsLong();
        }
    }

    /** Whether the next copies of the end mark are to be sent; says so once. */
    boolean isMarkDue() {
        if (sinceMillis(lastMarkNanos) < Marks.REPEAT_MILLIS) {
            return false;
        }
        lastMarkNanos = nanoClock.getAsLong();
        return true;
    }

    /**
     * Whether all outputs are there to be read, given how many records are answered and which partitions lack an echo: an echo says so (SEMANTICS 10.4). Where the file itself holds end marks, an echo may be
     * that of one of those, and tells nothing of what follows it.
     */
    boolean isEnd(long answers, List<Integer> withoutEcho) {
        if (!withoutEcho.isEmpty()) {
            return false;
        }
        return published.endMarks() == 0
                || (answers >= published.expectedAnswers() && sinceMillis(lastOutputNanos) > QUIET.toMillis());
    }

    /**
     * Gives up on a detector that is stuck.
     *
     * @throws OperationFailedException saying what is missing
     */
    void requireProgress(Engine engine, long answers, List<Integer> withoutEcho) {
        if (sinceMillis(lastOutputNanos) > patience.toMillis()) {
            throw new OperationFailedException(engine.wireName() + " has put out nothing for " + patience.toSeconds()
                    + " s: " + answers + " of " + published.expectedAnswers() + " records answered"
                    + echoes(withoutEcho) + "; raise --patience if it needs longer");
        }
    }

    private static String echoes(List<Integer> missing) {
        return missing.isEmpty()
                ? ", all ends echoed"
                : ", no echo of partition "
                        + missing.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private long sinceMillis(long nanos) {
        return (nanoClock.getAsLong() - nanos) / 1_000_000;
    }
}
