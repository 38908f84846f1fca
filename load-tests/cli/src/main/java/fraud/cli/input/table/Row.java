package fraud.cli.input.table;

import java.util.List;

/**
 * The cells of one row.
 *
 * @param line number of its (first) line, from 1
 * @param cells without surrounding blanks
 */
public record Row(long line, List<String> cells) {

    /** A cell, or null if it is empty or there is no such column (-1). */
    public String find(int index) {
        if (index < 0) {
            return null;
        }
        String cell = cells.get(index);
        return cell.isEmpty() ? null : cell;
    }

    /** A cell that must not be empty. */
    public String require(int index, String column) throws BadCellException {
        String cell = find(index);
        if (cell == null) {
            throw new BadCellException(column, "is empty");
        }
        return cell;
    }

    /** A text without the blanks around it: Unicode's, too, such as the no-break space, and the invisible ones. */
    static String stripped(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u200B' || c == '\uFEFF';
    }
}
