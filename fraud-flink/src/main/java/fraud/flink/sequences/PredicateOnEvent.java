package fraud.flink.sequences;

import fraud.recovery.RecordAttempts;
import fraud.sequences.SequenceEvent;
import fraud.sequences.SequenceRule;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;

/** A condition of a pattern which, when it fails, says at which record it did. */
final class PredicateOnEvent extends IterativeCondition<SequenceEvent> {

    private static final long serialVersionUID = 1L;

    private final IterativeCondition<SequenceEvent> claim;
    private final RecordAttempts.Step step;

    private PredicateOnEvent(IterativeCondition<SequenceEvent> claim, RecordAttempts.Step step) {
        this.claim = claim;
        this.step = step;
    }

    /**
     * A claim that looks at the event alone.
     *
     * @param stage of the pattern, in which it is the only condition
     */
    static PredicateOnEvent of(
            FilterFunction<SequenceEvent> claim, SequenceRule rule, String stage, RecordAttempts attempts) {
        IterativeCondition<SequenceEvent> ofOneEvent = SimpleCondition.of(claim);
        return of(ofOneEvent, rule, stage, attempts);
    }

    /** A claim that looks at the events before it, too. */
    static PredicateOnEvent of(
            IterativeCondition<SequenceEvent> claim, SequenceRule rule, String stage, RecordAttempts attempts) {
        return new PredicateOnEvent(claim, attempts.step(rule + " " + stage));
    }

    @Override
    public boolean filter(SequenceEvent event, Context<SequenceEvent> context) throws Exception {
        return step.get(event, () -> claim.filter(event, context));
    }
}
