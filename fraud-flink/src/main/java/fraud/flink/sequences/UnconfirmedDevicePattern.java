package fraud.flink.sequences;

import fraud.recovery.RecordAttempts;
import fraud.sequences.SequenceEvent;
import fraud.sequences.SequenceRule;
import fraud.sequences.UnconfirmedDevice;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;

/**
 * An unconfirmed device as a pattern over the candidates of one card (SEMANTICS 8.6): a high amount on a new device
 * that neither a use of the chip nor another such amount follows within a time that is exclusive. CEP reports it when
 * the watermark reaches the deadline. As another one takes the place of the one before, at most one attempt is open per
 * card.
 */
final class UnconfirmedDevicePattern implements SequencePattern {

    private static final long serialVersionUID = 1L;

    private static final String NEW_DEVICE = "new-device";
    private static final String NO_CANDIDATE = "no-confirmation-and-no-other";

    @Override
    public SequenceRule rule() {
        return SequenceRule.UNCONFIRMED_DEVICE;
    }

    @Override
    public boolean isCandidate(SequenceEvent event) {
        return UnconfirmedDevice.isCandidate(event);
    }

    @Override
    public Pattern<SequenceEvent, ?> pattern(RecordAttempts attempts) {
        return Pattern.<SequenceEvent>begin(NEW_DEVICE, AfterMatchSkipStrategy.noSkip())
                .where(PredicateOnEvent.of(
                        UnconfirmedDevice::isHighOnNewDevice, SequenceRule.UNCONFIRMED_DEVICE, NEW_DEVICE, attempts))
                .notFollowedBy(NO_CANDIDATE)
                .where(PredicateOnEvent.of(
                        UnconfirmedDevice::isCandidate, SequenceRule.UNCONFIRMED_DEVICE, NO_CANDIDATE, attempts))
                .within(SequenceRule.UNCONFIRMED_DEVICE.within());
    }
}
