package fraud.spark.features;

import fraud.config.DetectorParameters;
import fraud.model.Origin;
import fraud.sink.OutputCodec;
import fraud.sink.OutputRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers the end marks of one partition with echoes (SEMANTICS 10.4). An echo may only be written once everything
 * before it is durable, and what is durable in Spark is the batches before the running one. So the first copy of a mark
 * is remembered; in the batch in which W reaches it, and all that was due before it leaves both stages, it is noted as
 * passed; a further copy in a later batch brings the echo.
 */
final class EndMarks {

    /** Whoever repeats its mark every half second has stopped when the clock is a minute on. */
    private static final long FORGET_AFTER_MILLIS = Duration.ofMinutes(1).toMillis();

    private final DetectorParameters parameters;

    EndMarks(DetectorParameters parameters) {
        this.parameters = parameters;
    }

    /** What the marks of one batch lead to: the mark that waits now, or null, and the echoes. */
    record Answer(EndMark waiting, List<OutputRecord> echoes) {}

    /**
     * Takes the copies that a batch brought.
     *
     * @param before the mark that waited before this batch, or null
     */
    Answer answer(EndMark before, List<Origin> copies) {
        EndMark waiting = before;
        List<OutputRecord> echoes = new ArrayList<>();
        for (Origin copy : copies) {
            if (waiting == null) {
                // W is G - b.
                waiting = new EndMark(copy.publishedAtMillis() - parameters.skewMillis(), false);
            } else if (waiting.passed()) {
                echoes.add(OutputCodec.echo(copy.partition()));
                waiting = null;
            }
        }
        return new Answer(waiting, echoes);
    }

    /** The G at which something is to be done about a waiting mark. */
    static long nextMillis(EndMark waiting) {
        return waiting.passed() ? waiting.dueMillis() + FORGET_AFTER_MILLIS : waiting.dueMillis();
    }

    /** The waiting mark after G has reached its next time: passed, or null once nobody asks any more. */
    static EndMark advance(EndMark waiting, long nowMillis) {
        return nowMillis >= waiting.dueMillis() + FORGET_AFTER_MILLIS && waiting.passed()
                ? null
                : new EndMark(waiting.dueMillis(), true);
    }
}
