package fraud.sequences;

import fraud.ruleset.RuleParameter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The claims of the sequence {@code BIN_ENUMERATION} (SEMANTICS 8.8): a script tries the numbers of an issuer's range
 * with small amounts online, at one merchant after the other.
 */
public final class BinEnumeration {

    /** Amounts above this are not seen. */
    public static final RuleParameter SMALL_MAX =
            RuleParameter.amount("binEnumeration", "smallMaxMinor", 200, "as `cardTesting`");

    /** How many cards in a row; changes only by upgrade. */
    public static final int CARDS = 10;

    /** How many merchants these are at, at least: what many new customers buy of one merchant is no enumeration. */
    public static final int MERCHANTS = 5;

    private BinEnumeration() {}

    /** Whether the sequence sees this event at all. */
    public static boolean isCandidate(SequenceEvent event) {
        return event.plays(SequenceRole.ENUMERATION);
    }

    /**
     * Whether an attempt goes on with this event: by a card that it does not have, and, if it is the last, at enough
     * merchants.
     */
    public static boolean continues(Iterable<SequenceEvent> before, SequenceEvent event) {
        Set<String> merchants = new HashSet<>(Set.of(event.merchantId()));
        int cards = 1;
        for (SequenceEvent earlier : before) {
            if (earlier.cardId().equals(event.cardId())) {
                return false;
            }
            merchants.add(earlier.merchantId());
            cards++;
        }
        return cards < CARDS || merchants.size() >= MERCHANTS;
    }

    /** Whether these attempts in a row are one match. */
    public static boolean isMatch(List<SequenceEvent> row) {
        return row.stream().map(SequenceEvent::cardId).distinct().count() == CARDS
                && row.stream().map(SequenceEvent::merchantId).distinct().count() >= MERCHANTS;
    }
}
