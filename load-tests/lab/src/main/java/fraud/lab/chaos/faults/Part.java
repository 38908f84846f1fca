package fraud.lab.chaos.faults;

import fraud.lab.bench.spec.SystemSpec;
import java.util.List;

/** What of a system a fault hits, by the roles of its processes. */
@SuppressWarnings("ImmutableEnumChecker") // unmodifiable lists of constants
public enum Part {
    /** What decides. */
    WORKER(List.of("TaskManager"), List.of("executor")),
    /** What tells the workers what to do. */
    MASTER(List.of("JobManager"), List.of("driver")),
    /** Every process of the cluster, but what supervises them. */
    EVERYTHING(List.of("JobManager", "TaskManager"), List.of("driver", "master", "worker", "executor"));

    private final List<String> ofFlink;
    private final List<String> ofSpark;

    Part(List<String> ofFlink, List<String> ofSpark) {
        this.ofFlink = ofFlink;
        this.ofSpark = ofSpark;
    }

    /** The roles of an engine. */
    public List<String> roles(SystemSpec.Kind kind) {
        return switch (kind) {
            case FLINK -> ofFlink;
            case SPARK -> ofSpark;
            case LOOP -> throw new IllegalArgumentException("a loop has no parts");
        };
    }
}
