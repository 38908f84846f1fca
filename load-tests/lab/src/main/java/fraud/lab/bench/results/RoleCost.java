package fraud.lab.bench.results;

/**
 * What one role used in a window.
 *
 * @param ofSystem whether it belongs to the system, and not to broker or generator
 * @param cpuSeconds CPU time
 * @param cpuSecondsPerMillion CPU time for a million answers
 * @param peakMib most resident memory
 */
public record RoleCost(boolean ofSystem, double cpuSeconds, double cpuSecondsPerMillion, double peakMib) {}
