package fraud.spark.sequences;

import fraud.sequences.AccountTakeover;
import fraud.sequences.SequenceEvent;
import fraud.sequences.SequenceRule;
import java.util.List;

/**
 * The sequence {@code ACCOUNT_TAKEOVER} (SEMANTICS 8.4). The attempt is a new device and the high amounts on it:
 * another new device takes its place, a high amount on the device joins it, and the second is a match.
 */
final class AccountTakeoverMachine implements SequenceMachine {

    @Override
    public SequenceRule rule() {
        return SequenceRule.ACCOUNT_TAKEOVER;
    }

    @Override
    public boolean isCandidate(SequenceEvent event) {
        return AccountTakeover.isCandidate(event);
    }

    @Override
    public Step handle(List<SequenceEvent> attempt, SequenceEvent event) {
        if (AccountTakeover.isNewDevice(event)) {
            return Step.to(List.of(event));
        }
        if (attempt.isEmpty() || !AccountTakeover.isOnSameDevice(attempt.get(0), event)) {
            return Step.to(attempt);
        }
        List<SequenceEvent> longer = SequenceMachine.append(attempt, event);
        return longer.size() == 1 + AccountTakeover.HIGH_COUNT ? Step.matching(longer) : Step.to(longer);
    }

    @Override
    public Step expire(List<SequenceEvent> attempt) {
        return Step.to(List.of());
    }
}
