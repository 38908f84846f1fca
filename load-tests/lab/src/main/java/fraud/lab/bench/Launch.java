package fraud.lab.bench;

import fraud.cli.failure.OperationFailedException;
import fraud.cli.process.ChildProcess;
import fraud.cli.process.EmbeddedBroker;
import fraud.cli.process.Installation;
import fraud.cli.process.Patience;
import fraud.cli.process.Workspace;
import fraud.cli.topics.KafkaConnection;
import fraud.cli.topics.Signals;
import fraud.cli.topics.Topics;
import fraud.config.DetectorParameters;
import fraud.generator.publish.PublishProgress;
import fraud.lab.bench.measure.JvmEvents;
import fraud.lab.bench.measure.OtherProcesses;
import fraud.lab.bench.measure.OutputTap;
import fraud.lab.bench.measure.RoleUsage;
import fraud.lab.bench.measure.RunData;
import fraud.lab.bench.measure.Samples;
import fraud.lab.bench.profile.Profiles;
import fraud.lab.bench.spec.SystemSpec;
import fraud.lab.bench.spec.WorkloadSeries;
import fraud.lab.bench.systems.RunningSystem;
import fraud.lab.bench.systems.StateDirectory;
import fraud.lab.bench.systems.Systems;
import fraud.lab.bench.warm.WarmDirectory;
import fraud.lab.telemetry.RunClock;
import fraud.model.Signal;
import fraud.report.bench.LaunchResult;
import fraud.report.bench.Mark;
import fraud.report.bench.Sample;
import fraud.report.bench.WarmStart;
import fraud.score.StartingModels;
import fraud.topics.InputTopics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;

/**
 * One launch of one system on one workload: a broker of its own, the system, the load, the drain, the check. Nothing of
 * an earlier launch is left when it begins; on warm state it begins with a copy of what is kept.
 */
final class Launch {

    static final String BROKER = "broker";
    static final String LAB = "lab";

    private static final long STEP_NANOS = Duration.ofMillis(50).toNanos();
    private static final double SAMPLE_SECONDS = 0.5;
    private static final double REPEAT_SECONDS = Signals.REPEAT_MILLIS / 1e3;

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
    private final Samples samples = new Samples();
    private final RoleUsage usage = new RoleUsage();
    private final OtherProcesses others = new OtherProcesses();
    private final Set<String> systemRoles = new HashSet<>();
    private double nextSampleSeconds;

