package fraud.sequences;

import fraud.rules.RuleSet;

/** The claims of the sequence {@code CARD_TESTING} (SEMANTICS 8.2): small amounts probe a stolen card, then a large one follows. */
public final class CardTesting {

    private CardTesting() {}

    /** Whether the sequence sees this event at all. */
    public static boolean isCandidate(SequenceEvent event, RuleSet rules) {
        return isSmall(event, rules) || isLarge(event, rules);
    }

    /** An amount that probes whether a card works. */
    public static boolean isSmall(SequenceEvent event, RuleSet rules) {
        return event.amountMinor() <= rules.cardTesting().smallMaxMinor();
    }

    /** An amount worth stealing. */
    public static boolean isLarge(SequenceEvent event, RuleSet rules) {
        return event.amountMinor() > rules.cardTesting().largeAboveMinor();
    }
}
