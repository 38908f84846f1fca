package fraud.lab.bench.systems;

import fraud.cli.detectors.DetectorProcess;
import fraud.lab.bench.spec.SystemSpec;
import fraud.lab.telemetry.FlinkCheckpoints;
import fraud.report.bench.Mark;
import fraud.report.figures.EngineReport.Checkpoint;
import fraud.report.figures.EngineReport.StateSize;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The Flink detector, or another job, on a JobManager and TaskManagers. */
final class FlinkSystem implements RunningSystem {

    private static final long LOOK_NANOS = 1_000_000_000L;

    /** The copy is its own: checkpoints may go on from the savepoint's files, as from those of a checkpoint. */
    private static final String CLAIM = "execution.state-recovery.claim-mode=CLAIM";

    private final Cluster cluster;
    private final FlinkCheckpoints checkpoints;
    private final Systems systems;
    private long nextNanos = System.nanoTime();

    private FlinkSystem(Cluster cluster, FlinkCheckpoints checkpoints, Systems systems) {
        this.cluster = cluster;
        this.checkpoints = checkpoints;
        this.systems = systems;
    }

    static RunningSystem start(Systems systems, SystemSpec spec) {
        Cluster cluster = Cluster.start(systems, spec, "flink", Systems.slots(spec));
        Map<String, String> settings = systems.settings(spec);
        settings.put("checkpoint.dir", Cluster.checkpoints(systems).toString());
        boolean isWarm = systems.state().isWarm();
        if (isWarm) {
            settings.put("restore.from", systems.state().savepoint().toString());
        }
        Path config = DetectorProcess.writeConfig(
                systems.workspace().data(), spec.name(), systems.connection(), systems.parameters(), settings);
        List<String> arguments =
                new ArrayList<>(List.of("--cluster", "127.0.0.1:" + cluster.port(), "--config", config.toString()));
        arguments.addAll(cluster.ofSubmission());
        if (isWarm) {
            arguments.addAll(List.of("--conf", CLAIM));
        }
        cluster.runToEnd("submit-flink", arguments);
        return new FlinkSystem(cluster, new FlinkCheckpoints(cluster.port(), systems.clock()), systems);
    }

    @Override
    public Map<String, List<ProcessHandle>> roles() {
        Map<String, List<ProcessHandle>> roles = new LinkedHashMap<>();
        roles.put("JobManager", cluster.manager("jobmanager"));
        roles.put("TaskManager", cluster.workers("taskmanager"));
        return roles;
    }

    @Override
    public void look() {
        if (System.nanoTime() - nextNanos >= 0) {
            nextNanos = System.nanoTime() + LOOK_NANOS;
            checkpoints.poll();
        }
    }

    @Override
    public List<Mark> marks() {
        List<Checkpoint> completed =
                checkpoints.checkpoints().stream().filter(Checkpoint::completed).toList();
        List<StateSize> state = checkpoints.state();
        return IntStream.range(0, completed.size())
                .mapToObj(i -> new Mark(
                        "checkpoint",
                        completed.get(i).atSeconds(),
                        completed.get(i).durationMillis(),
                        completed.get(i).bytes(),
                        state.get(i).bytes(),
                        Map.of()))
                .toList();
    }

    @Override
    public boolean hasMarks() {
        return true;
    }

    @Override
    public void stopForLater() {
        checkpoints.pollToEnd();
        new FlinkSavepoint(cluster.port(), systems.workspace()::check)
                .stopInto(systems.state().path());
    }
}
