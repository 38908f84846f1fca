package fraud.spark.sequences;

import fraud.sequences.SequenceEvent;
import fraud.sequences.SequenceRule;
import java.util.ArrayList;
import java.util.List;

/**
 * One sequence of a card, of a merchant or of an issuer range as an explicit state machine. Its state is the attempt:
 * the events, in order, of the one match that may come about, or none. It moves with each candidate, in the order of
 * {@link SequenceEvent#ORDER}, and when the time of the attempt's first event is over. Implementations are stateless.
 */
interface SequenceMachine {

    /** Which sequence it is. */
    SequenceRule rule();

    /** Whether the sequence sees an event at all. */
    boolean isCandidate(SequenceEvent event);

    /** The step that a candidate makes; the attempt is still open at its time. */
    Step handle(List<SequenceEvent> attempt, SequenceEvent candidate);

    /** The step at the end of the time of the first event of an attempt, which is not empty. */
    Step expire(List<SequenceEvent> attempt);

    /**
     * Where a step leads.
     *
     * @param attempt what is open now
     * @param match the events of a match that the step completed, else empty
     */
    record Step(List<SequenceEvent> attempt, List<SequenceEvent> match) {

        static Step to(List<SequenceEvent> attempt) {
            return new Step(attempt, List.of());
        }

        static Step matching(List<SequenceEvent> match) {
            return new Step(List.of(), match);
        }
    }

    /** An attempt with one more event. */
    static List<SequenceEvent> append(List<SequenceEvent> attempt, SequenceEvent event) {
        List<SequenceEvent> longer = new ArrayList<>(attempt);
        longer.add(event);
        return longer;
    }

    /** An attempt without its first event. */
    static List<SequenceEvent> withoutFirst(List<SequenceEvent> attempt) {
        return List.copyOf(attempt.subList(1, attempt.size()));
    }
}
