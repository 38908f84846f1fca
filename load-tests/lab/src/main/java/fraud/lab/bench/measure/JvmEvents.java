package fraud.lab.bench.measure;

import fraud.cli.failure.FileFailure;
import fraud.cli.failure.OperationFailedException;
import fraud.lab.telemetry.RunClock;
import fraud.report.bench.Collection;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * What the JVMs of a system recorded of themselves: garbage collections and allocations. An allocation is a sample that
 * stands for all since the one before it in its thread, so that their sum is what was allocated. Of a recording that is
 * cut off, as a JVM leaves it that is killed, what can be read is there, and its role has no sums ({@link #has}).
 */
public final class JvmEvents {

    private static final Pattern FILE = Pattern.compile("hotspot-pid-(\\d+)-.*\\.jfr");
    private static final String COLLECTION = "jdk.GarbageCollection";
    private static final String ALLOCATION = "jdk.ObjectAllocationSample";
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double BYTES_PER_MIB = 1 << 20;

    private final List<Collection> collections = new ArrayList<>();
    private final List<Allocation> allocations = new ArrayList<>();

    private final Set<String> incomplete = new HashSet<>();

    private record Allocation(String role, double atSeconds, double mib) {}

    /** Of JVMs that record nothing. */
    public static JvmEvents none() {
        return new JvmEvents();
    }

    /**
     * Reads the recordings of a directory.
     *
     * @param directory may be missing
     * @param roles of the processes; what others recorded is left out
     */
    public static JvmEvents read(Path directory, Map<Long, String> roles, RunClock clock) {
        JvmEvents events = new JvmEvents();
        if (!Files.isDirectory(directory)) {
            return events;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                Matcher name = FILE.matcher(file.getFileName().toString());
                if (name.matches() && roles.containsKey(Long.parseLong(name.group(1)))) {
                    events.take(file, roles.get(Long.parseLong(name.group(1))), clock);
                }
            }
        } catch (IOException e) {
            throw new OperationFailedException("cannot read " + directory + ": " + FileFailure.reason(directory, e), e);
        }
        return events;
    }

    private void take(Path file, String role, RunClock clock) {
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                double at = clock.ofEpochMillis(event.getStartTime().toEpochMilli());
                switch (event.getEventType().getName()) {
                    case COLLECTION ->
                        add(new Collection(
                                role, at, event.getDuration("sumOfPauses").toNanos() / NANOS_PER_MILLI));
                    case ALLOCATION -> addAllocation(role, at, event.getLong("weight") / BYTES_PER_MIB);
                    default -> {}
                }
            }
        } catch (IOException | RuntimeException e) {
            // Empty, or it ends in the middle: what the parser then makes of its bytes may be anything.
            incomplete.add(role);
        }
    }

    /** Takes a collection. */
    public void add(Collection collection) {
        collections.add(collection);
    }

    /** Takes an allocation. */
    public void addAllocation(String role, double atSeconds, double mib) {
        allocations.add(new Allocation(role, atSeconds, mib));
    }

    /** Whether a role's JVMs recorded anything, and all of it could be read: else its sums would be too small. */
    public boolean has(String role) {
        return !incomplete.contains(role)
                && (allocations.stream()
                                .anyMatch(allocation -> allocation.role().equals(role))
                        || collections.stream()
                                .anyMatch(collection -> collection.role().equals(role)));
    }

    /** All collections. */
    public List<Collection> collections() {
        return List.copyOf(collections);
    }

    /** How long a role's JVMs stood still in all between two moments, ms. */
    public double pauseMillis(String role, double fromSeconds, double toSeconds) {
        return of(role, fromSeconds, toSeconds)
                .mapToDouble(Collection::pauseMillis)
                .sum();
    }

    /** The longest of these, ms; 0 if there is none. */
    public double longestPauseMillis(String role, double fromSeconds, double toSeconds) {
        return of(role, fromSeconds, toSeconds)
                .mapToDouble(Collection::pauseMillis)
                .max()
                .orElse(0);
    }

    private Stream<Collection> of(String role, double fromSeconds, double toSeconds) {
        return collections.stream()
                .filter(collection -> collection.role().equals(role)
                        && collection.atSeconds() >= fromSeconds
                        && collection.atSeconds() < toSeconds);
    }

    /** What a role's JVMs allocated between two moments, MiB. */
    public double allocatedMib(String role, double fromSeconds, double toSeconds) {
        return allocations.stream()
                .filter(allocation -> allocation.role().equals(role)
                        && allocation.atSeconds() >= fromSeconds
                        && allocation.atSeconds() < toSeconds)
                .mapToDouble(Allocation::mib)
                .sum();
    }
}
