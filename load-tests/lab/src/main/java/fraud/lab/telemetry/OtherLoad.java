package fraud.lab.telemetry;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How many of the machine's cores are busy with other things than this run, by what Linux counts of all processes
 * ({@code /proc/stat}) less what this run's own have used. Where the system does not tell, or tells of more cores than
 * this run may use (in a container), there is nothing. Not thread-safe.
 */
final class OtherLoad {

    /** Processes that end between two looks take their last share with them. */
    private static final double LEAST = 0;

    private final int cores;
    private double lastAtSeconds = Double.NaN;
    private double lastOthersSeconds;
    private double firstAtSeconds = Double.NaN;
    private double firstOthersSeconds;

    OtherLoad(int cores) {
        this.cores = cores;
    }

    /**
     * Looks now.
     *
     * @param ownCpuSeconds what this run's processes have used in all
     */
    void sample(double atSeconds, double ownCpuSeconds) {
        sample(atSeconds, ownCpuSeconds, MachineCpu.stat());
    }

    void sample(double atSeconds, double ownCpuSeconds, List<String> stat) {
        OptionalDouble busy = MachineCpu.busySeconds(stat, cores);
        if (busy.isEmpty()) {
            return;
        }
        lastAtSeconds = atSeconds;
        lastOthersSeconds = busy.getAsDouble() - ownCpuSeconds;
        if (Double.isNaN(firstAtSeconds)) {
            firstAtSeconds = lastAtSeconds;
            firstOthersSeconds = lastOthersSeconds;
        }
    }

    /** Cores that others kept busy on average from the first look to the last. */
    OptionalDouble meanCores() {
        double seconds = lastAtSeconds - firstAtSeconds;
        return seconds > 0
                ? OptionalDouble.of(
                        Math.min(cores, Math.max(LEAST, (lastOthersSeconds - firstOthersSeconds) / seconds)))
                : OptionalDouble.empty();
    }
}
