package fraud.cli.input.mapping;

import fraud.cli.input.table.BadCellException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is made of a cell's text so that it can be an identifier on the wire (SEMANTICS 3.3). */
final class Tokens {

    private static final int MAX_IDENTIFIER = 64;
    private static final int SLUG_HASH_BYTES = 8;
    private static final int TOKEN_BYTES = 16;
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private static final String BLANK_OR_HYPHEN = "[ \u00A0\u2007\u2009\u202F\u2010\u2011\u2012\u2013-]";

    /** Digits as spreadsheets and data frames write them: as a number with an empty fraction, or marked as text. */
    private static final Pattern DIGITS = Pattern.compile("(?:=\"|')?([0-9]+)(?:\\.0*)?\"?");

    /** Digits in groups, as they are printed on cards. */
    private static final Pattern GROUPS =
            Pattern.compile("(?:=\"|')?([0-9]{4,6}(?:" + BLANK_OR_HYPHEN + "[0-9]+){1,5})\"?");

    private static final int MIN_CARD_DIGITS = 12;
    private static final int MAX_CARD_DIGITS = 19;

    /** A number that a spreadsheet has rounded: 4.11111E+15. */
    private static final Pattern EXPONENT =
            Pattern.compile("-?[0-9](?:[.,][0-9]+)?[eE]\\+[0-9]+|-?[0-9][.,][0-9]+[eE][0-9]+|-?[1-9][eE]1[0-9]");

    private Tokens() {}

    /**
     * A card number as its digits alone, however the cell writes it; any other text as it is. Leading zeros stay.
     *
     * @param column what an error names
     * @throws BadCellException if the cell has lost digits
     */
    static String card(String column, String cell) throws BadCellException {
        requireDigits(column, cell);
        Matcher plain = DIGITS.matcher(cell);
        if (plain.matches()) {
            return plain.group(1);
        }
        Matcher grouped = GROUPS.matcher(cell);
        if (grouped.matches()) {
            String digits = grouped.group(1).replaceAll(BLANK_OR_HYPHEN, "");
            if (digits.length() >= MIN_CARD_DIGITS && digits.length() <= MAX_CARD_DIGITS) {
                return digits;
            }
        }
        return cell;
    }

    /**
     * Rejects a number with an exponent where an identifier is meant: what a spreadsheet has made of many digits, of
     * different ones the same.
     *
     * @param column what an error names
     */
    static void requireDigits(String column, String cell) throws BadCellException {
        if (EXPONENT.matcher(cell).matches()) {
            throw new BadCellException(
                    column, "has an exponent, so its last digits are lost: export the column as text");
        }
    }

    /**
     * An identifier that says what the text was: what may not be in one becomes {@code -}. If that loses anything, a
     * hash of the whole text stands behind it, so that two texts never become one.
     */
    static String slug(String text) {
        if (IDENTIFIER.matcher(text).matches()) {
            return text;
        }
        // However its accents are encoded, a name is one name.
        String whole = Normalizer.normalize(text, Normalizer.Form.NFC);
        String hash = "-" + letters(sha256(whole), SLUG_HASH_BYTES);
        String readable = whole.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^-+|-+$", "");
        int room = MAX_IDENTIFIER - hash.length();
        String start = readable.length() > room ? readable.substring(0, room) : readable;
        return start.isEmpty() ? hash.substring(1) : start + hash;
    }

    /** 32 letters that stand for a text that is no secret: who has them can find a short text by trying. */
    static String token(String text) {
        return letters(sha256(text), TOKEN_BYTES);
    }

    /** Each byte as two letters from a to p: never a digit, so never a card number. */
    static String letters(byte[] hash, int bytes) {
        StringBuilder letters = new StringBuilder(2 * bytes);
        for (int i = 0; i < bytes; i++) {
            letters.append((char) ('a' + (hash[i] >> 4 & 0xF))).append((char) ('a' + (hash[i] & 0xF)));
        }
        return letters.toString();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
