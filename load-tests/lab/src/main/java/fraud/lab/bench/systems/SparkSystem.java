package fraud.lab.bench.systems;

import fraud.cli.detectors.DetectorProcess;
import fraud.cli.process.ChildProcess;
import fraud.cli.process.Workspace;
import fraud.lab.bench.spec.SystemSpec;
import fraud.lab.telemetry.RunClock;
import fraud.lab.telemetry.SparkBatches;
import fraud.report.bench.Mark;
import fraud.report.figures.EngineReport.Batch;
import fraud.report.figures.EngineReport.StateSize;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The Spark detector, or another job, on a master, a worker and its executor, with the driver beside them. */
final class SparkSystem implements RunningSystem {

    private final Cluster cluster;
    private final ChildProcess driver;
    private final Path progress;
    private final RunClock clock;
    private final Workspace workspace;

    private SparkSystem(Cluster cluster, ChildProcess driver, Path progress, RunClock clock, Workspace workspace) {
        this.cluster = cluster;
        this.driver = driver;
        this.progress = progress;
        this.clock = clock;
        this.workspace = workspace;
    }

    static RunningSystem start(Systems systems, SystemSpec spec) {
        Cluster cluster = Cluster.start(systems, spec, "spark");
        Path progress = DetectorProcess.progressFile(systems.workspace());
        Map<String, String> settings = systems.settings(spec);
        settings.put("checkpoint.dir", systems.state().checkpoint().toString());
        settings.put("progress.file", progress.toString());
        Path config = DetectorProcess.writeConfig(
                systems.workspace().data(), spec.name(), systems.connection(), systems.parameters(), settings);
        List<String> arguments = new ArrayList<>(
                List.of("--cluster", "spark://127.0.0.1:" + cluster.port(), "--config", config.toString()));
        arguments.addAll(cluster.ofSubmission());
        ChildProcess driver = systems.workspace().start("driver", cluster.script("submit-spark", arguments));
        return new SparkSystem(cluster, driver, progress, systems.clock(), systems.workspace());
    }

    @Override
    public Map<String, List<ProcessHandle>> roles() {
        Map<String, List<ProcessHandle>> roles = new LinkedHashMap<>();
        roles.put("driver", driver.handle().stream().toList());
        roles.put("master", cluster.process("master").stream().toList());
        roles.put("worker", cluster.process("worker-1").stream().toList());
        roles.put(
                "executor",
                cluster.process("worker-1").stream()
                        .flatMap(ProcessHandle::descendants)
                        .toList());
        return roles;
    }

    @Override
    public void look() {
        // Its driver writes of every batch by itself.
    }

    @Override
    public List<Mark> marks() {
        SparkBatches told = SparkBatches.read(progress, clock);
        List<Batch> batches = told.batches();
        List<StateSize> state = told.state();
        return IntStream.range(0, batches.size())
                .mapToObj(i -> new Mark(
                        "batch",
                        batches.get(i).atSeconds(),
                        batches.get(i).durationMillis(),
                        batches.get(i).rows(),
                        state.get(i).bytes(),
                        batches.get(i).phasesMillis()))
                .toList();
    }

    @Override
    public boolean hasMarks() {
        return true;
    }

    @Override
    public void stopForLater() {
        // Told to end, it stops after the running batch.
        workspace.stop(driver);
    }
}
