package fraud.inspect;

import fraud.sequences.SequenceEvent;
import fraud.sequences.SequenceRule;
import java.util.List;

/**
 * A match of a sequence that may come about (SEMANTICS 9).
 *
 * @param rule which sequence
 * @param events what it has so far, in order; not empty
 */
public record OpenAttempt(SequenceRule rule, List<SequenceEvent> events) {

    public OpenAttempt {
        events = List.copyOf(events);
    }

    /** When its time is over, UTC epoch in ms: by the sequence clock, it is open before that. */
    public long untilMillis() {
        return events.get(0).eventTimeMillis() + rule.within().toMillis();
    }
}
