package fraud.flink.sequences;

import fraud.model.SequenceRule;
import fraud.recovery.RecordAttempts;
import fraud.sequences.SequenceEvent;
import fraud.sequences.UnconfirmedDevice;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;

/**
 * An unconfirmed device as a pattern over the candidates of one card (SEMANTICS 8.6): a high amount on a new device
 * that neither a use of the chip nor another such amount follows within a time that is exclusive. CEP reports it when
 * the watermark reaches the deadline. As another one takes the place of the one before, at most one attempt is open per
 * card.
 */
public final class UnconfirmedDevicePattern {

    private static final String NEW_DEVICE = "new-device";
    private static final String NO_CANDIDATE = "no-confirmation-and-no-other";

    private UnconfirmedDevicePattern() {}

    /** The pattern; what is high is up to the rule set at each event's time. */
    public static Pattern<SequenceEvent, ?> of(RecordAttempts attempts) {
        return Pattern.<SequenceEvent>begin(NEW_DEVICE, AfterMatchSkipStrategy.noSkip())
                .where(ClaimOnEvent.of(
                        UnconfirmedDevice::isHighOnNewDevice, SequenceRule.UNCONFIRMED_DEVICE, NEW_DEVICE, attempts))
                .notFollowedBy(NO_CANDIDATE)
                .where(ClaimOnEvent.of(
                        UnconfirmedDevice::isCandidate, SequenceRule.UNCONFIRMED_DEVICE, NO_CANDIDATE, attempts))
                .within(SequenceRule.UNCONFIRMED_DEVICE.within());
    }
}
