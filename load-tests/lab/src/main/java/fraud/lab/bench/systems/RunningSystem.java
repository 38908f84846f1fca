package fraud.lab.bench.systems;

import fraud.report.bench.Mark;
import java.util.List;
import java.util.Map;

/** A system at work, whose processes belong to the run's workspace. */
public interface RunningSystem {

    /** Its processes as they are now, by role; a role has several where it has several processes. */
    Map<String, List<ProcessHandle>> roles();

    /** Looks at what the engine tells of itself, if it is time; to be called often. */
    default void look() {
        // Many a system tells nothing.
    }

    /** The checkpoints or batches that have ended, in their order; of a loop none. */
    default List<Mark> marks() {
        return List.of();
    }

    /** Whether its windows must have checkpoints or batches. */
    default boolean hasMarks() {
        return false;
    }

    /**
     * Stops its job, once it has answered everything, such that another can go on from what is then in its
     * {@link StateDirectory}; its other processes go on.
     *
     * @throws fraud.cli.failure.OperationFailedException if it cannot
     * @throws UnsupportedOperationException if it is a loop, of whose state nothing survives
     */
    default void stopForLater() {
        throw new UnsupportedOperationException("nothing of a loop survives its end");
    }
}
