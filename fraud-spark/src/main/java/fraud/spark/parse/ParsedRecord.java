package fraud.spark.parse;

import fraud.model.Mark;
import fraud.parse.ParseResult;

/**
 * A record that was read, with the key it is handled under.
 *
 * @param key the card, or for what has none a name that no card can have
 * @param result what the record is
 */
public record ParsedRecord(String key, ParseResult result) {

    /** Not in the alphabet of card ids (SEMANTICS 3.3). */
    private static final char NOT_A_CARD = '#';

    private static final String END_MARK = NOT_A_CARD + "end-mark-";
    private static final String DEAD_LETTER = NOT_A_CARD + "dead-letter-";

    static ParsedRecord of(ParseResult result) {
        String key = switch (result.kind()) {
            case TRANSACTION, CONTROL -> result.cardId();
            case MARK -> END_MARK + result.origin().partition();
            case DEAD_LETTER -> DEAD_LETTER + result.origin().partition();
        };
        return new ParsedRecord(key, result);
    }

    /** Whether the detector has anything to do for the record; a progress mark has moved its clock before it was read. */
    boolean isToBeHandled() {
        return result.mark() != Mark.PROGRESS;
    }

    /** Whether this is the key of a partition's end marks. */
    public static boolean isEndMarkKey(String key) {
        return key.startsWith(END_MARK);
    }
}
