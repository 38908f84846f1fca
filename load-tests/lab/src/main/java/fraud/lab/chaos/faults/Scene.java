package fraud.lab.chaos.faults;

import fraud.cli.process.EmbeddedBroker;
import fraud.lab.bench.spec.SystemSpec;
import fraud.lab.bench.systems.RunningSystem;
import fraud.lab.chaos.proxy.KafkaProxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What faults are done to.
 *
 * @param kind of the engine
 * @param system at work
 * @param brokers that may be killed
 * @param proxies through which the system reaches them, one for each; empty if it reaches them itself
 * @param checkpoints the directory that they go to
 */
public record Scene(
        SystemSpec.Kind kind,
        RunningSystem system,
        EmbeddedBroker brokers,
        List<KafkaProxy> proxies,
        Path checkpoints) {

    /** The processes of a part, as they are now. */
    public List<ProcessHandle> processes(Part part) {
        Map<String, List<ProcessHandle>> roles = system.roles();
        return part.roles(kind).stream()
                .flatMap(role -> roles.get(role).stream())
                .filter(ProcessHandle::isAlive)
                .toList();
    }

    /** The one of a part that has done the most: a spare one has done nothing. */
    public Optional<ProcessHandle> busiest(Part part) {
        return processes(part).stream()
                .max(Comparator.comparing(
                        process -> process.info().totalCpuDuration().orElse(Duration.ZERO)));
    }

    /** A part as people call it. */
    public String name(Part part) {
        return String.join(", ", part.roles(kind));
    }
}
