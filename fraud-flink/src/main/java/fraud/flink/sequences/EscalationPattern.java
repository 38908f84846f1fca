package fraud.flink.sequences;

import fraud.recovery.RecordAttempts;
import fraud.sequences.Escalation;
import fraud.sequences.SequenceEvent;
import fraud.sequences.SequenceRule;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;

/**
 * Escalation as a pattern over the candidates of one card (SEMANTICS 8.5): four amounts in a row, each at least twice
 * the one before, within a time that is exclusive. What a match holds is spent. At most three attempts are open per
 * card, each until its time is over.
 */
final class EscalationPattern implements SequencePattern {

    private static final long serialVersionUID = 1L;

    private static final String STAGE = "amount-";

    @Override
    public SequenceRule rule() {
        return SequenceRule.ESCALATION;
    }

    @Override
    public boolean isCandidate(SequenceEvent event) {
        return Escalation.isCandidate(event);
    }

    @Override
    public Pattern<SequenceEvent, ?> pattern(RecordAttempts attempts) {
        // Attempts are of one length and without gaps, so one that began earlier is over when a match ends: none is
        // ever held back for it.
        Pattern<SequenceEvent, SequenceEvent> pattern =
                Pattern.begin(STAGE + 1, AfterMatchSkipStrategy.skipPastLastEvent());
        for (int i = 2; i <= Escalation.LENGTH; i++) {
            pattern = pattern.next(STAGE + i)
                    .where(PredicateOnEvent.of(
                            new Step(STAGE + (i - 1)), SequenceRule.ESCALATION, STAGE + i, attempts));
        }
        return pattern.within(SequenceRule.ESCALATION.within());
    }

    /** An amount at least twice that of the stage before. */
    private static final class Step extends IterativeCondition<SequenceEvent> {

        private static final long serialVersionUID = 1L;

        private final String before;

        Step(String before) {
            this.before = before;
        }

        @Override
        public boolean filter(SequenceEvent event, Context<SequenceEvent> context) throws Exception {
            return Escalation.isStep(
                    context.getEventsForPattern(before).iterator().next(), event);
        }
    }
}
