package fraud.cli.quality;

import fraud.costs.Costs;
import fraud.report.figures.QualityReport.Cost;
import java.util.stream.LongStream;

/** What alarms cost. Not thread-safe. */
final class CostTally {

    private final Costs costs;
    private long reviews;
    private long genuineDeclined;

    CostTally(Costs costs) {
        this.costs = costs;
    }

    /** A transaction that is looked at, unless it is declined without a look. */
    void alarm(boolean isFraud, boolean isDeclined) {
        if (!isDeclined) {
            reviews++;
        } else if (!isFraud) {
            genuineDeclined++;
        }
    }

    /** All together with the frauds that were missed, by their amounts in minor units. */
    Cost with(LongStream missed) {
        return new Cost(
                Math.round(missed.mapToDouble(costs::ofMiss).sum()),
                reviews * costs.reviewMinor(),
                genuineDeclined * costs.declineMinor());
    }
}
