package fraud.spark.sequences;

import fraud.metrics.DetectorCounts;
import fraud.sequences.SequenceEvent;

/** Tells what some sequences are to see, before it is kept in state or goes to another stage. Stateless. */
public final class PickCandidates {

    private final Sequences sequences;
    private final DetectorCounts counts;

    /** For these sequences, counting what they see. */
    public PickCandidates(Sequences sequences, DetectorCounts counts) {
        this.sequences = sequences;
        this.counts = counts;
    }

    /** Whether one of them is to see this event. */
    public boolean picks(SequenceEvent event) {
        boolean isCandidate = sequences.isCandidate(event);
        if (isCandidate) {
            sequences.countCandidate(event, counts);
        }
        return isCandidate;
    }
}
