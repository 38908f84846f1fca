package fraud.ops;

import fraud.ops.topics.InputPublisher.Published;
import fraud.ops.topics.Marks;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Decides when a detector has reached the end of its input, when it needs another copy of the end mark, and when it is stuck. */
final class EndWatch {

    /** After the echoes of end marks that stood in the file itself, the end is when nothing has come for this long. */
    private static final Duration QUIET = Duration.ofSeconds(10);

    private final Published published;
    private final Duration patience;
    private long lastOutputNanos = System.nanoTime();
    private long lastMarkNanos = System.nanoTime();

    EndWatch(Published published, Duration patience) {
        this.published = published;
        this.patience = patience;
    }

    /** Notes how many outputs have come. */
    void polled(int outputs) {
        if (outputs > 0) {
            lastOutputNanos = System.nanoTime();
        }
    }

    /** Whether the next copies of the end mark are to be sent; says so once. */
    boolean isMarkDue() {
        if (sinceMillis(lastMarkNanos) < Marks.REPEAT_MILLIS) {
            return false;
        }
        lastMarkNanos = System.nanoTime();
        return true;
    }

    /**
     * Whether all outputs are there to be read: an echo says so (SEMANTICS 10.4). Where the file itself holds end marks, an echo may be
     * that of one of those, and tells nothing of what follows it.
     */
    boolean isEnd(DetectorOutputs outputs) {
        if (!outputs.withoutEcho().isEmpty()) {
            return false;
        }
        return published.endMarks() == 0
                || outputs.answers() >= published.expectedAnswers() && sinceMillis(lastOutputNanos) > QUIET.toMillis();
    }

    /**
     * Gives up on a detector that is stuck.
     *
     * @throws OperationFailedException saying what is missing
     */
    void requireProgress(Engine engine, DetectorOutputs outputs) {
        if (sinceMillis(lastOutputNanos) > patience.toMillis()) {
            throw new OperationFailedException(engine.wireName() + " has put out nothing for " + patience.toSeconds()
                    + " s: " + outputs.answers() + " of " + published.expectedAnswers() + " records answered"
                    + echoes(outputs.withoutEcho()) + "; raise --patience if it needs longer");
        }
    }

    private static String echoes(List<Integer> missing) {
        return missing.isEmpty()
                ? ", all ends echoed"
                : ", no echo of partition "
                        + missing.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static long sinceMillis(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }
}
