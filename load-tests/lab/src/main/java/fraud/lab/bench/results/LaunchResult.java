package fraud.lab.bench.results;

import fraud.lab.bench.measure.JvmEvents.Collection;
import fraud.lab.bench.measure.Sample;
import fraud.lab.bench.systems.RunningSystem.Mark;
import java.util.List;

/**
 * One launch of a system on a workload: the unit of repetition.
 *
 * @param workload by name
 * @param system by name
 * @param launch its number, from 1
 * @param startedAt when, UTC
 * @param seconds how long it took, checks included
 * @param firstOutputSeconds from the start of the system until its first output was polled
 * @param inputs records of transactions that are to be answered
 * @param lossless whether each has exactly the output that it must have, equal to the reference's
 * @param findings what was lost or wrong, if anything: then it is no result
 * @param windows all of them, the void ones included
 * @param samples twice a second
 * @param marks all checkpoints or batches
 * @param collections all garbage collections of the system's JVMs
 */
public record LaunchResult(
        String workload,
        String system,
        int launch,
        String startedAt,
        double seconds,
        double firstOutputSeconds,
        long inputs,
        boolean lossless,
        List<String> findings,
        List<WindowResult> windows,
        List<Sample> samples,
        List<Mark> marks,
        List<Collection> collections) {

    /** The windows that say something; none if anything was lost. */
    public List<WindowResult> validWindows() {
        return lossless ? windows.stream().filter(WindowResult::valid).toList() : List.of();
    }
}
