package fraud.lab.bench.launch;

import fraud.cli.failure.OperationFailedException;
import fraud.cli.process.ChildProcess;
import fraud.cli.process.EmbeddedBroker;
import fraud.cli.process.Installation;
import fraud.cli.process.Patience;
import fraud.cli.process.Workspace;
import fraud.cli.topics.KafkaConnection;
import fraud.cli.topics.Topics;
import fraud.config.DetectorParameters;
import fraud.lab.bench.measure.JvmEvents;
import fraud.lab.bench.measure.OtherProcesses;
import fraud.lab.bench.measure.OutputTap;
import fraud.lab.bench.measure.RunData;
import fraud.lab.bench.profile.Profiles;
import fraud.lab.bench.scoring.FeaturedLoad;
import fraud.lab.bench.spec.SystemSpec;
import fraud.lab.bench.spec.WorkloadSeries;
import fraud.lab.bench.systems.ClusterShape;
import fraud.lab.bench.systems.RunningSystem;
import fraud.lab.bench.systems.StateDirectory;
import fraud.lab.bench.systems.Systems;
import fraud.lab.bench.warm.WarmDirectory;
import fraud.lab.telemetry.RunClock;
import fraud.lab.workload.OfferedLoad;
import fraud.report.bench.LaunchResult;
import fraud.report.bench.Mark;
import fraud.report.bench.WarmStart;
import fraud.score.StartingModels;
import fraud.topics.InputTopics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;

/**
 * One launch of one system on one workload: a broker of its own, the system, the load, the drain, the check. Nothing of
 * an earlier launch is left when it begins; on warm state it begins with a copy of what is kept.
 */
public final class Launch {

    static final String BROKER = "broker";
    /** The role of this process: generator and measurements. */
    public static final String LAB = "lab";

    private final Installation installation;
    private final Workspace workspace;
    private final Path logs;
    private final WorkloadSeries series;
    private final SystemSpec spec;
    private final int number;
    private final StartingModels models;
    private final Patience patience;
    private final Optional<Profiles> profiles;
    private final Optional<WarmDirectory> warm;

    private final RunClock clock = new RunClock(Instant.now(), System.nanoTime());

    /**
     * A launch that is to be.
     *
     * @param workspace whose processes and data it has
     * @param logs directory for what the system's processes say; it stays
     * @param series what it is given
     * @param spec the system
     * @param number of the launch, from 1
     * @param models that detectors start with
     * @param patience how long the system may show no progress
     * @param profiles where samples of its JVMs go, if they are taken
     * @param warm what it begins with a copy of, if anything
     */
    public Launch(
            Installation installation,
            Workspace workspace,
            Path logs,
            WorkloadSeries series,
            SystemSpec spec,
            int number,
            StartingModels models,
            Duration patience,
            Optional<Profiles> profiles,
            Optional<WarmDirectory> warm) {
        this.installation = installation;
        this.workspace = workspace;
        this.logs = logs;
        this.series = series;
        this.spec = spec;
        this.number = number;
        this.models = models;
        this.patience = new Patience(patience, System::nanoTime);
        this.profiles = profiles;
        this.warm = warm;
    }

    /**
     * Runs it.
     *
     * @return a result for each workload of the series
     * @throws OperationFailedException if a process dies or the system shows no progress: then there is no result
     */
    public List<LaunchResult> run() {
        StateDirectory state = warm.map(kept -> kept.copy(EmbeddedBroker.log(workspace)))
                .orElseGet(() -> new StateDirectory(workspace.data(), false));
        Optional<WarmStart> start = warm.flatMap(WarmDirectory::start);
        KafkaConnection connection = KafkaConnection.toOwnBroker(EmbeddedBroker.start(workspace, 0));
        workspace.interruptOnDeath();
        DetectorParameters parameters = Warming.parameters(series);
        try (Admin admin = connection.admin();
                Producer<byte[], byte[]> producer = connection.producer()) {
            if (start.isEmpty()) {
                Topics.createInputs(admin, InputTopics.DEFAULT, parameters, Topics.Timestamps.PUBLISHER);
                Topics.createOutputs(admin, List.of(spec.name()), parameters.partitions());
            }
            Systems systems = new Systems(
                    installation,
                    workspace,
                    connection,
                    parameters,
                    models,
                    clock,
                    logs,
                    profiles.isPresent(),
                    state,
                    ClusterShape.PLAIN);
            try (OutputTap tap = new OutputTap(connection, admin, spec.name(), start.isPresent());
                    OfferedLoad load = load(connection, parameters, start)) {
                boolean isBacklog = series.isBacklog();
                if (isBacklog) {
                    load.sendHistory(spec.backlogCopies());
                }
                double started = clock.now();
                RunningSystem system = systems.start(spec);
                Watch watch = new Watch(
                        new Watch.Scene(
                                spec.name(), system, this::beside, new OtherProcesses()::cpuSeconds, workspace::check),
                        clock,
                        patience,
                        tap,
                        load);
                if (!isBacklog) {
                    load.sendHistory(1);
                }
                watch.await(() -> tap.outputs() > 0);
                double firstOutput = clock.now() - started;
                if (!isBacklog) {
                    watch.await(() -> tap.answers() >= load.toAnswer());
                    load.startLive();
                    watch.await(load::isSent);
                }
                watch.await(() -> tap.answers() >= load.toAnswer());
                watch.sample();
                new Drain(admin, watch, tap).drain(spec, producer, parameters, load);
                List<Mark> marks = system.marks();
                boolean hasMarks = system.hasMarks();
                long inputs = load.toAnswer();
                stopSystem();
                tap.stop();
                JvmEvents jvm = JvmEvents.read(systems.recordings(), watch.roleByProcess(), clock);
                RunData data = new RunData(
                        clock,
                        watch.samples(),
                        tap.decisions(),
                        tap.alerts(),
                        marks,
                        jvm,
                        hasMarks,
                        watch.systemRoles(),
                        inputs,
                        Runtime.getRuntime().availableProcessors());
                OutputCheck.Checked checked = new OutputCheck(connection, admin, parameters, models, workspace.data())
                        .check(spec, series.check());
                return new LaunchOutcome(series, spec, number, profiles, start)
                        .results(data, firstOutput, checked, systems.profilerRecordings(), watch.roleByProcess());
            }
        }
    }

    private OfferedLoad load(KafkaConnection connection, DetectorParameters parameters, Optional<WarmStart> start) {
        return switch (spec.input()) {
            case TRANSACTIONS ->
                Load.of(
                        series,
                        connection,
                        parameters,
                        start.map(WarmStart::records).orElse(0L),
                        workspace.data());
            case FEATURES -> new FeaturedLoad(connection, series.stream(), parameters);
        };
    }

    /** What runs for the launch and is not the system. */
    private Map<String, List<ProcessHandle>> beside() {
        return Map.of(
                LAB,
                List.of(ProcessHandle.current()),
                BROKER,
                workspace.running().stream()
                        .filter(child -> child.name().equals(BROKER))
                        .flatMap(child -> child.handle().stream())
                        .toList());
    }

    /** All but the broker, in the opposite order of their start. */
    private void stopSystem() {
        List<ChildProcess> running = workspace.running();
        for (int i = running.size() - 1; i > 0; i--) {
            workspace.stop(running.get(i));
        }
    }
}
