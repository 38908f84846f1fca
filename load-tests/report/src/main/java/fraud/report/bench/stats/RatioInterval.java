package fraud.report.bench.stats;

import java.util.Arrays;
import java.util.Random;

/**
 * How many times a figure of one system is that of another, over launches.
 *
 * @param ratio of the geometric means, B to A
 * @param low the ratio is at least this; null if nothing can be said
 * @param high the ratio is at most this, each with a certainty of 99 %; null if nothing can be said, or so few
 *     launches are so near each other that it has no bound
 * @param launchesA how many there are of A
 * @param launchesB how many there are of B
 */
public record RatioInterval(double ratio, Double low, Double high, int launchesA, int launchesB) {

    /** Fewer launches than this a side, and a comparison only indicates. */
    public static final int ENOUGH_LAUNCHES = 5;

    private static final int RESAMPLES = 4_000;
    private static final double TAIL = 0.01;
    /** So that figures which are one step apart are never told apart by an error of rounding. */
    private static final double ROUNDING = 1 + 1e-9;
    /** Fixed, so that a report says the same twice. */
    private static final long SEED = 20_260_101;

    public RatioInterval {
        high = high == null || high.isInfinite() ? null : high;
    }

    /**
     * The same of figures that are only known to lie between what they say and so many times that.
     *
     * @param factorA of A's, at least 1
     * @param factorB of B's
     */
    public RatioInterval ofSteps(double factorA, double factorB) {
        return new RatioInterval(
                ratio,
                low == null ? null : low / factorA / ROUNDING,
                high == null ? null : high * factorB * ROUNDING,
                launchesA,
                launchesB);
    }

    /** What an interval says. */
    public enum Verdict {
        LOWER,
        UNDECIDED,
        HIGHER
    }

    /**
     * The interval by a bootstrap over launches of the studentized difference of logarithms (Efron and Tibshirani,
     * 1993, 12.5): with five launches a side, an interval of plain percentiles is too narrow by a third. The same on
     * every machine.
     *
     * @param a figures of A, one a launch, all above 0
     * @param b figures of B
     * @return without limits if a side has fewer than two, or a figure that is not above 0
     */
    public static RatioInterval of(double[] a, double[] b) {
        double[] logA = Arrays.stream(a).map(StrictMath::log).toArray();
        double[] logB = Arrays.stream(b).map(StrictMath::log).toArray();
        double difference = mean(logB) - mean(logA);
        boolean haveLogarithms = Double.isFinite(difference);
        if (a.length < 2 || b.length < 2 || !haveLogarithms) {
            return new RatioInterval(StrictMath.exp(difference), null, null, a.length, b.length);
        }
        double error = error(logA, logB);
        Random random = new Random(SEED);
        double[] studentized = new double[RESAMPLES];
        int count = 0;
        while (count < RESAMPLES) {
            double[] againA = resample(logA, random);
            double[] againB = resample(logB, random);
            double itsError = error(againA, againB);
            double itsDifference = mean(againB) - mean(againA);
            // Launches that are all one have no error; they say nothing of how far the difference may be off.
            if (itsError > 0 || error == 0) {
                studentized[count++] = error == 0 ? 0 : (itsDifference - difference) / itsError;
            }
        }
        Arrays.sort(studentized);
        double upper = studentized[(int) Math.ceil((1 - TAIL) * RESAMPLES) - 1];
        double lower = studentized[(int) Math.floor(TAIL * RESAMPLES)];
        return new RatioInterval(
                StrictMath.exp(difference),
                StrictMath.exp(difference - upper * error),
                StrictMath.exp(difference - lower * error),
                a.length,
                b.length);
    }

    /** Whether B's figure is lower or higher than A's, if that can be told. */
    public Verdict verdict() {
        if (high != null && high < 1) {
            return Verdict.LOWER;
        }
        return low != null && low > 1 ? Verdict.HIGHER : Verdict.UNDECIDED;
    }

    /** Whether there are too few launches for more than an indication. */
    public boolean isIndicative() {
        return Math.min(launchesA, launchesB) < ENOUGH_LAUNCHES;
    }

    private static double[] resample(double[] values, Random random) {
        double[] again = new double[values.length];
        for (int i = 0; i < again.length; i++) {
            again[i] = values[random.nextInt(values.length)];
        }
        return again;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    /** Standard error of the difference of the means. */
    private static double error(double[] a, double[] b) {
        return Math.sqrt(variance(a) / a.length + variance(b) / b.length);
    }

    private static double variance(double[] values) {
        double mean = mean(values);
        return Arrays.stream(values)
                        .map(value -> (value - mean) * (value - mean))
                        .sum()
                / (values.length - 1);
    }
}
