package fraud.spark.parse;

import fraud.model.Origin;
import fraud.parse.ParseResult;

/**
 * A record that was read, with the key it is handled under.
 *
 * @param key the card, or for a label the merchant, or for what has neither a name that neither can have
 * @param result what the record is
 */
public record ParsedRecord(String key, ParseResult result) {

    /** Not in the alphabet of identifiers (SEMANTICS 3.3). */
    public static final char NO_IDENTIFIER = '#';

    private static final String END_OF_INPUT = NO_IDENTIFIER + "end-of-input-";
    private static final String DEAD_LETTER = NO_IDENTIFIER + "dead-letter-";
    /** One for all rule sets and models: whether one is accepted depends on those before it. */
    private static final String VERSIONS = NO_IDENTIFIER + "versions";

    static ParsedRecord of(ParseResult result) {
        Origin origin = result.origin();
        String key = switch (result.kind()) {
            case TRANSACTION, CONTROL -> result.cardId();
            case LABEL -> result.label().merchantId();
            case RULE_SET, MODEL -> VERSIONS;
            case SIGNAL -> END_OF_INPUT + origin.partition();
            case DEAD_LETTER -> DEAD_LETTER + origin.topic() + "-" + origin.partition();
        };
        return new ParsedRecord(key, result);
    }
}
