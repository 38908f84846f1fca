package fraud.spark.completion;

import fraud.config.DetectorParameters;
import fraud.model.Origin;
import fraud.parse.ParseResult;
import fraud.sink.OutputCodec;
import fraud.sink.OutputRecord;
import fraud.spark.state.Due;
import fraud.spark.state.KeyTimer;
import fraud.spark.state.RecordState;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Answers the ends of input of a partition with completions (SEMANTICS 10.4). A completion may only be written once
 * everything before it is durable, and what is durable in Spark is the batches before the running one. So the first
 * copy of a signal is remembered; in the batch in which the sequence clock reaches it, and all that was due before it
 * leaves both stages, it is noted as passed; a further copy in a later batch brings the completion.
 *
 * <p>State of a partition: one end of input.
 */
public final class EmitCompletions {

    /** A publisher that repeats its signal every half second has stopped when the clock is a minute on. */
    private static final long FORGET_AFTER_MILLIS = Duration.ofMinutes(1).toMillis();

    private final RecordState<EndOfInput> waitingState;
    private final KeyTimer timer;
    private final DetectorParameters parameters;

    /** For the ends of input of each partition. */
    public EmitCompletions(RecordState<EndOfInput> waitingState, KeyTimer timer, DetectorParameters parameters) {
        this.waitingState = waitingState;
        this.timer = timer;
        this.parameters = parameters;
    }

    /**
     * Takes the copies of the end of input of the partition at hand that a batch brought.
     *
     * @param outputs gets the completions
     */
    public void answer(List<ParseResult> signals, Consumer<OutputRecord> outputs) {
        EndOfInput waiting = waitingState.get();
        for (ParseResult signal : signals) {
            Origin copy = signal.origin();
            if (waiting == null) {
                // The sequence clock is taken as the readiness clock less b.
                waiting = new EndOfInput(copy.publishedAtMillis() - parameters.skewMillis(), false);
            } else if (waiting.passed()) {
                outputs.accept(OutputCodec.completion(copy.partition()));
                waiting = null;
            }
        }
        store(waiting);
    }

    /**
     * Notes that the clock has reached the waiting signal, or forgets a signal that is no longer repeated, if it is
     * time to look.
     */
    public void advance(long nowMillis) {
        if (timer.isDue(Due.END_OF_INPUT, nowMillis)) {
            EndOfInput waiting = waitingState.get();
            boolean isForgotten = waiting.passed() && nowMillis >= waiting.dueMillis() + FORGET_AFTER_MILLIS;
            store(isForgotten ? null : new EndOfInput(waiting.dueMillis(), true));
        }
    }

    private void store(EndOfInput waiting) {
        waitingState.set(waiting);
        timer.clear(Due.END_OF_INPUT);
        if (waiting != null) {
            long nextMillis = waiting.passed() ? waiting.dueMillis() + FORGET_AFTER_MILLIS : waiting.dueMillis();
            timer.set(Due.END_OF_INPUT, nextMillis);
        }
    }
}
