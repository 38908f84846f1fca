package fraud.lab;

import fraud.report.EngineReport.Batch;
import fraud.report.EngineReport.History;
import fraud.report.EngineReport.History.Progress;
import java.util.List;

/**
 * How an engine worked off the history. The time runs from its first sign of work: its first output, or, for an engine that works in
 * batches, the beginning of its first batch, whose outputs come all at the end.
 *
 * @param records of the history that get an answer
 * @param firstOutputSeconds when its first output came
 * @param lastOutputSeconds when the last answer to the history came
 */
record Drain(long records, double firstOutputSeconds, double lastOutputSeconds) {

    /**
     * For the report.
     *
     * @param answered records answered so far, over the whole run
     * @param batches of an engine that has them; may be empty
     */
    History history(List<Progress> answered, List<Batch> batches) {
        double from =
                batches.isEmpty() ? firstOutputSeconds : Math.min(batches.get(0).atSeconds(), firstOutputSeconds);
        List<Progress> course = answered.stream()
                .filter(sample -> sample.atSeconds() >= from - 1 && sample.atSeconds() <= lastOutputSeconds + 1)
                .map(sample -> new Progress(sample.atSeconds(), Math.min(records, sample.answered())))
                .toList();
        return new History(records, from, lastOutputSeconds, perSecond(from), course);
    }

    /** Records a second, from a moment to the last answer. */
    double perSecond(double fromSeconds) {
        double seconds = lastOutputSeconds - fromSeconds;
        return seconds > 0 ? records / seconds : 0;
    }
}
