package fraud.spark.sequences;

import fraud.sequences.SequenceEvent;
import java.util.List;

/**
 * Where a card stands in its sequences: small, and gone when nothing is open. Each sequence has at most one attempt open, with its events
 * in order, until its time is over (SEMANTICS 9).
 *
 * @param pending candidates whose time has not come, in the order of {@link SequenceEvent#ORDER}; at most the card's candidates of the
 *     bound plus 60 s
 * @param cardTesting the latest small candidates in a row, at most three
 * @param accountTakeover the latest new device and at most one high amount on it
 * @param escalation the latest candidates in a row of which each doubles the one before, at most three
 * @param unconfirmedDevice the latest new device that is neither confirmed nor reported, at most one
 */
public record SequencesState(
        List<SequenceEvent> pending,
        List<SequenceEvent> cardTesting,
        List<SequenceEvent> accountTakeover,
        List<SequenceEvent> escalation,
        List<SequenceEvent> unconfirmedDevice) {

    /** A card without an open attempt. */
    public static final SequencesState EMPTY =
            new SequencesState(List.of(), List.of(), List.of(), List.of(), List.of());

    /** Whether there is nothing to remember. */
    public boolean isEmpty() {
        return pending.isEmpty()
                && cardTesting.isEmpty()
                && accountTakeover.isEmpty()
                && escalation.isEmpty()
                && unconfirmedDevice.isEmpty();
    }

    SequencesState withPending(List<SequenceEvent> nowPending) {
        return new SequencesState(nowPending, cardTesting, accountTakeover, escalation, unconfirmedDevice);
    }
}
