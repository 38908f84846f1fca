package fraud.report.chaos;

import fraud.report.bench.Mark;
import fraud.report.bench.Percentiles;
import java.util.List;

/**
 * One system under one scenario, from its start to its last completion. Times are seconds since the run's start.
 *
 * @param scenario by name
 * @param system by name
 * @param number of the run among those of the two, from 1
 * @param seed of the faults' moments
 * @param startedAt UTC
 * @param seconds how long it took, the check included
 * @param ratePerSecond transactions sent a second, on an open-loop schedule
 * @param inputs records that were to be answered, the history included
 * @param steady from the intended send time to the poll, of the decisions polled before the first fault
 * @param steadyGapSeconds the longest time without a decision before the first fault
 * @param sloMillis latency that 98 % of the decisions due in a second must keep; twice the steady p99
 * @param lost input offsets that lack an output
 * @param wrong outputs that ought not to be
 * @param repeats outputs equal to an earlier one
 * @param findings what is lost, wrong or not the reference's, in a few lines; empty if nothing
 * @param faults in their order
 * @param line the live part by the second
 * @param marks checkpoints or batches
 */
public record ChaosRun(
        String scenario,
        String system,
        int number,
        long seed,
        String startedAt,
        double seconds,
        long ratePerSecond,
        long inputs,
        Percentiles steady,
        double steadyGapSeconds,
        double sloMillis,
        long lost,
        long wrong,
        long repeats,
        List<String> findings,
        List<FaultResult> faults,
        List<LineSecond> line,
        List<Mark> marks) {

    public ChaosRun {
        findings = List.copyOf(findings);
        faults = List.copyOf(faults);
        line = List.copyOf(line);
        marks = List.copyOf(marks);
    }

    /** Whether everything was decided, once or more, and as the contract has it. */
    public boolean isClean() {
        return lost == 0 && wrong == 0 && findings.isEmpty();
    }
}
