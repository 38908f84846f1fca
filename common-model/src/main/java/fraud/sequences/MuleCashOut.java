package fraud.sequences;

import fraud.ruleset.RuleParameter;
import java.util.List;

/**
 * The claims of the sequence {@code MULE_CASH_OUT} (SEMANTICS 8.7): many cards draw much at one machine, one after the
 * other.
 */
public final class MuleCashOut {

    /** Amounts below this are not seen. */
    public static final RuleParameter MIN_AMOUNT =
            RuleParameter.amount("muleCashOut", "minAmountMinor", 20_000, "mules draw what the machine gives");

    /** How many cards in a row; changes only by upgrade. */
    public static final int CARDS = 5;

    private MuleCashOut() {}

    /** Whether the sequence sees this event at all. */
    public static boolean isCandidate(SequenceEvent event) {
        return event.plays(SequenceRole.CASH_OUT);
    }

    /** Whether the card of a withdrawal is in none of those before it. */
    public static boolean isByAnotherCard(Iterable<SequenceEvent> before, SequenceEvent event) {
        for (SequenceEvent earlier : before) {
            if (earlier.cardId().equals(event.cardId())) {
                return false;
            }
        }
        return true;
    }

    /** Whether no two of these withdrawals are by one card. */
    public static boolean areByDifferentCards(List<SequenceEvent> row) {
        return row.stream().map(SequenceEvent::cardId).distinct().count() == row.size();
    }
}
