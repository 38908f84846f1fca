package fraud.lab.demo;

import fraud.cli.detectors.DetectorProcess;
import fraud.cli.detectors.DetectorWatch;
import fraud.cli.detectors.Engine;
import fraud.cli.detectors.InputTaken;
import fraud.cli.process.ChildProcess;
import fraud.cli.process.Installation;
import fraud.cli.process.Patience;
import fraud.cli.process.Workspace;
import fraud.cli.topics.KafkaConnection;
import fraud.config.DetectorParameters;
import fraud.lab.workload.DemoOptions;
import fraud.lab.workload.StretchedTime;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** The detectors of a demo: how they are set, their processes, and the patience with them. */
final class DemoDetectors {

    static final int PARTITIONS = 4;

    private final Workspace workspace;
    private final Map<Engine, ChildProcess> processes = new EnumMap<>(Engine.class);

    private DemoDetectors(Workspace workspace) {
        this.workspace = workspace;
    }

    /** What both are started with. */
    static DetectorParameters parameters() {
        return StretchedTime.parameters(PARTITIONS);
    }

    /**
     * What an engine is set to besides its defaults, where it matters to the figures.
     *
     * <p>Spark's batches are smaller than by default: as quick on the history, but three times as many, so that their
     * planning is compiled sooner, and progress is seen.
     */
    static Map<String, String> settings(Engine engine) {
        return switch (engine) {
            case SPARK -> Map.of("max.offsets.per.trigger", "25000");
            case FLINK, REFERENCE -> Map.of();
        };
    }

    /**
     * Starts both; returns at once.
     *
     * @param flinkPort of Flink's REST interface, where it tells of its checkpoints
     */
    static DemoDetectors start(
            Installation installation,
            Workspace workspace,
            KafkaConnection connection,
            DemoOptions options,
            int flinkPort) {
        DemoDetectors detectors = new DemoDetectors(workspace);
        for (Engine engine : Engine.processes()) {
            Map<String, String> settings = new HashMap<>(settings(engine));
            if (engine == Engine.FLINK) {
                settings.put("web.port", String.valueOf(flinkPort));
            }
            settings.putAll(DetectorProcess.settings(options.models()));
            detectors.processes.put(
                    engine, DetectorProcess.start(installation, workspace, engine, connection, parameters(), settings));
        }
        return detectors;
    }

    /** A watch over each. */
    Map<Engine, DetectorWatch> watches(Admin admin, Duration patience) {
        Map<Engine, DetectorWatch> watches = new EnumMap<>(Engine.class);
        processes.forEach((engine, process) -> watches.put(
                engine,
                new DetectorWatch(
                        process,
                        PARTITIONS,
                        new Patience(patience, System::nanoTime),
                        InputTaken.of(engine, admin, DetectorProcess.progressFile(workspace)))));
        return watches;
    }

    /** Stops both, and waits for their end. */
    void stop() {
        processes.values().forEach(workspace::stop);
    }
}
