package fraud.lab;

import fraud.ops.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;

/** The memory that this process and its children hold together; 0 where there is no {@code /proc}. Not thread-safe. */
final class ResidentMemory {

    private static final String FIELD = "VmRSS:";
    private static final long KIB_PER_MIB = 1_024;

    private long peakKib;

    /** Looks now. */
    void sample(List<ChildProcess> children) {
        long kib = LongStream.concat(
                        LongStream.of(ProcessHandle.current().pid()),
                        children.stream()
                                .flatMapToLong(child -> child.handle().stream().mapToLong(ProcessHandle::pid)))
                .map(ResidentMemory::residentKib)
                .sum();
        peakKib = Math.max(peakKib, kib);
    }

    /** The greatest sum seen, MiB. */
    long peakMib() {
        return peakKib / KIB_PER_MIB;
    }

    private static long residentKib(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream()
                    .filter(line -> line.startsWith(FIELD))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .sum();
        } catch (IOException e) {
            // Another system, or it has just ended.
            return 0;
        }
    }
}
