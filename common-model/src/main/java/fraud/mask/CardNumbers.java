package fraud.mask;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds and masks what looks like a card number, which must never be stored (SEMANTICS 3.4, 3.5). */
public final class CardNumbers {

    private static final int MIN_DIGITS = 13;
    private static final int MAX_DIGITS = 19;

    private static final Pattern ESCAPED_DIGIT = Pattern.compile("\\\\u003([0-9])");

    /**
     * Digits as card numbers are written: in one run, or in the groups that are printed on cards. Java names temporary
     * directories {@code /name-DIGITS} by chance, and such a path has to stay what it is.
     */
    private static final Pattern IN_MESSAGE = Pattern.compile(
            "(?<![0-9])(?<!/[A-Za-z-]{1,40})(?:[0-9]{13,19}|[0-9]{4}([ -])[0-9]{4}\\1[0-9]{4}\\1[0-9]{1,4}(?:\\1[0-9]{3})?"
                    + "|[0-9]{4}([ -])[0-9]{6}\\2[0-9]{4,5})(?![0-9])");
    /** Milliseconds since 1970 from September 2001 to May 2033; no card number of 13 digits begins so. */
    private static final Pattern EPOCH_MILLIS = Pattern.compile("1[0-9]{12}");

    private CardNumbers() {}

    /** Whether a maximal run of 13 to 19 digits passes Luhn. */
    public static boolean isIn(String identifier) {
        int start = 0;
        for (int i = 0; i <= identifier.length(); i++) {
            if (i == identifier.length() || !isDigit(identifier.charAt(i))) {
                int length = i - start;
                if (length >= MIN_DIGITS && length <= MAX_DIGITS && passesLuhn(identifier, start, i)) {
                    return true;
                }
                start = i + 1;
            }
        }
        return false;
    }

    /** The text with every digit of a suspicious run replaced. */
    public static String mask(String text) {
        Matcher escaped = ESCAPED_DIGIT.matcher(text);
        StringBuilder masked = new StringBuilder(escaped.replaceAll("$1"));
        int i = 0;
        while (i < masked.length()) {
            if (!isDigit(masked.charAt(i))) {
                i++;
                continue;
            }
            int end = endOfRun(masked, i);
            StringBuilder digits = new StringBuilder();
            for (int j = i; j < end; j++) {
                if (isDigit(masked.charAt(j))) {
                    digits.append(masked.charAt(j));
                }
            }
            if (holdsCardNumber(digits)) {
                for (int j = i; j < end; j++) {
                    if (isDigit(masked.charAt(j))) {
                        masked.setCharAt(j, '*');
                    }
                }
            }
            i = end;
        }
        return masked.toString();
    }

    /**
     * A message for people with each card number replaced by {@code ***}. Unlike what {@link #mask} is for, most long
     * numbers in it are none: times in milliseconds, and digits that stand beside others by chance, such as a date
     * beside a time, stay readable.
     */
    public static String maskInMessage(String message) {
        return IN_MESSAGE.matcher(message).replaceAll(run -> isCardNumber(run.group()) ? "***" : run.group());
    }

    /** Whether {@link #maskInMessage} would hide something. */
    public static boolean isInMessage(String message) {
        return IN_MESSAGE.matcher(message).results().anyMatch(run -> isCardNumber(run.group()));
    }

    private static boolean isCardNumber(String run) {
        String digits = run.replaceAll("[ -]", "");
        return passesLuhn(digits, 0, digits.length())
                && !EPOCH_MILLIS.matcher(run).matches();
    }

    /** Where a run ends that starts with a digit: digits, between two of which one space or hyphen may stand. */
    private static int endOfRun(CharSequence text, int start) {
        int i = start + 1;
        while (i < text.length()) {
            if (isDigit(text.charAt(i))) {
                i++;
            } else if (isSeparator(text.charAt(i)) && i + 1 < text.length() && isDigit(text.charAt(i + 1))) {
                i += 2;
            } else {
                break;
            }
        }
        return i;
    }

    private static boolean holdsCardNumber(CharSequence digits) {
        for (int start = 0; start + MIN_DIGITS <= digits.length(); start++) {
            for (int length = MIN_DIGITS; length <= MAX_DIGITS && start + length <= digits.length(); length++) {
                if (passesLuhn(digits, start, start + length)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The Luhn check of ISO/IEC 7812-1: from the right, every second digit doubled. */
    private static boolean passesLuhn(CharSequence digits, int start, int end) {
        int sum = 0;
        for (int i = end - 1; i >= start; i--) {
            int digit = digits.charAt(i) - '0';
            boolean doubled = (end - 1 - i) % 2 == 1;
            int value = doubled ? 2 * digit : digit;
            sum += value > 9 ? value - 9 : value;
        }
        return sum % 10 == 0;
    }

    private static boolean isSeparator(char c) {
        return c == ' ' || c == '-';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
