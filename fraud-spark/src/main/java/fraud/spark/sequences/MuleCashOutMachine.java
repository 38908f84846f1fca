package fraud.spark.sequences;

import fraud.sequences.MuleCashOut;
import fraud.sequences.SequenceEvent;
import fraud.sequences.SequenceRule;
import java.util.List;

/**
 * The sequence {@code MULE_CASH_OUT} of a merchant (SEMANTICS 8.7). The attempt is the row of withdrawals by different
 * cards: one by a card that is in it costs it its first, until that card is gone; then it joins; the fifth is a match.
 */
final class MuleCashOutMachine implements SequenceMachine {

    @Override
    public SequenceRule rule() {
        return SequenceRule.MULE_CASH_OUT;
    }

    @Override
    public boolean isCandidate(SequenceEvent event) {
        return MuleCashOut.isCandidate(event);
    }

    @Override
    public Step handle(List<SequenceEvent> before, SequenceEvent event) {
        List<SequenceEvent> row = before;
        while (!MuleCashOut.isByAnotherCard(row, event)) {
            row = SequenceMachine.withoutFirst(row);
        }
        List<SequenceEvent> longer = SequenceMachine.append(row, event);
        return longer.size() == MuleCashOut.CARDS ? Step.matching(longer) : Step.to(longer);
    }

    @Override
    public Step expire(List<SequenceEvent> row) {
        return Step.to(SequenceMachine.withoutFirst(row));
    }
}
