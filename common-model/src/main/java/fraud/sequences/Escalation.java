package fraud.sequences;

import fraud.rules.RuleSet;

/** The claims of the sequence {@code ESCALATION} (SEMANTICS 8.5): amounts double and double again until the limit is spent. */
public final class Escalation {

    private Escalation() {}

    /** Whether the sequence sees this event at all. */
    public static boolean isCandidate(SequenceEvent event, RuleSet rules) {
        return event.amountMinor() >= rules.escalation().minAmountMinor();
    }

    /** Whether the amount has at least doubled from one candidate to the next. */
    public static boolean isStep(SequenceEvent before, SequenceEvent next) {
        return next.amountMinor() >= 2 * before.amountMinor();
    }
}
