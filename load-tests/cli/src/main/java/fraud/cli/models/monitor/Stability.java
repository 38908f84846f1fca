package fraud.cli.models.monitor;

import fraud.drift.ScoreReference;
import java.util.ArrayList;
import java.util.List;

/**
 * How far scores have shifted: the population stability index, the sum over the bins of (now − then) · ln(now / then)
 * of their shares. A share of 0, which has no logarithm, is taken as that of half a row. Source of the index and of its
 * reading: Siddiqi, Credit Risk Scorecards (2006).
 *
 * @param index 0 if all shares are as they were; no greatest value
 * @param reading in words
 * @param halfRows whether a bin is empty, then or now
 * @param bins in their order
 */
record Stability(double index, String reading, boolean halfRows, List<Bin> bins) {

    private static final double STABLE_BELOW = 0.1;
    private static final double SHIFTED_ABOVE = 0.25;

    /**
     * Scores from an edge on, and below the next.
     *
     * @param from the edge; null for the lowest bin
     * @param to the next; null for the highest bin
     * @param training share of the rows at training
     * @param now share of the decisions
     */
    record Bin(Double from, Double to, double training, double now) {}

    /**
     * Of counts.
     *
     * @param counts decisions in each bin of the reference, at least one in all
     */
    static Stability of(ScoreReference reference, long[] counts) {
        long decisions = 0;
        for (long count : counts) {
            decisions += count;
        }
        double index = 0;
        boolean halfRows = false;
        List<Bin> bins = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            double then = reference.shares().get(i);
            double now = (double) counts[i] / decisions;
            halfRows |= then == 0 || now == 0;
            double thenOrHalf = then == 0 ? 0.5 / reference.rows() : then;
            double nowOrHalf = now == 0 ? 0.5 / decisions : now;
            index += (nowOrHalf - thenOrHalf) * Math.log(nowOrHalf / thenOrHalf);
            bins.add(new Bin(from(reference, i), to(reference, i), then, now));
        }
        return new Stability(index, reading(index), halfRows, bins);
    }

    private static String reading(double index) {
        if (index < STABLE_BELOW) {
            return "stable";
        }
        return index > SHIFTED_ABOVE ? "shifted" : "look at it";
    }

    /** Where a bin begins; null for the lowest. */
    static Double from(ScoreReference reference, int bin) {
        return bin == 0 ? null : reference.edges().get(bin - 1);
    }

    /** Where a bin ends; null for the highest. */
    static Double to(ScoreReference reference, int bin) {
        return bin == reference.edges().size() ? null : reference.edges().get(bin);
    }
}
