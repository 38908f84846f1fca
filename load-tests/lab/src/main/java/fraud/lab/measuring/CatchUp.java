package fraud.lab.measuring;

import fraud.report.figures.EngineReport.History;
import fraud.report.figures.EngineReport.History.Progress;
import java.util.List;

/**
 * How an engine worked off the history, from the moment at which both engines were up and the rest of it began to be
 * sent.
 *
 * @param answeredBefore records that it had answered by then
 * @param toAnswer records of the history that get an answer
 * @param fromSeconds when that was
 * @param toSeconds when the last answer to the history came
 */
public record CatchUp(long answeredBefore, long toAnswer, double fromSeconds, double toSeconds) {

    /** Records that it answered in this time. */
    public long records() {
        return toAnswer - answeredBefore;
    }

    public double seconds() {
        return toSeconds - fromSeconds;
    }

    public double perSecond() {
        return records() / seconds();
    }

    /**
     * For the report.
     *
     * @param answered records answered so far, over the whole run
     */
    public History history(List<Progress> answered) {
        List<Progress> series = answered.stream()
                .filter(sample -> sample.atSeconds() >= fromSeconds && sample.atSeconds() <= toSeconds + 1)
                .map(sample -> new Progress(sample.atSeconds(), Math.min(toAnswer, sample.answered()) - answeredBefore))
                .toList();
        return new History(records(), fromSeconds, toSeconds, perSecond(), series);
    }
}
