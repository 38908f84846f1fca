package fraud.sequences;

import fraud.ruleset.RuleParameter;

/**
 * The claims of the sequence {@code CARD_TESTING} (SEMANTICS 8.2): small amounts probe a stolen card, then a large one
 * follows.
 */
public final class CardTesting {

    /** Greatest small amount. */
    public static final RuleParameter SMALL_MAX =
            RuleParameter.amount("cardTesting", "smallMaxMinor", 200, "amounts of 0 to 2 probe a card");

    /** Amounts above this are large. */
    public static final RuleParameter LARGE_ABOVE = RuleParameter.amount(
                    "cardTesting", "largeAboveMinor", 50_000, "Flink's fraud walkthrough: > 500")
            .notBelow(SMALL_MAX);

    /** How many small amounts in a row make a probe; changes only by upgrade. */
    public static final int SMALL_COUNT = 3;

    private CardTesting() {}

    /** Whether the sequence sees this event at all. */
    public static boolean isCandidate(SequenceEvent event) {
        return isSmall(event) || isLarge(event);
    }

    /** An amount that probes whether a card works. */
    public static boolean isSmall(SequenceEvent event) {
        return event.plays(SequenceRole.PROBE);
    }

    /** An amount worth stealing. */
    public static boolean isLarge(SequenceEvent event) {
        return event.plays(SequenceRole.LARGE);
    }
}
