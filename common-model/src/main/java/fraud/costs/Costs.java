package fraud.costs;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What mistakes cost: said once, when a model is trained, and from there on the member {@code costs} of its
 * {@code model.json}, which no detector reads.
 *
 * @param missShare of a missed fraud, as a share of its amount
 * @param missMinor of a missed fraud besides, minor units
 * @param reviewMinor of a review, minor units
 * @param declineMinor of a good customer's transaction that is declined, minor units
 */
public record Costs(double missShare, long missMinor, long reviewMinor, long declineMinor) {

    /** Its name in {@code model.json}. */
    public static final String MEMBER = "costs";

    /** As {@link #parse} reads it. */
    public static final String FORM = "MISS:REVIEW:DECLINE";

    /** What mistakes cost unless stated. */
    public static final Costs USUAL = new Costs(1, 0, 500, 2_000);

    /** What {@link #parse} takes, for a message. */
    public static final String RANGE = "must be " + FORM
            + ", what a missed fraud costs (a share of its amount from 0.0001% to 1000%, or an amount in"
            + " minor units), what a review costs and what a good customer declined costs (minor units), such as"
            + " 80%:500:2000";

    private static final int MAX_SHARE_PERCENT = 1_000;
    private static final Pattern PARTS =
            Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,4})?)(%?):([0-9]{1,9}):([0-9]{1,9})");
    private static final double MINOR_UNITS = 100;

    /** Reads {@link #FORM}; nothing if it is none. */
    public static Optional<Costs> parse(String text) {
        Matcher parts = PARTS.matcher(text.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        BigDecimal miss = new BigDecimal(parts.group(1));
        long review = Long.parseLong(parts.group(3));
        long decline = Long.parseLong(parts.group(4));
        boolean isShare = !parts.group(2).isEmpty();
        if (miss.signum() == 0
                || (isShare && miss.compareTo(BigDecimal.valueOf(MAX_SHARE_PERCENT)) > 0)
                || (!isShare && miss.stripTrailingZeros().scale() > 0)) {
            return Optional.empty();
        }
        return Optional.of(
                isShare
                        ? new Costs(miss.movePointLeft(2).doubleValue(), 0, review, decline)
                        : new Costs(0, miss.longValue(), review, decline));
    }

    /**
     * Those of a model.
     *
     * @param model what its {@code model.json} says
     * @return empty for a model of a training that did not state them
     */
    public static Optional<Costs> of(JsonNode model) {
        JsonNode costs = model.path(MEMBER);
        return costs.isObject()
                ? Optional.of(new Costs(
                        costs.path("missShare").asDouble(),
                        costs.path("missMinor").asLong(),
                        costs.path("reviewMinor").asLong(),
                        costs.path("declineMinor").asLong()))
                : Optional.empty();
    }

    /** Of one missed fraud of this amount, both in minor units. */
    public double ofMiss(long amountMinor) {
        return missShare * amountMinor + missMinor;
    }

    /** In words, to stand behind "where" or "if". */
    public String text() {
        String miss = missShare > 0
                ? BigDecimal.valueOf(missShare)
                                .movePointRight(2)
                                .stripTrailingZeros()
                                .toPlainString() + " % of its amount"
                : amount(missMinor);
        return "a missed fraud costs " + miss + ", a review " + amount(reviewMinor) + ", a good customer declined "
                + amount(declineMinor);
    }

    private static String amount(long minor) {
        return String.format(Locale.ROOT, "%.2f", minor / MINOR_UNITS);
    }
}
