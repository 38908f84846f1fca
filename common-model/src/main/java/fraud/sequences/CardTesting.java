package fraud.sequences;

import fraud.rules.RuleSet;

/** The claims of the sequence {@code CARD_TESTING} (SEMANTICS 8.2): small amounts probe a stolen card, then a large one follows. */
public final class CardTesting {

    private CardTesting() {}

    /** Whether the sequence sees this amount at all. */
    public static boolean isCandidate(long amountMinor, RuleSet rules) {
        return isSmall(amountMinor, rules) || isLarge(amountMinor, rules);
    }

    /** An amount that probes whether a card works. */
    public static boolean isSmall(long amountMinor, RuleSet rules) {
        return amountMinor <= rules.cardTesting().smallMaxMinor();
    }

    /** An amount worth stealing. */
    public static boolean isLarge(long amountMinor, RuleSet rules) {
        return amountMinor > rules.cardTesting().largeAboveMinor();
    }
}
