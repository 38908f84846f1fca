package fraud.lab.bench.measure;

import fraud.lab.telemetry.MachineCpu;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * CPU time of everything on the machine that belongs to no role of a launch: other processes, as Linux tells of them,
 * and what a hypervisor gave to other machines. The kernel's own threads are no others: what they do is mostly to write
 * the launch's files and to hand on its packets. Not thread-safe.
 */
public final class OtherProcesses {

    private static final Path PROC = Path.of("/proc");
    private static final double TICKS_PER_SECOND = 100;
    /** Of {@code /proc/PID/stat}, fields behind the name in parentheses (proc(5) counts from 1 and with the name). */
    private static final int FLAGS = 6;

    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final long KERNEL_THREAD = 0x00200000;

    private final Path proc;
    private final Map<Long, Double> secondsByProcess = new HashMap<>();

    /** Of this machine. */
    public OtherProcesses() {
        this(PROC);
    }

    /**
     * Of a machine.
     *
     * @param proc where its processes are
     */
    OtherProcesses(Path proc) {
        this.proc = proc;
    }

    /**
     * CPU seconds so far, of which only differences say something.
     *
     * @param own the processes that belong to a role
     * @return not a number where the system does not tell
     */
    public double cpuSeconds(Set<Long> own) {
        OptionalDouble stolen = MachineCpu.stolenSeconds();
        if (stolen.isEmpty()) {
            return Double.NaN;
        }
        look();
        secondsByProcess.keySet().removeAll(own);
        return stolen.getAsDouble() + seconds();
    }

    /** CPU seconds of the processes that are known, also of those that have ended, as far as they were seen. */
    double seconds() {
        return secondsByProcess.values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    void look() {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                seconds(process)
                        .ifPresent(seconds -> secondsByProcess.merge(
                                Long.valueOf(process.getFileName().toString()), seconds, Math::max));
            }
        } catch (IOException e) {
            // Another system: then there is no stolen time either, and nothing is told.
            secondsByProcess.clear();
        }
    }

    private static OptionalDouble seconds(Path process) {
        String stat;
        try {
            stat = Files.readString(process.resolve("stat"));
        } catch (IOException e) {
            // It has just ended.
            return OptionalDouble.empty();
        }
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[FLAGS]) & KERNEL_THREAD) != 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])) / TICKS_PER_SECOND);
    }
}
