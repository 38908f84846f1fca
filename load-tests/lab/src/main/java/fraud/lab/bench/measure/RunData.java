package fraud.lab.bench.measure;

import fraud.lab.telemetry.RunClock;
import fraud.report.bench.Mark;
import java.util.List;
import java.util.Set;

/**
 * All that was seen of a launch, before anything is made of it.
 *
 * @param clock of the launch
 * @param samples twice a second
 * @param decisions when each timed decision was to be sent, appended and polled
 * @param alerts the same of alerts
 * @param marks checkpoints or batches; empty for a loop
 * @param jvm what the system's JVMs recorded
 * @param expectsMarks whether there must be some in each window
 * @param systemRoles those of the roles that are the system's
 * @param inputs records that were to be answered
 * @param cores of the machine
 */
public record RunData(
        RunClock clock,
        Samples samples,
        LatencyLog decisions,
        LatencyLog alerts,
        List<Mark> marks,
        JvmEvents jvm,
        boolean expectsMarks,
        Set<String> systemRoles,
        long inputs,
        int cores) {}
