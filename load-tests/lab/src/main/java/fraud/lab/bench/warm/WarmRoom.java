package fraud.lab.bench.warm;

import fraud.cli.failure.OperationFailedException;
import fraud.lab.bench.spec.SystemSpec;
import fraud.lab.bench.spec.WorkloadSeries;
import fraud.lab.bench.spec.WorkloadSpec;
import java.util.Locale;

/**
 * What warm state takes of disk and memory, so that it can be said before hours of work. Measured, and rounded up.
 *
 * @param name of the workloads
 * @param kept records of transactions that are kept, with their outputs and the system's state
 * @param checked records of transactions that a launch checks at its end, those that are kept among them
 * @param check what they are held against
 */
public record WarmRoom(String name, long kept, long checked, WorkloadSpec.Check check) {

    /** A transaction with its label, its decision, and what else comes of it, in the topics. */
    private static final long TOPIC_BYTES = 600;
    /** What a transaction adds to Spark's checkpoint, with its last hundred versions; to Flink's savepoint a tenth. */
    private static final long STATE_BYTES = 800;
    /** The same on Flink's heap, as objects. */
    private static final long HEAP_STATE_BYTES = 500;
    /** A decision in the files that are compared: as it comes and sorted, the system's and the reference's. */
    private static final long COMPARED_BYTES = 4 * 600;
    /** What the launcher keeps of a transaction and its label for the reference. */
    private static final long REFERENCE_BYTES = 2_500;
    /** The same for a check without it. */
    private static final long LOSSLESS_BYTES = 300;
    /** Of a TaskManager, where its own heap is not counted (deploy/standalone/cluster). */
    private static final long TASK_HEAP_BYTES = 768L << 20;

    private static final double GB = 1e9;

    /** That of a series. */
    public static WarmRoom of(WorkloadSeries series) {
        return new WarmRoom(
                series.name(),
                series.stream().countOfDays(series.warmDays()),
                series.stream().count(),
                series.check());
    }

    /** Bytes on disk of what is kept for one system. */
    public long keptBytes() {
        return kept * (TOPIC_BYTES + STATE_BYTES);
    }

    /** Bytes on disk of what a launch needs for itself: the copy, its own records, and what is compared at its end. */
    public long launchBytes() {
        long compared = check == WorkloadSpec.Check.REFERENCE ? COMPARED_BYTES : 0;
        return kept * STATE_BYTES + checked * (TOPIC_BYTES + STATE_BYTES + compared);
    }

    /** Bytes of memory that the launcher needs to check a launch. */
    public long checkBytes() {
        return checked * (check == WorkloadSpec.Check.REFERENCE ? REFERENCE_BYTES : LOSSLESS_BYTES);
    }

    /** All of it for people. */
    public String text() {
        return String.format(
                Locale.ROOT,
                "%s: each system catches up once with %,d transactions, of which about %.1f GB are kept; each launch needs"
                        + " about %.1f GB of disk, and %.1f GB of memory for its check (%s)",
                name,
                kept,
                keptBytes() / GB,
                launchBytes() / GB,
                checkBytes() / GB,
                check == WorkloadSpec.Check.REFERENCE ? "against the reference" : "lossless only");
    }

    /**
     * Requires that the launcher's memory suffices for the check.
     *
     * @param heapBytes that it may have
     */
    public void requireMemory(long heapBytes) {
        if (heapBytes < checkBytes()) {
            throw new OperationFailedException(String.format(
                    Locale.ROOT,
                    "%s: the check of %,d transactions needs about %.1f GB of memory, and the launcher may have %.1f GB: set"
                            + " FRAUD_HEAP=%dg",
                    name,
                    checked,
                    checkBytes() / GB,
                    heapBytes / GB,
                    (checkBytes() >> 30) + 1));
        }
    }

    /** Requires that a system which keeps its state on the heap has one that is large enough. */
    public void requireHeap(SystemSpec system) {
        long needed = checked * HEAP_STATE_BYTES;
        boolean isOnHeap = "hashmap".equals(system.settings().get("state.backend"));
        if (isOnHeap && system.jar() == null && needed > TASK_HEAP_BYTES) {
            throw new OperationFailedException(String.format(
                    Locale.ROOT,
                    "%s on %s: a state of about %.1f GB does not fit its heap of %.1f GB: choose one that has it on disk, such"
                            + " as flink-rocksdb",
                    system.name(),
                    name,
                    needed / GB,
                    TASK_HEAP_BYTES / GB));
        }
    }

    /**
     * Requires that a disk has room.
     *
     * @param what for people
     * @param needed bytes
     * @param usable bytes
     */
    public static void requireDisk(String what, long needed, long usable) {
        if (usable < needed) {
            throw new OperationFailedException(String.format(
                    Locale.ROOT,
                    "%s needs about %.1f GB of disk, and %.1f GB are left: free some space, or name another directory (--warm,"
                            + " TMPDIR)",
                    what,
                    needed / GB,
                    usable / GB));
        }
    }
}
