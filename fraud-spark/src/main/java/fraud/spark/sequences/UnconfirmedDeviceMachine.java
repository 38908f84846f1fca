package fraud.spark.sequences;

import fraud.sequences.SequenceEvent;
import fraud.sequences.SequenceRule;
import fraud.sequences.UnconfirmedDevice;
import java.util.List;

/**
 * The sequence {@code UNCONFIRMED_DEVICE} (SEMANTICS 8.6). The attempt is a high amount on a new device: another one
 * takes its place, a use of the chip ends it, and it is a match when its time is over.
 */
final class UnconfirmedDeviceMachine implements SequenceMachine {

    @Override
    public SequenceRule rule() {
        return SequenceRule.UNCONFIRMED_DEVICE;
    }

    @Override
    public boolean isCandidate(SequenceEvent event) {
        return UnconfirmedDevice.isCandidate(event);
    }

    @Override
    public Step handle(List<SequenceEvent> attempt, SequenceEvent event) {
        return Step.to(UnconfirmedDevice.isConfirmation(event) ? List.of() : List.of(event));
    }

    @Override
    public Step expire(List<SequenceEvent> attempt) {
        return Step.matching(attempt);
    }
}
