package fraud.flink.sequences;

import fraud.model.SequenceRule;
import fraud.recovery.RecordAttempts;
import fraud.sequences.Escalation;
import fraud.sequences.SequenceEvent;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;

/**
 * Escalation as a pattern over the candidates of one card (SEMANTICS 8.5): four amounts in a row, each at least twice
 * the one before, within a time that is exclusive. What a match holds is spent. At most three attempts are open per
 * card, each until its time is over.
 */
public final class EscalationPattern {

    private static final String STAGE = "amount-";

    private EscalationPattern() {}

    /** The pattern; the least amount is for the candidates' filter. */
    public static Pattern<SequenceEvent, ?> of(RecordAttempts attempts) {
        // Attempts are of one length and without gaps, so one that began earlier is over when a match ends: none is
        // ever held back for it.
        Pattern<SequenceEvent, SequenceEvent> pattern =
                Pattern.begin(STAGE + 1, AfterMatchSkipStrategy.skipPastLastEvent());
        for (int i = 2; i <= Escalation.LENGTH; i++) {
            pattern = pattern.next(STAGE + i)
                    .where(ClaimOnEvent.of(new Step(STAGE + (i - 1)), SequenceRule.ESCALATION, STAGE + i, attempts));
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
