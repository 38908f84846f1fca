package fraud.cli.replay;

import fraud.cli.topics.InputPublisher.Published;
import fraud.cli.topics.Signals;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/** Decides when a detector has reached the end of its input, and when it needs another copy of the end of input. */
final class EndWatch {

    /**
     * After the completions of ends of input that stood in the file itself, the end is when nothing has come for this
     * long, and no less than twice the longest pause between two outputs before: a slow machine's pauses are long.
     */
    private static final Duration QUIET = Duration.ofSeconds(10);

    private static final int QUIET_PAUSES = 2;

    private final Published published;
    private final LongSupplier nanoClock;
    private long lastOutputs;
    private int lastWithoutCompletion;
    private long lastOutputNanos;
    private long longestPauseNanos;
    private long lastSignalNanos;

    /**
     * A watch over one detector.
     *
     * @param nanoClock the time, such as {@link System#nanoTime()}
     */
    EndWatch(Published published, LongSupplier nanoClock) {
        this.published = published;
        this.nanoClock = nanoClock;
        this.lastOutputNanos = nanoClock.getAsLong();
        this.lastSignalNanos = lastOutputNanos;
    }

    /**
     * Notes how far the detector is: repeated completions do not count, since each copy of the end of input may bring
     * one.
     */
    void reached(long outputs, List<Integer> withoutCompletion) {
        if (outputs != lastOutputs || withoutCompletion.size() != lastWithoutCompletion) {
            if (lastOutputs > 0) {
                longestPauseNanos = Math.max(longestPauseNanos, nanoClock.getAsLong() - lastOutputNanos);
            }
            lastOutputs = outputs;
            lastWithoutCompletion = withoutCompletion.size();
            lastOutputNanos = nanoClock.getAsLong();
        }
    }

    /** Whether the next copies of the end of input are to be sent; says so once. */
    boolean isSignalDue() {
        if (sinceNanos(lastSignalNanos)
                < Duration.ofMillis(Signals.REPEAT_MILLIS).toNanos()) {
            return false;
        }
        lastSignalNanos = nanoClock.getAsLong();
        return true;
    }

    /**
     * Whether all outputs are there to be read, given how many records are answered and which partitions lack a
     * completion: a completion says so (SEMANTICS 10.4). Where the file itself holds ends of input, a completion may be
     * that of one of those, and tells nothing of what follows it.
     */
    boolean isEnd(long answers, List<Integer> withoutCompletion) {
        if (!withoutCompletion.isEmpty()) {
            return false;
        }
        return published.endsOfInput() == 0
                || (answers >= published.expectedAnswers() && sinceNanos(lastOutputNanos) > quietNanos());
    }

    private long quietNanos() {
        return Math.max(QUIET.toNanos(), QUIET_PAUSES * longestPauseNanos);
    }

    private long sinceNanos(long nanos) {
        return nanoClock.getAsLong() - nanos;
    }
}
