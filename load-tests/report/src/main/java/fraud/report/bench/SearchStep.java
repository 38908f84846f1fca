package fraud.report.bench;

/**
 * A step of a search for the highest rate that a system sustains; it is a window, too.
 *
 * @param ratePerSecond records that were to be sent in a second
 * @param outcome what came of it
 * @param lagPerSecond records by which the system fell further behind in a second, in the step's second half, by
 *     Theil-Sen
 */
public record SearchStep(long ratePerSecond, Outcome outcome, double lagPerSecond) {

    /** What came of a step. */
    public enum Outcome {
        /** The lag did not grow. */
        SUSTAINED,
        /** It did. */
        FELL_BEHIND,
        /** The generator did not keep its schedule: nothing is known of the system. */
        NOT_SENT
    }
}
