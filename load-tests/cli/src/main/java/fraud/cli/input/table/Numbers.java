package fraud.cli.input.table;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the cells of a table write numbers. A cell is a number only if it can be read in one way:
 *
 * <ul>
 *   <li>digits with or without the table's one decimal sign, and an exponent of at most two digits: {@code 12.5},
 *       {@code 1.0E7};
 *   <li>thousands in groups of exactly three, all set apart by the same sign: {@code 1,234.50}, {@code 1 234.50},
 *       {@code 1'234.50};
 *   <li>one sign: {@code -1.80}, {@code $-1.80}, {@code -$1.80}, {@code 1.80-}, and as accountants write it,
 *       {@code ($1.80)};
 *   <li>one currency sign before or behind: {@code €12.50}, {@code 12.50 €}; it is left out.
 * </ul>
 *
 * <p>What is left is no number: {@code 12,50} where the point is the decimal sign, {@code 0,075}, {@code NaN},
 * {@code 0x1p3}, {@code 1d}.
 *
 * @param decimal the decimal sign, {@code .} or {@code ,}
 */
public record Numbers(char decimal) {

    /** The decimal sign where nothing else is said. */
    public static final Numbers POINT = new Numbers('.');

    /** No amount, position or length of time has more; and one cell cannot use up the memory. */
    private static final int MAX_CHARS = 64;

    private static final String BLANKS = "[ \u00A0\u2007\u2009\u202F]*";
    private static final String SIGN = "([-+\u2212])?";
    private static final String CURRENCY = "(\\p{Sc})?";

    /** Signs and currencies around what must be digits: groups 1 to 3, 5 and 6 around 4. */
    private static final Pattern FRAME = Pattern.compile(BLANKS + SIGN + BLANKS + CURRENCY + BLANKS + SIGN + BLANKS
            + "([0-9.,](?:.*[0-9.,])?)" + BLANKS + CURRENCY + BLANKS + SIGN + BLANKS);

    private static final Pattern PLAIN = Pattern.compile("(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]{1,2})?");
    private static final Pattern GROUPED = Pattern.compile(
            "[1-9][0-9]{0,2}([,'\u2019 \u00A0\u2007\u2009\u202F])[0-9]{3}(?:\\1[0-9]{3})*(?:\\.[0-9]*)?");

    public Numbers {
        if (decimal != '.' && decimal != ',') {
            throw new IllegalArgumentException("the decimal sign is a point or a comma");
        }
    }

    /**
     * The number that a cell is.
     *
     * @param column what an error names
     */
    public BigDecimal number(String column, String cell) throws BadCellException {
        if (decimal == '.' && cell.length() <= MAX_CHARS && PLAIN.matcher(cell).matches()) {
            // Nearly every cell.
            return new BigDecimal(cell);
        }
        boolean negative = cell.startsWith("(") && cell.endsWith(")");
        String inner = negative ? cell.substring(1, cell.length() - 1) : cell;
        Matcher frame = FRAME.matcher(inner);
        if (cell.length() > MAX_CHARS || !frame.matches()) {
            throw noNumber(column, cell);
        }
        int signs = count(frame, 1, 3, 6) + (negative ? 1 : 0);
        if (signs > 1 || count(frame, 2, 5) > 1) {
            throw noNumber(column, cell);
        }
        BigDecimal magnitude = magnitude(column, cell, frame.group(4));
        return negative || isMinus(frame.group(1)) || isMinus(frame.group(3)) || isMinus(frame.group(6))
                ? magnitude.negate()
                : magnitude;
    }

    private BigDecimal magnitude(String column, String cell, String digits) throws BadCellException {
        String pointed = decimal == '.' ? digits : swapped(digits);
        if (PLAIN.matcher(pointed).matches()) {
            return new BigDecimal(pointed);
        }
        Matcher grouped = GROUPED.matcher(pointed);
        if (grouped.matches()) {
            return new BigDecimal(pointed.replace(grouped.group(1), ""));
        }
        throw noNumber(column, cell);
    }

    /** With the point as decimal sign, whichever the table has. */
    private static String swapped(String digits) {
        return digits.replace('.', '\n').replace(',', '.').replace('\n', ',');
    }

    private static int count(Matcher frame, int... groups) {
        int count = 0;
        for (int group : groups) {
            count += frame.group(group) == null ? 0 : 1;
        }
        return count;
    }

    private static boolean isMinus(String sign) {
        return sign != null && !sign.equals("+");
    }

    private BadCellException noNumber(String column, String cell) {
        String form = decimal == '.'
                ? "is not a number like 1234.56, 1,234.56 or 1.5E3"
                : "is not a number like 1234,56, 1.234,56 or 1,5E3 (its decimal sign is stated to be a comma)";
        boolean perhapsComma = decimal == '.' && cell.indexOf(',') >= 0 && cell.matches("[^A-Za-z]*");
        return new BadCellException(
                column,
                form + (perhapsComma ? ": thousands are groups of three; for a decimal comma say --decimal ," : ""));
    }
}
