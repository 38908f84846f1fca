package fraud.lab.telemetry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What all processes of the machine have used, as Linux tells it ({@code /proc/stat}). */
public final class MachineCpu {

    private static final Path STAT = Path.of("/proc/stat");
    /** Linux' unit of these counters (USER_HZ), on every architecture that runs a JVM. */
    private static final double TICKS_PER_SECOND = 100;
    /** user, nice, system, idle, iowait, irq, softirq, steal: what a hypervisor gives to others is gone, too. */
    private static final int FIELDS = 8;

    private static final int IDLE = 3;
    private static final int IO_WAIT = 4;
    private static final int STEAL = 7;

    private MachineCpu() {}

    /**
     * CPU time that was used since the machine's start, in seconds; nothing where the system does not tell, or tells of
     * more cores than this run may use.
     */
    public static OptionalDouble busySeconds() {
        return busySeconds(stat(), Runtime.getRuntime().availableProcessors());
    }

    /** CPU time that a hypervisor gave to others since the machine's start, in seconds; nothing as above. */
    public static OptionalDouble stolenSeconds() {
        return fields(stat(), Runtime.getRuntime().availableProcessors())
                .map(fields -> OptionalDouble.of(
                        fields.size() > STEAL ? Long.parseLong(fields.get(STEAL)) / TICKS_PER_SECOND : 0))
                .orElseGet(OptionalDouble::empty);
    }

    /** The lines of the file; none on another system. */
    static List<String> stat() {
        try {
            return Files.readAllLines(STAT);
        } catch (IOException e) {
            return List.of();
        }
    }

    /**
     * CPU time that was used since the machine's start.
     *
     * @param stat lines of {@code /proc/stat}
     * @param cores that this run may use
     * @return nothing where the system does not tell, or tells of more cores (in a container)
     */
    static OptionalDouble busySeconds(List<String> stat, int cores) {
        Optional<List<String>> told = fields(stat, cores);
        if (told.isEmpty()) {
            return OptionalDouble.empty();
        }
        List<String> fields = told.get();
        double ticks = 0;
        for (int field = 0; field < Math.min(FIELDS, fields.size()); field++) {
            if (field != IDLE && field != IO_WAIT) {
                ticks += Long.parseLong(fields.get(field));
            }
        }
        return OptionalDouble.of(ticks / TICKS_PER_SECOND);
    }

    private static Optional<List<String>> fields(List<String> stat, int cores) {
        long cpus = stat.stream().filter(line -> line.matches("cpu[0-9]+ .*")).count();
        return stat.isEmpty() || !stat.get(0).startsWith("cpu ") || cpus != cores
                ? Optional.empty()
                : Optional.of(
                        List.of(stat.get(0).substring("cpu ".length()).strip().split(" +")));
    }
}
