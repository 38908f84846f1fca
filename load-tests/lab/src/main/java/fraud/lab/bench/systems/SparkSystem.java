package fraud.lab.bench.systems;

import fraud.cli.detectors.DetectorProcess;
import fraud.cli.process.ChildProcess;
import fraud.lab.bench.spec.SystemSpec;
import fraud.lab.telemetry.SparkBatches;
import fraud.report.bench.Mark;
import fraud.report.figures.EngineReport.Batch;
import fraud.report.figures.EngineReport.StateSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The Spark detector, or another job, on a master, workers and their executors; with the driver beside them or, on a
 * supervised cluster, on a worker.
 */
final class SparkSystem implements RunningSystem {

    private static final String EXECUTOR = "org.apache.spark.executor.CoarseGrainedExecutorBackend";
    private static final String DRIVER = "org.apache.spark.deploy.worker.DriverWrapper";

    private final Cluster cluster;
    private final Optional<ChildProcess> driverBeside;
    private final Path progress;
    private final Systems systems;

    private SparkSystem(Cluster cluster, Optional<ChildProcess> driverBeside, Path progress, Systems systems) {
        this.cluster = cluster;
        this.driverBeside = driverBeside;
        this.progress = progress;
        this.systems = systems;
    }

    static RunningSystem start(Systems systems, SystemSpec spec) {
        boolean isSupervised = systems.shape().supervised();
        int slots = Systems.slots(spec);
        // A driver on a worker takes a core of it.
        Cluster cluster = Cluster.start(systems, spec, "spark", isSupervised ? slots + 1 : slots);
        Path progress = DetectorProcess.progressFile(systems.workspace());
        Map<String, String> settings = systems.settings(spec);
        settings.put("checkpoint.dir", systems.state().checkpoint().toString());
        settings.put("progress.file", progress.toString());
        Path config = DetectorProcess.writeConfig(
                systems.workspace().data(), spec.name(), systems.connection(), systems.parameters(), settings);
        List<String> arguments = new ArrayList<>(
                List.of("--cluster", "spark://127.0.0.1:" + cluster.port(), "--config", config.toString()));
        arguments.addAll(cluster.ofSubmission());
        if (!isSupervised) {
            ChildProcess driver = systems.workspace().start("driver", cluster.script("submit-spark", arguments));
            return new SparkSystem(cluster, Optional.of(driver), progress, systems);
        }
        arguments.addAll(List.of("--detach", "--conf", "spark.executor.cores=" + slots));
        cluster.runToEnd("submit-spark", arguments);
        return new SparkSystem(cluster, Optional.empty(), progress, systems);
    }

    @Override
    public Map<String, List<ProcessHandle>> roles() {
        List<ProcessHandle> workers = cluster.workers("worker");
        List<ProcessHandle> started =
                workers.stream().flatMap(ProcessHandle::descendants).toList();
        Map<String, List<ProcessHandle>> roles = new LinkedHashMap<>();
        roles.put(
                "driver",
                driverBeside
                        .map(driver -> driver.handle().stream().toList())
                        .orElseGet(() -> running(started, DRIVER)));
        roles.put("master", cluster.manager("master"));
        roles.put("worker", workers);
        roles.put("executor", driverBeside.isPresent() ? started : running(started, EXECUTOR));
        return roles;
    }

    /** Those of some processes that run a class. */
    private static List<ProcessHandle> running(List<ProcessHandle> processes, String mainClass) {
        return processes.stream()
                .filter(process -> commandLine(process).contains(mainClass))
                .toList();
    }

    /** Longer than {@link ProcessHandle.Info} gives. */
    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(process.pid()), "cmdline"));
        } catch (IOException e) {
            // It has just ended.
            return "";
        }
    }

    @Override
    public void look() {
        // Its driver writes of every batch by itself.
    }

    @Override
    public List<Mark> marks() {
        SparkBatches told = SparkBatches.read(progress, systems.clock());
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
        driverBeside.ifPresent(systems.workspace()::stop);
    }
}
