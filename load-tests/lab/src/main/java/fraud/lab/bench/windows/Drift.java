package fraud.lab.bench.windows;

import fraud.report.bench.stats.TheilSen;

/**
 * How far the rate or the median latency ran over a window.
 *
 * @param share of the median; not a number if there are too few values to tell
 * @param isCertain whether the values rise or fall at all, with 95 % certainty: those of a system that answers in
 *     batches go up and down by a third from second to second, and with that alone most windows drift by more than 5 %
 */
record Drift(double share, boolean isCertain) {

    /** Where nothing is expected to stay as it is. */
    static final Drift NONE = new Drift(0, false);

    /** Of values at places that rise. */
    static Drift of(double[] places, double[] values) {
        return new Drift(TheilSen.drift(places, values), TheilSen.hasTrend(values));
    }

    boolean isUnknown() {
        return Double.isNaN(share);
    }
}
