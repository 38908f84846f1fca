package fraud.lab.workload;

/**
 * Chooses the live rate by what the slower engine reached while it worked off the history. Live, both engines do more
 * for a record (batches are small, each has its fixed cost), and they are to keep up with room. Plain arithmetic.
 */
final class RateChoice {

    /** What a live event costs of the history's rate, with room: on two cores 300 a second of some 3,500. */
    private static final int SHARE = 10;

    private static final int[] STEPS = {100, 50, 10, 5, 1};

    private RateChoice() {}

    /**
     * The rate for a machine, in round numbers.
     *
     * @param historyPerSecond records a second that the slower engine answered of the history
     * @param mostPerSecond the most that is chosen
     * @return events a second, at least 1
     */
    static int perSecond(double historyPerSecond, int mostPerSecond) {
        double most = Math.min(historyPerSecond / SHARE, mostPerSecond);
        for (int step : STEPS) {
            // At most a fifth is lost by rounding down.
            if (most >= 5 * step || step == 1) {
                return (int) Math.max(1, Math.floor(most / step) * step);
            }
        }
        throw new IllegalStateException("the last step is 1");
    }
}
