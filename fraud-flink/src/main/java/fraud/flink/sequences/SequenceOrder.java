package fraud.flink.sequences;

import fraud.sequences.SequenceEvent;
import org.apache.flink.cep.EventComparator;

/** Tells CEP the contract's order, which decides between events of one instant (SEMANTICS 8.1). */
public final class SequenceOrder implements EventComparator<SequenceEvent> {

    private static final long serialVersionUID = 1L;

    @Override
    public int compare(SequenceEvent one, SequenceEvent other) {
        return SequenceEvent.ORDER.compare(one, other);
    }
}
