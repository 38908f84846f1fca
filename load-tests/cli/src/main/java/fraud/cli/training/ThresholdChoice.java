package fraud.cli.training;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the score is chosen from which a transaction is reviewed, and what mistakes are taken to cost.
 *
 * @param alertsPerDay at most so many reviews a day; 0: as many as cost least
 * @param missShare what a missed fraud costs, as a share of its amount
 * @param missMinor what a missed fraud costs besides, minor units
 * @param reviewMinor what a review costs, minor units
 * @param declineMinor what it costs to decline a good customer's transaction, minor units
 */
public record ThresholdChoice(int alertsPerDay, double missShare, long missMinor, long reviewMinor, long declineMinor) {

    public static final int DEFAULT_ALERTS_PER_DAY = 100;
    public static final int MAX_ALERTS_PER_DAY = 10_000_000;

    public static final String COST_RANGE =
            "must be MISS:REVIEW:DECLINE, what a missed fraud costs (a share of its amount from 1% to 1000%, or an amount in"
                    + " minor units), what a review costs and what a good customer declined costs (minor units), such as"
                    + " 80%:500:2000";

    /** What mistakes cost unless stated. */
    public static final String USUAL_COST = "100%:500:2000";

    private static final int MAX_SHARE_PERCENT = 1_000;
    private static final Pattern COST = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,4})?)(%?):([0-9]{1,9}):([0-9]{1,9})");

    /**
     * Reads {@code MISS:REVIEW:DECLINE}; nothing if it is none.
     *
     * @param alertsPerDay the budget, or 0
     */
    public static Optional<ThresholdChoice> of(int alertsPerDay, String text) {
        Matcher matcher = COST.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        BigDecimal miss = new BigDecimal(matcher.group(1));
        long review = Long.parseLong(matcher.group(3));
        long decline = Long.parseLong(matcher.group(4));
        boolean isShare = !matcher.group(2).isEmpty();
        if (miss.signum() == 0
                || (isShare && miss.compareTo(BigDecimal.valueOf(MAX_SHARE_PERCENT)) > 0)
                || (!isShare && miss.stripTrailingZeros().scale() > 0)) {
            return Optional.empty();
        }
        return Optional.of(
                isShare
                        ? new ThresholdChoice(
                                alertsPerDay, miss.movePointLeft(2).doubleValue(), 0, review, decline)
                        : new ThresholdChoice(alertsPerDay, 0, miss.longValue(), review, decline));
    }
}
