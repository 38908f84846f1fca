package fraud.spark.sequences;

import fraud.sequences.SequenceEvent;
import java.util.List;

/**
 * Where a card stands in the sequence {@code CARD_TESTING}: small, and gone when nothing is open.
 *
 * @param pending candidates whose time has not come, in the order of {@link SequenceEvent#ORDER}; at most the card's candidates of the
 *     bound plus 60 s
 * @param smalls the latest small candidates in a row, at most three, each until the sequence's time after it is over
 */
public record CardTestingState(List<SequenceEvent> pending, List<SequenceEvent> smalls) {

    /** A card without an open attempt. */
    public static final CardTestingState EMPTY = new CardTestingState(List.of(), List.of());

    /** Whether there is nothing to remember. */
    public boolean isEmpty() {
        return pending.isEmpty() && smalls.isEmpty();
    }
}
