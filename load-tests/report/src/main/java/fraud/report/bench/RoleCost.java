package fraud.report.bench;

/**
 * What one role used in a window.
 *
 * @param ofSystem whether it belongs to the system, and not to broker or generator
 * @param cpuSeconds CPU time
 * @param cpuSecondsPerMillion CPU time for a million answers; null if there was none
 * @param peakMib most resident memory
 * @param writtenMib to files that a disk gets
 * @param allocatedMib on the heap; null of a role whose JVMs record nothing
 * @param gcPauseMillis how long its JVMs stood still for the garbage collector; null as well
 * @param longestGcPauseMillis the longest of a single collection; null as well
 */
public record RoleCost(
        boolean ofSystem,
        double cpuSeconds,
        Double cpuSecondsPerMillion,
        double peakMib,
        double writtenMib,
        Double allocatedMib,
        Double gcPauseMillis,
        Double longestGcPauseMillis) {

    public RoleCost {
        cpuSecondsPerMillion = BenchJson.known(cpuSecondsPerMillion);
    }
}
