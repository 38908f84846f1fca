package fraud.sequences;

import fraud.ruleset.RuleParameter;

/**
 * The claims of the sequence {@code ESCALATION} (SEMANTICS 8.5): amounts double and double again until the limit is
 * spent.
 */
public final class Escalation {

    /** Amounts below this are not seen. */
    public static final RuleParameter MIN_AMOUNT = RuleParameter.of(
            "escalation",
            "minAmountMinor",
            "minor units",
            5_000,
            1,
            RuleParameter.MAX_AMOUNT,
            "ours: small change doubles by chance");

    /** How many amounts in a row; changes only by upgrade. */
    public static final int LENGTH = 4;

    private Escalation() {}

    /** Whether the sequence sees this event at all. */
    public static boolean isCandidate(SequenceEvent event) {
        return event.plays(SequenceRole.RISING);
    }

    /** Whether the amount has at least doubled from one candidate to the next. */
    public static boolean isStep(SequenceEvent before, SequenceEvent next) {
        return next.amountMinor() >= 2 * before.amountMinor();
    }
}
