package fraud.report.bench;

import fraud.report.bench.SearchStep.Outcome;
import java.util.List;
import java.util.Locale;

/**
 * What a search came to.
 *
 * @param sustainedPerSecond the highest rate that was sustained before the first that was not; null if none was
 * @param limit the first step that was not sustained; null if all were, so that the rate may be higher
 * @param voidSteps steps up to there whose window is void: with any the rate says nothing
 */
public record Search(Long sustainedPerSecond, SearchStep limit, int voidSteps) {

    /** That of a launch's windows; null if they are no steps of a search. */
    public static Search of(List<WindowResult> windows) {
        if (windows.isEmpty() || windows.get(0).step() == null) {
            return null;
        }
        Long sustained = null;
        int voidSteps = 0;
        for (WindowResult window : windows) {
            SearchStep step = window.step();
            if (step.outcome() == Outcome.NOT_SENT) {
                return new Search(sustained, step, voidSteps);
            }
            voidSteps += window.valid() ? 0 : 1;
            if (step.outcome() == Outcome.FELL_BEHIND) {
                return new Search(sustained, step, voidSteps);
            }
            sustained = step.ratePerSecond();
        }
        return new Search(sustained, null, voidSteps);
    }

    /**
     * The rate that was found, records a second; not a number if it is only known that it lies somewhere: no step was
     * sustained, all were, the generator came first, or a step says nothing.
     */
    public double foundPerSecond() {
        return isFound() ? sustainedPerSecond : Double.NaN;
    }

    /** How many times the rate that was found the next is: where the limit lies in between is not known. */
    public double stepFactor() {
        return isFound() ? (double) limit.ratePerSecond() / sustainedPerSecond : Double.NaN;
    }

    private boolean isFound() {
        return voidSteps == 0 && sustainedPerSecond != null && limit != null && limit.outcome() == Outcome.FELL_BEHIND;
    }

    /** The same for people, in a line. */
    public String text() {
        String rate = sustainedPerSecond == null
                ? "no rate sustained"
                : String.format(Locale.ROOT, "%,d/s sustained", sustainedPerSecond);
        String end = limit == null
                ? ", the highest that was tried"
                : switch (limit.outcome()) {
                    case FELL_BEHIND ->
                        String.format(
                                Locale.ROOT,
                                "; at %,d/s it fell behind by %,.0f/s",
                                limit.ratePerSecond(),
                                limit.lagPerSecond());
                    default ->
                        String.format(Locale.ROOT, "; the generator could not send %,d/s", limit.ratePerSecond());
                };
        return rate + end + (voidSteps == 0 ? "" : "; says nothing: " + voidSteps + " of these steps void");
    }
}
