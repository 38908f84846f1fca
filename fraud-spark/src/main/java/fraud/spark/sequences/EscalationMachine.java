package fraud.spark.sequences;

import fraud.sequences.Escalation;
import fraud.sequences.SequenceEvent;
import fraud.sequences.SequenceRule;
import java.util.List;

/**
 * The sequence {@code ESCALATION} (SEMANTICS 8.5). The attempt is the row of amounts of which each doubles the one
 * before: one that does joins it, the fourth is a match, any other begins a row of its own.
 */
final class EscalationMachine implements SequenceMachine {

    @Override
    public SequenceRule rule() {
        return SequenceRule.ESCALATION;
    }

    @Override
    public boolean isCandidate(SequenceEvent event) {
        return Escalation.isCandidate(event);
    }

    @Override
    public Step handle(List<SequenceEvent> row, SequenceEvent event) {
        if (row.isEmpty() || !Escalation.isStep(row.get(row.size() - 1), event)) {
            return Step.to(List.of(event));
        }
        List<SequenceEvent> longer = SequenceMachine.append(row, event);
        return longer.size() == Escalation.LENGTH ? Step.matching(longer) : Step.to(longer);
    }

    @Override
    public Step expire(List<SequenceEvent> row) {
        return Step.to(SequenceMachine.withoutFirst(row));
    }
}
