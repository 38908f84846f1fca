package fraud.lab.telemetry;

import fraud.cli.process.ChildProcess;
import fraud.report.figures.RunReport.ProcessReport;
import fraud.report.figures.RunReport.ProcessReport.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What this process and its children use over time: processor time and resident memory. Without {@code /proc} it has no
 * samples. Not thread-safe.
 */
final class ProcessUsage {

    /** What this JVM is called: the generator, the measurements and the reference run in it. */
    static final String LAUNCHER = "launcher";

    private static final String RESIDENT = "VmRSS:";
    private static final double KIB_PER_MIB = 1_024;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Map<String, ProcessHandle> handles = new LinkedHashMap<>();
    private final Map<String, List<Usage>> samples = new LinkedHashMap<>();
    private double peakMib;

    ProcessUsage() {
        handles.put(LAUNCHER, ProcessHandle.current());
    }

    /** Looks now. */
    void sample(double atSeconds, List<ChildProcess> children) {
        for (ChildProcess child : children) {
            if (!handles.containsKey(child.name())) {
                child.handle().ifPresent(handle -> handles.put(child.name(), handle));
            }
        }
        double sumMib = 0;
        for (Map.Entry<String, ProcessHandle> process : handles.entrySet()) {
            Optional<Usage> usage = usage(atSeconds, process.getValue());
            sumMib += usage.map(Usage::residentMib).orElse(0.0);
            usage.ifPresent(of -> samples.computeIfAbsent(process.getKey(), unused -> new ArrayList<>())
                    .add(of));
        }
        peakMib = Math.max(peakMib, sumMib);
    }

    private static Optional<Usage> usage(double atSeconds, ProcessHandle process) {
        OptionalLong residentKib = residentKib(process.pid());
        Optional<Duration> cpu = process.info().totalCpuDuration();
        return residentKib.isEmpty() || cpu.isEmpty()
                ? Optional.empty()
                : Optional.of(new Usage(
                        atSeconds, cpu.get().toNanos() / NANOS_PER_SECOND, residentKib.getAsLong() / KIB_PER_MIB));
    }

    private static OptionalLong residentKib(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream()
                    .filter(line -> line.startsWith(RESIDENT))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst();
        } catch (IOException e) {
            // Another system, or it has just ended.
            return OptionalLong.empty();
        }
    }

    /** The greatest sum of resident memory seen, MiB; 0 where the system does not tell. */
    double peakMib() {
        return peakMib;
    }

    /** CPU time that all of them have used so far, in seconds. */
    double cpuSeconds() {
        return samples.values().stream()
                .mapToDouble(of -> of.get(of.size() - 1).cpuSeconds())
                .sum();
    }

    /** What each process used, in the order of their start. */
    List<ProcessReport> reports() {
        return samples.entrySet().stream()
                .map(process -> new ProcessReport(process.getKey(), process.getValue()))
                .toList();
    }
}
