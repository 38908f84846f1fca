package fraud.flink.sequences;

import fraud.recovery.RecordAttempts;
import fraud.sequences.AccountTakeover;
import fraud.sequences.SequenceEvent;
import fraud.sequences.SequenceRule;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;

/**
 * Account takeover as a pattern over the candidates of one card (SEMANTICS 8.4): a new device, then the first two high
 * amounts on it, with no other new device before the second, all within a time that is exclusive. As a new device ends
 * the attempt of the one before, at most one is open per card, until its time is over.
 */
final class AccountTakeoverPattern implements SequencePattern {

    private static final long serialVersionUID = 1L;

    private static final String NEW_DEVICE = "new-device";
    private static final String NO_OTHER = "no-other-new-device";
    private static final String SPENDS = "spends";
    private static final String STILL_NO_OTHER = "still-no-other-new-device";
    private static final String SPENDS_AGAIN = "spends-again";

    @Override
    public SequenceRule rule() {
        return SequenceRule.ACCOUNT_TAKEOVER;
    }

    @Override
    public boolean isCandidate(SequenceEvent event) {
        return AccountTakeover.isCandidate(event);
    }

    @Override
    public Pattern<SequenceEvent, ?> pattern(RecordAttempts attempts) {
        return Pattern.<SequenceEvent>begin(NEW_DEVICE, AfterMatchSkipStrategy.noSkip())
                .where(PredicateOnEvent.of(
                        AccountTakeover::isNewDevice, SequenceRule.ACCOUNT_TAKEOVER, NEW_DEVICE, attempts))
                .notFollowedBy(NO_OTHER)
                .where(PredicateOnEvent.of(
                        AccountTakeover::isNewDevice, SequenceRule.ACCOUNT_TAKEOVER, NO_OTHER, attempts))
                .followedBy(SPENDS)
                .where(PredicateOnEvent.of(new HighOnTheNewDevice(), SequenceRule.ACCOUNT_TAKEOVER, SPENDS, attempts))
                .notFollowedBy(STILL_NO_OTHER)
                .where(PredicateOnEvent.of(
                        AccountTakeover::isNewDevice, SequenceRule.ACCOUNT_TAKEOVER, STILL_NO_OTHER, attempts))
                .followedBy(SPENDS_AGAIN)
                .where(PredicateOnEvent.of(
                        new HighOnTheNewDevice(), SequenceRule.ACCOUNT_TAKEOVER, SPENDS_AGAIN, attempts))
                .within(SequenceRule.ACCOUNT_TAKEOVER.within());
    }

    /** A high amount on the device that the attempt began with. */
    private static final class HighOnTheNewDevice extends IterativeCondition<SequenceEvent> {

        private static final long serialVersionUID = 1L;

        @Override
        public boolean filter(SequenceEvent event, Context<SequenceEvent> context) throws Exception {
            return AccountTakeover.isHigh(event)
                    && AccountTakeover.isOnSameDevice(
                            context.getEventsForPattern(NEW_DEVICE).iterator().next(), event);
        }
    }
}
