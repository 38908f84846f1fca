package fraud.report.chaos;

import fraud.report.bench.Percentiles;
import java.util.List;

/**
 * A fault, and what came of it until the next. Times are seconds, those called "after" since the fault struck.
 *
 * @param what it is, such as {@code kill -9}
 * @param victim what it hit, such as {@code TaskManager}
 * @param atSeconds when it struck, since the run's start
 * @param healedSeconds when it was over; null for one that is over at once
 * @param inside what it fell into, as the engine's logs have it, such as {@code checkpoint 17}; null if into nothing
 * @param detectedAfter until the engine knew; null if its logs do not say
 * @param outageSeconds the longest time without a decision
 * @param decidesAfter until the end of that
 * @param insideSloAfter until decisions were quick again for good; null if they were not before the next fault
 * @param decided per second between the two, while it caught up; null if they are one
 * @param latency of the decisions due until the next fault
 * @param repeats outputs polled until the next fault that were there already
 * @param steps what happened on the way
 */
public record FaultResult(
        String what,
        String victim,
        double atSeconds,
        Double healedSeconds,
        String inside,
        Double detectedAfter,
        double outageSeconds,
        double decidesAfter,
        Double insideSloAfter,
        Double decided,
        Percentiles latency,
        long repeats,
        List<Step> steps) {

    public FaultResult {
        steps = List.copyOf(steps);
    }

    /**
     * Something that the engine or the machine tells.
     *
     * @param after seconds since the fault struck
     * @param what it is
     */
    public record Step(double after, String what) {}
}
