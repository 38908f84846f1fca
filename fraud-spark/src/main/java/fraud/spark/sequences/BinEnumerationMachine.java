package fraud.spark.sequences;

import fraud.sequences.BinEnumeration;
import fraud.sequences.SequenceEvent;
import fraud.sequences.SequenceRule;
import java.util.List;

/**
 * The sequence {@code BIN_ENUMERATION} of an issuer range (SEMANTICS 8.8). The attempt is the row of small amounts with
 * different cards: one with a card that is in it, or a tenth at too few merchants, costs it its first, until it goes
 * on; then it joins; the tenth is a match.
 */
final class BinEnumerationMachine implements SequenceMachine {

    @Override
    public SequenceRule rule() {
        return SequenceRule.BIN_ENUMERATION;
    }

    @Override
    public boolean isCandidate(SequenceEvent event) {
        return BinEnumeration.isCandidate(event);
    }

    @Override
    public Step handle(List<SequenceEvent> before, SequenceEvent event) {
        List<SequenceEvent> row = before;
        while (!BinEnumeration.continues(row, event)) {
            row = SequenceMachine.withoutFirst(row);
        }
        List<SequenceEvent> longer = SequenceMachine.append(row, event);
        return longer.size() == BinEnumeration.CARDS ? Step.matching(longer) : Step.to(longer);
    }

    @Override
    public Step expire(List<SequenceEvent> row) {
        return Step.to(SequenceMachine.withoutFirst(row));
    }
}
