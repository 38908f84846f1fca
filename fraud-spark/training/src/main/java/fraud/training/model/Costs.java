package fraud.training.model;

import fraud.training.data.Example;
import java.util.Locale;

/**
 * What mistakes cost.
 *
 * @param missShare of a missed fraud, as a share of its amount
 * @param missMinor of a missed fraud, fixed, minor units
 * @param reviewMinor of a review, minor units
 * @param declineMinor of a good customer's transaction that is declined, minor units
 */
public record Costs(double missShare, long missMinor, long reviewMinor, long declineMinor) {

    /** Of one missed fraud, minor units. */
    public double ofMiss(Example example) {
        return missShare * example.row().amountMinor() + missMinor;
    }

    public String text() {
        String miss = missShare > 0
                ? String.format(Locale.ROOT, "%.0f %% of its amount", 100 * missShare)
                : String.format(Locale.ROOT, "%.2f", missMinor / 100.0);
        return String.format(
                Locale.ROOT,
                "a missed fraud costs %s, a review %.2f, a good customer declined %.2f",
                miss,
                reviewMinor / 100.0,
                declineMinor / 100.0);
    }
}
