package fraud.lab.bench.windows;

import fraud.lab.bench.measure.Samples;
import fraud.report.bench.Sample;
import fraud.report.bench.SearchStep;
import fraud.report.bench.SearchStep.Outcome;
import fraud.report.bench.stats.TheilSen;
import java.util.Arrays;
import java.util.List;

/**
 * Judges the steps of a search by the lag, which is what was sent and not yet answered: a step is sustained if in its
 * second half the lag grew by at most 1 % of the rate.
 *
 * <p>A system that answers in batches has a lag that swings by a batch. A slope whose rise over the half step is within
 * that swing (twice the median distance of the lag from the slope's line) is the beat of batches and samples, no
 * growth: made-up batches of one to three seconds with a load that they just keep up with give more than 1 % in every
 * third to second step of 20 s.
 */
final class SearchSteps {

    /** Greatest growth of the lag, as a share of the rate. */
    static final double MAX_GROWTH = 0.01;

    private static final double SWING = 2;

    private SearchSteps() {}

    /**
     * A step.
     *
     * @param ratePerSecond that was to be sent
     * @param hasSent whether the generator kept its schedule
     */
    static SearchStep of(Samples samples, double fromSeconds, double toSeconds, long ratePerSecond, boolean hasSent) {
        double half = (fromSeconds + toSeconds) / 2;
        List<Sample> judged = samples.between(half, toSeconds);
        double[] at = judged.stream().mapToDouble(Sample::atSeconds).toArray();
        double[] lag = judged.stream()
                .mapToDouble(sample -> sample.sent() - sample.answers())
                .toArray();
        double slope = TheilSen.slope(at, lag);
        Outcome outcome = Outcome.SUSTAINED;
        if (!hasSent) {
            outcome = Outcome.NOT_SENT;
        } else if (slope > MAX_GROWTH * ratePerSecond && slope * (toSeconds - half) > SWING * swing(at, lag, slope)) {
            outcome = Outcome.FELL_BEHIND;
        }
        return new SearchStep(ratePerSecond, outcome, slope);
    }

    /** The median distance from the line of a slope. */
    private static double swing(double[] at, double[] lag, double slope) {
        double[] rest = new double[at.length];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = lag[i] - slope * at[i];
        }
        double middle = TheilSen.median(rest);
        return TheilSen.median(
                Arrays.stream(rest).map(value -> Math.abs(value - middle)).toArray());
    }
}
