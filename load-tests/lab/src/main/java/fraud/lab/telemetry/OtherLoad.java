package fraud.lab.telemetry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How many of the machine's cores are busy with other things than this run, by what Linux counts of all processes
 * ({@code /proc/stat}) less what this run's own have used. Where the system does not tell, or tells of more cores than
 * this run may use (in a container), there is nothing. Not thread-safe.
 */
final class OtherLoad {

    private static final Path STAT = Path.of("/proc/stat");
    /** Linux' unit of these counters (USER_HZ), on every architecture that runs a JVM. */
    private static final double TICKS_PER_SECOND = 100;
    /** user, nice, system, idle, iowait, irq, softirq, steal: what a hypervisor gives to others is gone, too. */
    private static final int FIELDS = 8;

    private static final int IDLE = 3;
    private static final int IO_WAIT = 4;
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
        try {
            sample(atSeconds, ownCpuSeconds, Files.readAllLines(STAT));
        } catch (IOException e) {
            // Another system.
        }
    }

    void sample(double atSeconds, double ownCpuSeconds, List<String> stat) {
        OptionalDouble busy = busySeconds(stat);
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

    private OptionalDouble busySeconds(List<String> stat) {
        long cpus = stat.stream().filter(line -> line.matches("cpu[0-9]+ .*")).count();
        if (stat.isEmpty() || !stat.get(0).startsWith("cpu ") || cpus != cores) {
            return OptionalDouble.empty();
        }
        List<String> fields = new ArrayList<>(
                Arrays.asList(stat.get(0).substring("cpu ".length()).strip().split(" +")));
        double ticks = 0;
        for (int field = 0; field < Math.min(FIELDS, fields.size()); field++) {
            if (field != IDLE && field != IO_WAIT) {
                ticks += Long.parseLong(fields.get(field));
            }
        }
        return OptionalDouble.of(ticks / TICKS_PER_SECOND);
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
