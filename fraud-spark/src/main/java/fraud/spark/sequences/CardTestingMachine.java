package fraud.spark.sequences;

import fraud.sequences.CardTesting;
import fraud.sequences.SequenceEvent;
import fraud.sequences.SequenceRule;
import java.util.List;

/**
 * The sequence {@code CARD_TESTING} (SEMANTICS 8.2). The attempt is the row of small amounts, three at most: a small
 * one joins it, a large one ends it, with a match if it was full.
 */
final class CardTestingMachine implements SequenceMachine {

    @Override
    public SequenceRule rule() {
        return SequenceRule.CARD_TESTING;
    }

    @Override
    public boolean isCandidate(SequenceEvent event) {
        return CardTesting.isCandidate(event);
    }

    @Override
    public Step handle(List<SequenceEvent> smalls, SequenceEvent event) {
        if (CardTesting.isSmall(event)) {
            List<SequenceEvent> row = SequenceMachine.append(smalls, event);
            return Step.to(row.size() > CardTesting.SMALL_COUNT ? SequenceMachine.withoutFirst(row) : row);
        }
        return smalls.size() == CardTesting.SMALL_COUNT
                ? Step.matching(SequenceMachine.append(smalls, event))
                : Step.to(List.of());
    }

    @Override
    public Step expire(List<SequenceEvent> smalls) {
        return Step.to(SequenceMachine.withoutFirst(smalls));
    }
}
