package fraud.cli.models.monitor;

import com.fasterxml.jackson.annotation.JsonInclude;
import fraud.drift.ScoreReference;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether scores are as likely to be fraud as they say: of the decisions whose outcome is known, by bin.
 *
 * @param bins in their order
 * @param note what to know before it is believed; null if nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Calibration(List<Bin> bins, String note) {

    /** With fewer frauds the intervals say next to nothing. */
    static final int ENOUGH_FRAUDS = 30;

    /**
     * Scores from an edge on, and below the next.
     *
     * @param from the edge; left out of the lowest bin
     * @param to the next; left out of the highest bin
     * @param rows decisions whose outcome is known; without any, what is of now is left out
     * @param frauds of these
     * @param meanScore of these
     * @param share of frauds among these
     * @param low where the share begins with a confidence of 95 %
     * @param high where it ends
     * @param isOutside whether the mean score lies outside of these
     * @param trainingRows validation rows whose outcome was known; without any, what is of then is left out
     * @param trainingScore their mean score
     * @param trainingShare of frauds among these
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Bin(
            Double from,
            Double to,
            long rows,
            long frauds,
            Double meanScore,
            Double share,
            Double low,
            Double high,
            Boolean isOutside,
            long trainingRows,
            Double trainingScore,
            Double trainingShare) {

        private static Bin of(ScoreReference reference, int bin, long rows, long frauds, double scores) {
            ScoreReference.Bin then = reference.calibration().get(bin);
            boolean isKnown = rows > 0;
            Wilson interval = isKnown ? Wilson.of(frauds, rows) : null;
            boolean wasKnown = then.rows() > 0;
            return new Bin(
                    Stability.from(reference, bin),
                    Stability.to(reference, bin),
                    rows,
                    frauds,
                    isKnown ? scores / rows : null,
                    isKnown ? (double) frauds / rows : null,
                    isKnown ? interval.low() : null,
                    isKnown ? interval.high() : null,
                    isKnown ? !interval.holds(scores / rows) : null,
                    then.rows(),
                    wasKnown ? then.meanScore() : null,
                    wasKnown ? (double) then.frauds() / then.rows() : null);
        }
    }

    /**
     * Of counts.
     *
     * @param rows decisions of known outcome in each bin of the reference
     * @param frauds of these
     * @param scores sum of the scores of these
     */
    static Calibration of(ScoreReference reference, long[] rows, long[] frauds, double[] scores) {
        List<Bin> bins = new ArrayList<>();
        long known = 0;
        long fraud = 0;
        for (int bin = 0; bin < reference.bins(); bin++) {
            known += rows[bin];
            fraud += frauds[bin];
            bins.add(Bin.of(reference, bin, rows[bin], frauds[bin], scores[bin]));
        }
        if (known == 0) {
            return new Calibration(List.of(), "no outcome is known: " + needed(reference));
        }
        return new Calibration(
                bins,
                fraud < ENOUGH_FRAUDS
                        ? "only " + fraud + (fraud == 1 ? " labelled fraud" : " labelled frauds")
                                + ", most of what differs may be chance: " + needed(reference)
                        : null);
    }

    private static String needed(ScoreReference reference) {
        long frauds = reference.calibration().stream()
                .mapToLong(ScoreReference.Bin::frauds)
                .sum();
        String enough = "labels of " + ENOUGH_FRAUDS + " frauds are needed";
        if (frauds == 0) {
            return enough;
        }
        double days = Math.ceil((double) ENOUGH_FRAUDS * reference.days() / frauds);
        return enough + ", those of " + (days == 1 ? "a day" : "some " + (long) days + " days") + " at training";
    }
}
