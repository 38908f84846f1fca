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
 */
public record ThresholdChoice(int alertsPerDay, double missShare, long missMinor, long reviewMinor) {

    public static final int DEFAULT_ALERTS_PER_DAY = 100;
    public static final int MAX_ALERTS_PER_DAY = 10_000_000;

    public static final String COST_RANGE =
            "must be MISS:REVIEW, what a missed fraud costs (a share of its amount from 1%"
                    + " to 1000%, or an amount in minor units) and what a review costs (minor units), such as 80%:500";

    /** What mistakes cost in the report unless stated: a missed fraud all of its amount, a review 5.00. */
    private static final double USUAL_MISS_SHARE = 1;

    private static final long USUAL_REVIEW_MINOR = 500;
    private static final int MAX_SHARE_PERCENT = 1_000;
    private static final Pattern COST = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,4})?)(%?):([0-9]{1,9})");

    public static ThresholdChoice ofBudget(int alertsPerDay) {
        return new ThresholdChoice(alertsPerDay, USUAL_MISS_SHARE, 0, USUAL_REVIEW_MINOR);
    }

    /** Reads {@code MISS:REVIEW}; nothing if it is none. */
    public static Optional<ThresholdChoice> ofCost(String text) {
        Matcher matcher = COST.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        BigDecimal miss = new BigDecimal(matcher.group(1));
        long review = Long.parseLong(matcher.group(3));
        boolean isShare = !matcher.group(2).isEmpty();
        if (miss.signum() == 0
                || (isShare && miss.compareTo(BigDecimal.valueOf(MAX_SHARE_PERCENT)) > 0)
                || (!isShare && miss.stripTrailingZeros().scale() > 0)) {
            return Optional.empty();
        }
        return Optional.of(
                isShare
                        ? new ThresholdChoice(0, miss.movePointLeft(2).doubleValue(), 0, review)
                        : new ThresholdChoice(0, 0, miss.longValue(), review));
    }
}
