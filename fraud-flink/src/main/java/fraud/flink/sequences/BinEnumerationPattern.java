package fraud.flink.sequences;

import fraud.recovery.RecordAttempts;
import fraud.sequences.BinEnumeration;
import fraud.sequences.SequenceEvent;
import fraud.sequences.SequenceRule;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;

/**
 * BIN enumeration as a pattern over the candidates of one issuer range (SEMANTICS 8.8): ten small amounts in a row, no
 * two with one card, at five merchants or more, within a time that is exclusive. What a match holds is spent. At most
 * nine attempts are open per range, each until its time is over.
 */
final class BinEnumerationPattern implements SequencePattern {

    private static final long serialVersionUID = 1L;

    private static final String ATTEMPTS = "attempts";

    @Override
    public SequenceRule rule() {
        return SequenceRule.BIN_ENUMERATION;
    }

    @Override
    public boolean isCandidate(SequenceEvent event) {
        return BinEnumeration.isCandidate(event);
    }

    @Override
    public Pattern<SequenceEvent, ?> pattern(RecordAttempts attempts) {
        // Attempts are of one length and without gaps, so one that began earlier is over when a match ends: none is
        // ever held back for it.
        return Pattern.<SequenceEvent>begin(ATTEMPTS, AfterMatchSkipStrategy.skipPastLastEvent())
                .where(PredicateOnEvent.of(new Continues(), SequenceRule.BIN_ENUMERATION, ATTEMPTS, attempts))
                .times(BinEnumeration.CARDS)
                .consecutive()
                .within(SequenceRule.BIN_ENUMERATION.within());
    }

    /** An amount that the attempt goes on with. */
    private static final class Continues extends IterativeCondition<SequenceEvent> {

        private static final long serialVersionUID = 1L;

        @Override
        public boolean filter(SequenceEvent event, Context<SequenceEvent> context) throws Exception {
            return BinEnumeration.continues(context.getEventsForPattern(ATTEMPTS), event);
        }
    }
}
