package fraud.lab.bench.measure;

import java.util.Map;

/**
 * How things stood at one moment: totals since the start of the run, or since that of the machine.
 *
 * @param atSeconds when, in seconds since the run's start
 * @param cpuSeconds CPU time of each role
 * @param residentMib memory of each role
 * @param writtenMib what each role has written to files that a disk gets
 * @param busySeconds CPU time of all that runs on the machine; not a number where the system does not tell
 * @param answers decisions, dead letters and duplicates polled
 * @param sent records sent that are to be answered
 * @param sentLate those of them that were handed over late
 */
public record Sample(
        double atSeconds,
        Map<String, Double> cpuSeconds,
        Map<String, Double> residentMib,
        Map<String, Double> writtenMib,
        double busySeconds,
        long answers,
        long sent,
        long sentLate) {

    /** CPU time of all roles together. */
    double cpuSecondsOfAll() {
        return cpuSeconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
