package fraud.lab.chaos.faults;

import java.util.List;

/**
 * Processes end as if the power of their machine failed.
 *
 * @param part of which the busiest process is killed, or of everything each
 */
public record Kill(Part part) implements FaultKind {

    @Override
    public String what() {
        return "kill -9";
    }

    @Override
    public String strike(Scene scene) {
        List<ProcessHandle> victims = part == Part.EVERYTHING
                ? scene.processes(part)
                : scene.busiest(part).stream().toList();
        victims.forEach(ProcessHandle::destroyForcibly);
        return victims.isEmpty() ? "" : scene.name(part);
    }
}
