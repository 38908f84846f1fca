package fraud.lab.chaos.run;

import fraud.cli.failure.OperationFailedException;
import fraud.cli.outputs.OutputRecorder;
import fraud.cli.process.ChildProcess;
import fraud.cli.process.EmbeddedBroker;
import fraud.cli.process.EmbeddedBroker.Passage;
import fraud.cli.process.Installation;
import fraud.cli.process.LoopbackPort;
import fraud.cli.process.Patience;
import fraud.cli.process.Workspace;
import fraud.cli.topics.KafkaConnection;
import fraud.cli.topics.Topics;
import fraud.config.DetectorParameters;
import fraud.lab.bench.launch.Drain;
import fraud.lab.bench.launch.Load;
import fraud.lab.bench.launch.OutputCheck;
import fraud.lab.bench.launch.Watch;
import fraud.lab.bench.measure.OutputTap;
import fraud.lab.bench.spec.SystemSpec;
import fraud.lab.bench.spec.WorkloadSeries;
import fraud.lab.bench.spec.WorkloadSpec;
import fraud.lab.bench.systems.Cluster;
import fraud.lab.bench.systems.RunningSystem;
import fraud.lab.bench.systems.StateDirectory;
import fraud.lab.bench.systems.Systems;
import fraud.lab.chaos.faults.FaultPlan;
import fraud.lab.chaos.faults.FaultPlan.Strike;
import fraud.lab.chaos.faults.Scenario;
import fraud.lab.chaos.faults.Scene;
import fraud.lab.chaos.measure.EngineLogs;
import fraud.lab.chaos.measure.OpenCommit;
import fraud.lab.chaos.measure.ProcessStarts;
import fraud.lab.chaos.proxy.KafkaProxy;
import fraud.lab.telemetry.RunClock;
import fraud.lab.workload.StretchedTime;
import fraud.report.chaos.ChaosRun;
import fraud.score.StartingModels;
import fraud.topics.InputTopics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;

/**
 * One system under one scenario: a broker and a supervised cluster of its own, live traffic, faults at their moments,
 * the drain, the check of every output.
 *
 * @param installation the build
 * @param workspace whose processes and data it has
 * @param logs directory for what the processes say; it stays
 * @param cell what is to be run
 * @param workload the traffic, for as long as the faults' turns take
 * @param plan when faults strike, from the end of the warm-up on
 * @param models that detectors start with
 * @param patience how long the system may show no progress
 * @param say told of each fault, in a line
 */
