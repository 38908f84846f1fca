package fraud.lab.chaos.measure;

import fraud.lab.telemetry.RunClock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** When the processes of each role were first seen, twice a second. Not thread-safe. */
public final class ProcessStarts {

    private final RunClock clock;
    private final Set<Long> seen = new HashSet<>();
    private final List<Start> starts = new ArrayList<>();

    /**
     * A process that was started.
     *
     * @param atSeconds when, since the run's start
     * @param role of the process
     */
    public record Start(double atSeconds, String role) {}

    /** Of a run. */
    public ProcessStarts(RunClock clock) {
        this.clock = clock;
    }

    /** Notes those that were not there before. */
    public void look(Map<String, List<ProcessHandle>> roles) {
        roles.forEach((role, processes) -> {
            for (ProcessHandle process : processes) {
                if (seen.add(process.pid())) {
                    // Not the time that the system tells, which may be a second off: it counts from its own start.
                    starts.add(new Start(clock.now(), role));
                }
            }
        });
    }

    /** All so far, in the order in which they were seen. */
    public List<Start> starts() {
        return List.copyOf(starts);
    }
}
