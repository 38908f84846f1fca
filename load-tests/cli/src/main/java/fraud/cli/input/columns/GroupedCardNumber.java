package fraud.cli.input.columns;

import fraud.cli.input.table.BadCellException;
import fraud.cli.text.Token;
import java.util.regex.Pattern;

/**
 * A card number in the groups in which it is printed on cards. On the wire only a run of digits is one (SEMANTICS 3.4),
 * so that it is for who reads a table to keep those with hyphens out.
 */
public final class GroupedCardNumber {

    private static final Pattern GROUPS =
            Pattern.compile("(?<![0-9])(?:[0-9]{4}([ -])[0-9]{4}\\1[0-9]{4}\\1[0-9]{1,4}(?:\\1[0-9]{3})?"
                    + "|[0-9]{4}([ -])[0-9]{6}\\2[0-9]{4,5})(?![0-9])");

    private GroupedCardNumber() {}

    /** Rejects an identifier that holds one. */
    public static void reject(String column, String identifier) throws BadCellException {
        if (identifier == null || identifier.indexOf('-') < 0) {
            return;
        }
        boolean found = GROUPS.matcher(identifier)
                .results()
                .map(group -> group.group().replaceAll("[ -]", ""))
                .anyMatch(digits -> Token.fault(digits).isPresent());
        if (found) {
            throw new BadCellException(
                    column, "holds a card number (CARD_NUMBER): --map with hash(…) makes a token of a card number");
        }
    }
}
