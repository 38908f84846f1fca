package fraud.lab.bench.systems;

import fraud.lab.telemetry.RunClock;
import java.util.List;
import java.util.Map;

/** A system at work, whose processes belong to the run's workspace. */
public interface RunningSystem {

    /** Its processes as they are now, by role; a role has several where it has several processes. */
    Map<String, List<ProcessHandle>> roles();

    /** Looks at what the engine tells of itself, if it is time; to be called often. */
    void look();

    /** The checkpoints or batches that have ended, in their order; of a loop none. */
    List<Mark> marks();

    /** Whether its windows must have checkpoints or batches. */
    boolean hasMarks();

    /**
     * A checkpoint or a batch.
     *
     * @param kind {@code checkpoint} or {@code batch}
     * @param atSeconds when it began, on the run's {@link RunClock}
     * @param durationMillis how long it took
     * @param bytes written by a checkpoint, or records of a batch
     * @param stateBytes of the whole state, as the engine counts them
     * @param partsMillis its parts by name, where the engine tells
     */
    record Mark(
            String kind,
            double atSeconds,
            double durationMillis,
            long bytes,
            long stateBytes,
            Map<String, Double> partsMillis) {}
}
