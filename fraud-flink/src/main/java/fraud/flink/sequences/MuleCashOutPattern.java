package fraud.flink.sequences;

import fraud.recovery.RecordAttempts;
import fraud.sequences.MuleCashOut;
import fraud.sequences.SequenceEvent;
import fraud.sequences.SequenceRule;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;

/**
 * Mule cash-out as a pattern over the candidates of one merchant (SEMANTICS 8.7): five withdrawals in a row, no two of
 * one card, within a time that is exclusive. What a match holds is spent. At most four attempts are open per merchant,
 * each until its time is over.
 */
final class MuleCashOutPattern implements SequencePattern {

    private static final long serialVersionUID = 1L;

    private static final String CASH_OUTS = "cash-outs";

    @Override
    public SequenceRule rule() {
        return SequenceRule.MULE_CASH_OUT;
    }

    @Override
    public boolean isCandidate(SequenceEvent event) {
        return MuleCashOut.isCandidate(event);
    }

    @Override
    public Pattern<SequenceEvent, ?> pattern(RecordAttempts attempts) {
        // Attempts are of one length and without gaps, so one that began earlier is over when a match ends: none is
        // ever held back for it.
        return Pattern.<SequenceEvent>begin(CASH_OUTS, AfterMatchSkipStrategy.skipPastLastEvent())
                .where(PredicateOnEvent.of(new ByAnotherCard(), SequenceRule.MULE_CASH_OUT, CASH_OUTS, attempts))
                .times(MuleCashOut.CARDS)
                .consecutive()
                .within(SequenceRule.MULE_CASH_OUT.within());
    }

    /** A withdrawal with a card that the attempt does not have yet. */
    private static final class ByAnotherCard extends IterativeCondition<SequenceEvent> {

        private static final long serialVersionUID = 1L;

        @Override
        public boolean filter(SequenceEvent event, Context<SequenceEvent> context) throws Exception {
            return MuleCashOut.isByAnotherCard(context.getEventsForPattern(CASH_OUTS), event);
        }
    }
}