public record ChaosLaunch(
        Installation installation,
        Workspace workspace,
        Path logs,
        Cell cell,
        WorkloadSpec workload,
        FaultPlan plan,
        StartingModels models,
        Duration patience,
        Consumer<String> say) {

    private static final String BROKER = "broker";

    /** How long a fault waits for a commit to be under way: a checkpoint is there every five seconds. */
    private static final Duration COMMIT_PATIENCE = Duration.ofSeconds(20);

    /** A process that was killed just before is being started. */
    private static final Duration VICTIM_PATIENCE = Duration.ofMinutes(2);

    private static final long COMMIT_STEP_NANOS = Duration.ofMillis(2).toNanos();
    private static final long VICTIM_STEP_NANOS = Duration.ofMillis(50).toNanos();

    /**
     * A run of a campaign.
     *
     * @param number of it among those of its scenario and system, from 1
     * @param seed of its moments
     */
    public record Cell(Scenario scenario, SystemSpec system, int number, long seed) {}

    /**
     * A fault that has struck.
     *
     * @param victim what it hit
     * @param atSeconds when, since the run's start
     * @param healedSeconds when it was over; null for one that was over at once
     * @param inside the commit that was under way; null if none was
     */
    record Struck(Strike strike, String victim, double atSeconds, Double healedSeconds, String inside) {}

    /**
     * Runs it.
     *
     * @throws OperationFailedException if the lab's own processes die, or the system shows no progress
     */
    public ChaosRun run() {
        RunClock clock = new RunClock(Instant.now(), System.nanoTime());
        SystemSpec spec = cell.system();
        WorkloadSeries series = new WorkloadSeries(List.of(workload));
        DetectorParameters parameters =
                StretchedTime.parameters(workload.stream().partitions());
        List<Passage> passages = passages();
        EmbeddedBroker brokers =
                EmbeddedBroker.startMortal(workspace, cell.scenario().needs().brokers(), passages);
        KafkaConnection connection = KafkaConnection.toOwnBroker(brokers.bootstrapServers());
        workspace.interruptOnDeath();
        List<KafkaProxy> proxies = passages.stream()
                .map(passage -> new KafkaProxy(passage.port(), passage.targetPort()))
                .toList();
        StateDirectory state = new StateDirectory(workspace.data(), false);
        try (Admin admin = connection.admin();
                Producer<byte[], byte[]> producer = connection.producer()) {
            Topics.createInputs(admin, InputTopics.DEFAULT, parameters, Topics.Timestamps.PUBLISHER);
            Topics.createOutputs(admin, List.of(spec.name()), parameters.partitions());
            Systems systems = new Systems(
                    installation,
                    workspace,
                    proxies.isEmpty() ? connection : KafkaConnection.toOwnBroker(addresses(passages)),
                    parameters,
                    models,
                    clock,
                    logs,
                    false,
                    state,
                    cell.scenario().shape());
            try (OutputTap tap = new OutputTap(connection, admin, spec.name(), false);
                    Load load = new Load(connection, series.stream(), Duration.ofMillis(parameters.leadMillis()), 0)) {
                RunningSystem system = systems.start(spec);
                ProcessStarts starts = new ProcessStarts(clock);
                Watch watch = new Watch(
                        new Watch.Scene(
                                spec.name(),
                                system,
                                () -> {
                                    starts.look(system.roles());
                                    return Map.of();
                                },
                                others -> Double.NaN,
                                workspace::check),
                        clock,
                        new Patience(patience, System::nanoTime),
                        tap,
                        load);
                load.sendHistory(1);
                watch.await(() -> tap.answers() >= load.toAnswer());
                double live = clock.now();
                load.startLive();
                Path checkpoints =
                        spec.kind() == SystemSpec.Kind.FLINK ? Cluster.checkpoints(systems) : state.checkpoint();
                Scene scene = new Scene(spec.kind(), system, brokers, proxies, checkpoints);
                List<Struck> struck = strikeAll(
                        live + workload.warmUpSeconds(), watch, scene, OpenCommit.of(spec.kind(), checkpoints));
                watch.await(load::isSent);
                double sent = clock.now();
                new Drain(admin, watch, tap).toCompletion(producer, parameters, load.progress());
                long inputs = load.toAnswer();
                RunFigures figures = new RunFigures(
                        clock,
                        live,
                        sent,
                        workload,
                        inputs,
                        struck,
                        starts.starts(),
                        new EngineLogs(spec.kind(), Cluster.directory(logs), clock).events(),
                        system.marks());
                stopSystem();
                tap.stop();
                OutputCheck.Verdict verdict = new OutputCheck(connection, admin, parameters, models, workspace.data())
                        .verify(spec.name(), OutputRecorder.RECORDED);
                return figures.run(cell, tap.decisions(), verdict);
            }
        } finally {
            proxies.forEach(KafkaProxy::close);
        }
    }

    /** For each broker the way that the system reaches it by; none if it needs none. */
    private List<Passage> passages() {
        return IntStream.range(
                        0,
                        cell.scenario().needs().proxied()
                                ? cell.scenario().needs().brokers()
                                : 0)
                .mapToObj(broker -> new Passage(LoopbackPort.free(0), LoopbackPort.free(0)))
                .toList();
    }

    private static String addresses(List<Passage> passages) {
        return passages.stream().map(passage -> "127.0.0.1:" + passage.port()).collect(Collectors.joining(","));
    }

    private List<Struck> strikeAll(double fromSeconds, Watch watch, Scene scene, OpenCommit commit) {
        List<Struck> struck = new ArrayList<>();
        for (Strike strike : plan.strikes()) {
            watch.await(() -> watch.now() >= fromSeconds + strike.afterSeconds());
            Optional<String> inside = strike.insideCommit() ? awaitCommit(commit) : Optional.empty();
            String victim = awaitVictim(strike, scene);
            double at = watch.now();
            // Still the same and still open: it was when the fault struck.
            Optional<String> still = commit.now();
            Optional<String> during = strike.insideCommit() ? still.filter(inside.orElse("")::equals) : still;
            say.accept(String.format(
                    Locale.ROOT,
                    "  at %.1f s: %s, %s%s",
                    at,
                    victim,
                    strike.kind().what(),
                    during.map(what -> ", inside " + what).orElse("")));
            Double healed = null;
            if (!strike.kind().lasts().isZero()) {
                watch.await(() -> watch.now() >= at + strike.kind().lasts().toMillis() / 1e3);
                strike.kind().heal(scene);
                healed = watch.now();
            }
            struck.add(new Struck(strike, victim, at, healed, during.orElse(null)));
        }
        return struck;
    }

    /** Goes on without one if there is none for too long. */
    private Optional<String> awaitCommit(OpenCommit commit) {
        long until = System.nanoTime() + COMMIT_PATIENCE.toNanos();
        Optional<String> open = commit.now();
        while (open.isEmpty() && System.nanoTime() - until < 0) {
            workspace.check();
            LockSupport.parkNanos(COMMIT_STEP_NANOS);
            open = commit.now();
        }
        return open;
    }

    private String awaitVictim(Strike strike, Scene scene) {
        long until = System.nanoTime() + VICTIM_PATIENCE.toNanos();
        String victim = strike.kind().strike(scene);
        while (victim.isEmpty()) {
            workspace.check();
            if (System.nanoTime() - until > 0) {
                throw new OperationFailedException(cell.system().name() + ": for "
                        + VICTIM_PATIENCE.toSeconds() + " s there has been nothing that could be hit by "
                        + strike.kind().what() + "; its logs: " + logs);
            }
            LockSupport.parkNanos(VICTIM_STEP_NANOS);
            victim = strike.kind().strike(scene);
        }
        return victim;
    }

    /** All but the brokers, in the opposite order of their start. */
    private void stopSystem() {
        List<ChildProcess> system = new ArrayList<>(workspace.running());
        system.removeIf(process -> process.name().startsWith(BROKER));
        Collections.reverse(system);
        system.forEach(workspace::stop);
    }
}
