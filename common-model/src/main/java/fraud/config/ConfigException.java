package fraud.config;

import fraud.mask.CardNumbers;

/**
 * A setting that cannot be used. The message is one line that says what to do, without a card number that may have been
 * given: a cluster prints and logs it by itself.
 */
public final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ConfigException(String message) {
        super(CardNumbers.maskInMessage(message));
    }

    /** Checks {@code from <= value <= to}; the error names the key, the value and the range. */
    public static void requireRange(String key, long value, long from, long to) {
        if (value < from || value > to) {
            throw new ConfigException(key + " = " + value + ": must be from " + from + " to " + to);
        }
    }
}