    Launch(
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
    List<LaunchResult> run() {
        StateDirectory state = warm.map(kept -> kept.copy(EmbeddedBroker.log(workspace)))
                .orElseGet(() -> new StateDirectory(workspace.data(), false));
        Optional<WarmStart> start = warm.flatMap(WarmDirectory::start);
        KafkaConnection connection = KafkaConnection.toOwnBroker(EmbeddedBroker.start(workspace, 0));
        DetectorParameters parameters = Warming.parameters(series);
        try (Admin admin = connection.admin();
                Producer<byte[], byte[]> producer = connection.producer()) {
            if (start.isEmpty()) {
                Topics.createInputs(admin, InputTopics.DEFAULT, parameters, Topics.Timestamps.PUBLISHER);
                Topics.createOutputs(admin, List.of(spec.name()), parameters.partitions());
            }
            Systems systems = new Systems(
                    installation, workspace, connection, parameters, models, clock, logs, profiles.isPresent(), state);
            try (OutputTap tap = new OutputTap(connection, admin, spec.name(), start.isPresent());
                    Load load = new Load(
                            connection,
                            series.stream(),
                            Duration.ofMillis(parameters.leadMillis()),
                            start.map(WarmStart::records).orElse(0L))) {
                boolean isBacklog = series.isBacklog();
                if (isBacklog) {
                    load.sendHistory(spec.backlogCopies());
                }
                double started = clock.now();
                RunningSystem system = systems.start(spec);
                Watch watch = new Watch(system, tap, load);
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
                drain(admin, producer, parameters, watch, tap, load);
                List<Mark> marks = system.marks();
                boolean hasMarks = system.hasMarks();
                long inputs = load.toAnswer();
                stopSystem();
                tap.stop();
                JvmEvents jvm = JvmEvents.read(systems.recordings(), usage.roleByProcess(), clock);
                RunData data = new RunData(
                        clock,
                        samples,
                        tap.decisions(),
                        tap.alerts(),
                        marks,
                        jvm,
                        hasMarks,
                        systemRoles,
                        inputs,
                        Runtime.getRuntime().availableProcessors());
                OutputCheck.Checked checked = new OutputCheck(connection, admin, parameters, models, workspace.data())
                        .check(spec, series.check());
                return new LaunchOutcome(series, spec, number, profiles, start)
                        .results(data, firstOutput, checked, systems.profilerRecordings(), usage.roleByProcess());
            }
        }
    }

    /** Ends the input, and waits until the system says that it is through; an echo has said all that it has to say. */
    private void drain(
            Admin admin,
            Producer<byte[], byte[]> producer,
            DetectorParameters parameters,
            Watch watch,
            OutputTap tap,
            Load load) {
        if (!spec.completes()) {
            List<TopicPartition> transactions = Topics.partitions(admin, Topics.TRANSACTIONS);
            long records = Topics.endOffsets(admin, transactions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            watch.await(() -> tap.before() + tap.outputs() >= records);
            return;
        }
        PublishProgress sent = load.progress();
        long endMillis = Math.max(sent.maxEventTimeMillis(), sent.maxPublishedAtMillis()) + parameters.lagMillis() + 1;
        Signals signals = new Signals(producer, Topics.inputPartitions(admin, InputTopics.DEFAULT));
        double[] next = {clock.now()};
        watch.await(() -> {
            if (clock.now() >= next[0]) {
                next[0] = clock.now() + REPEAT_SECONDS;
                signals.send(Signal.END_OF_INPUT, endMillis);
            }
            return tap.completions() == parameters.partitions();
        });
    }

    /** All but the broker, in the opposite order of their start. */
    private void stopSystem() {
        List<ChildProcess> running = workspace.running();
        for (int i = running.size() - 1; i > 0; i--) {
            workspace.stop(running.get(i));
        }
    }

    /** Looks at everything while something is waited for. */
    private final class Watch {

        private final RunningSystem system;
        private final OutputTap tap;
        private final Load load;

        Watch(RunningSystem system, OutputTap tap, Load load) {
            this.system = system;
            this.tap = tap;
            this.load = load;
        }

        void await(BooleanSupplier condition) {
            while (!condition.getAsBoolean()) {
                workspace.check();
                system.look();
                if (clock.now() >= nextSampleSeconds) {
                    sample();
                }
                patience.results(tap.outputs());
                if (tap.answers() >= load.toAnswer() && tap.completions() == 0 && !load.isSent()) {
                    patience.owesNothing();
                }
                if (patience.isOver()) {
                    throw new OperationFailedException(spec.name() + " is stuck: " + tap.answers() + " of "
                            + load.toAnswer() + " records answered; " + patience.describe());
                }
                LockSupport.parkNanos(STEP_NANOS);
            }
        }

        void sample() {
            Map<String, List<ProcessHandle>> roles = new HashMap<>(system.roles());
            systemRoles.addAll(roles.keySet());
            roles.put(LAB, List.of(ProcessHandle.current()));
            roles.put(
                    BROKER,
                    workspace.running().stream()
                            .filter(child -> child.name().equals(BROKER))
                            .flatMap(child -> child.handle().stream())
                            .collect(Collectors.toList()));
            double now = clock.now();
            Sample sample = new Sample(
                    now,
                    usage.cpuSeconds(roles),
                    RoleUsage.residentMib(roles),
                    usage.writtenMib(roles),
                    others.cpuSeconds(usage.roleByProcess().keySet()),
                    tap.answers(),
                    load.toAnswer(),
                    load.progress().sentLate());
            samples.add(sample);
            patience.cpu(Duration.ofMillis((long) (sample.cpuSecondsOf(systemRoles) * 1_000)));
            nextSampleSeconds = now + SAMPLE_SECONDS;
        }
    }
}
