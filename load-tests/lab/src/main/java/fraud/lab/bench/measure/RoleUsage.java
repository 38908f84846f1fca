package fraud.lab.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the processes of each role have used: CPU time, also that of processes which have ended, as far as it was seen;
 * and resident memory. Not thread-safe.
 */
public final class RoleUsage {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double KIB_PER_MIB = 1_024;

    private static final double BYTES_PER_MIB = 1 << 20;
    private static final String WRITTEN = "write_bytes: ";

    private final Map<String, Map<Long, Double>> cpuByProcess = new HashMap<>();
    private final Map<String, Map<Long, Double>> writtenByProcess = new HashMap<>();

    /** CPU seconds of each role so far. */
    public Map<String, Double> cpuSeconds(Map<String, List<ProcessHandle>> roles) {
        Map<String, Double> seconds = new HashMap<>();
        roles.forEach((role, processes) -> {
            Map<Long, Double> known = cpuByProcess.computeIfAbsent(role, any -> new HashMap<>());
            for (ProcessHandle process : processes) {
                process.info()
                        .totalCpuDuration()
                        .map(Duration::toNanos)
                        .ifPresent(nanos -> known.merge(process.pid(), nanos / NANOS_PER_SECOND, Math::max));
            }
            seconds.put(
                    role,
                    known.values().stream().mapToDouble(Double::doubleValue).sum());
        });
        return seconds;
    }

    /** What each role has written to files so far, MiB; 0 where the system does not tell. */
    public Map<String, Double> writtenMib(Map<String, List<ProcessHandle>> roles) {
        Map<String, Double> mib = new HashMap<>();
        roles.forEach((role, processes) -> {
            Map<Long, Double> known = writtenByProcess.computeIfAbsent(role, any -> new HashMap<>());
            processes.forEach(process -> known.merge(process.pid(), writtenMib(process.pid()), Math::max));
            mib.put(
                    role,
                    known.values().stream().mapToDouble(Double::doubleValue).sum());
        });
        return mib;
    }

    private static double writtenMib(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "io")).stream()
                    .filter(line -> line.startsWith(WRITTEN))
                    .mapToDouble(line -> Long.parseLong(line.substring(WRITTEN.length())) / BYTES_PER_MIB)
                    .sum();
        } catch (IOException e) {
            // Another system, or it has just ended.
            return 0;
        }
    }

    /** The role of every process that was seen, by its id. */
    public Map<Long, String> roleByProcess() {
        Map<Long, String> roles = new HashMap<>();
        cpuByProcess.forEach((role, processes) -> processes.keySet().forEach(pid -> roles.put(pid, role)));
        return roles;
    }

    /** Resident memory of each role now, MiB; 0 where the system does not tell. */
    public static Map<String, Double> residentMib(Map<String, List<ProcessHandle>> roles) {
        Map<String, Double> mib = new HashMap<>();
        roles.forEach((role, processes) -> mib.put(
                role,
                processes.stream()
                        .mapToDouble(process -> residentMib(process.pid()))
                        .sum()));
        return mib;
    }

    private static double residentMib(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / KIB_PER_MIB)
                    .sum();
        } catch (IOException e) {
            // Another system, or it has just ended.
            return 0;
        }
    }
}
