package fraud.report.figures;

import java.util.Locale;
import java.util.Optional;

/** Whether so many transactions are duplicates that what is taken for their identifier cannot be one. */
public final class ManyDuplicates {

    /** A publisher that sends again what was not confirmed does so with a few of a hundred. */
    private static final double MANY_SHARE = 0.05;

    private ManyDuplicates() {}

    /**
     * What is to be said of it, in a line; nothing if duplicates are few.
     *
     * @param duplicates transactions with the identifier of an earlier one of their card (SEMANTICS 4.3)
     * @param records of {@code transactions}
     * @param identifier what their identifier is made of: a column, or a line of a mapping
     */
    public static Optional<String> warning(long duplicates, long records, String identifier) {
        if (duplicates <= MANY_SHARE * records) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "WARNING: %,d of %,d transactions (%.1f %%) are duplicates by %s: they have the identifier of an earlier one of"
                        + " their card, so no rule, no sequence and no training sees them, and what is found of fraud is worth"
                        + " little. Is that the number of the transaction alone? --map with transactionId = 'row-' + line()"
                        + " numbers the rows",
                duplicates,
                records,
                100.0 * duplicates / records,
                identifier));
    }
}
