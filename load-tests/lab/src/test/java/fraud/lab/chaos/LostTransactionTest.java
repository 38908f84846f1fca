package fraud.lab.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fraud.cli.outputs.OutputRecorder;
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
import fraud.lab.bench.spec.SpecFiles;
import fraud.lab.bench.spec.SystemSpec;
import fraud.lab.bench.spec.WorkloadSeries;
import fraud.lab.bench.systems.Cluster;
import fraud.lab.bench.systems.ClusterShape;
import fraud.lab.bench.systems.RunningSystem;
import fraud.lab.bench.systems.StateDirectory;
import fraud.lab.bench.systems.Systems;
import fraud.lab.chaos.proxy.KafkaProxy;
import fraud.lab.telemetry.RunClock;
import fraud.lab.workload.StretchedTime;
import fraud.score.StartingModels;
import fraud.topics.InputTopics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: a transaction that Kafka has aborted, though its checkpoint is complete, ends the job; what is missing is
 * found, and a start from Kafka has it all. Method: a proxy keeps the ends of transactions until they have timed out.
 */
@Tag("stress")
class LostTransactionTest {

    private static final Path HOME = Path.of("").toAbsolutePath().getParent().getParent();
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int SECONDS = 30;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    private final SystemSpec transactional =
            new SpecFiles(HOME.resolve("load-tests")).systems().get("flink-exactly-once");
    private final WorkloadSeries series = new WorkloadSeries(List.of(new SpecFiles(HOME.resolve("load-tests"))
            .workloads()
            .get("steady-300")
            .smoke()
            .lasting(SECONDS)));
    private final DetectorParameters parameters =
            StretchedTime.parameters(series.workloads().get(0).stream().partitions());

    @Test
    void endsTheJobAndAStartFromKafkaHasItAll() throws Exception {
        try (Workspace workspace = Workspace.create(directory.resolve("logs"))) {
            Passage passage = new Passage(LoopbackPort.free(0), LoopbackPort.free(0));
            KafkaConnection broker = KafkaConnection.toOwnBroker(
                    EmbeddedBroker.startMortal(workspace, 1, List.of(passage)).bootstrapServers());
            SystemSpec lost = named("lost");
            SystemSpec anew = named("anew");
            try (KafkaProxy proxy = new KafkaProxy(passage.port(), passage.targetPort());
                    Admin admin = broker.admin();
                    Producer<byte[], byte[]> producer = broker.producer()) {
                Topics.createInputs(admin, InputTopics.DEFAULT, parameters, Topics.Timestamps.PUBLISHER);
                Topics.createOutputs(admin, List.of("lost", "anew"), parameters.partitions());
                try (OutputTap tap = new OutputTap(broker, admin, "anew", false);
                        Load load = new Load(broker, series.stream(), Duration.ofMillis(parameters.leadMillis()), 0)) {
                    KafkaConnection behind = KafkaConnection.toOwnBroker("127.0.0.1:" + passage.port());
                    RunningSystem unused = systems(workspace, behind, "lost").start(lost);
                    load.sendHistory(1);
                    load.startLive();
                    awaitDecisions(broker, admin);
                    proxy.holdCommits();
                    await().atMost(PATIENCE).until(() -> proxy.heldCommits() > 0);
                    await().atMost(PATIENCE).until(() -> hasAborted(admin));
                    proxy.releaseCommits();

                    await().atMost(PATIENCE)
                            .until(() -> log("lost").contains("Kafka has aborted a transaction of")
                                    && log("lost").contains("to FAILED"));

                    RunningSystem running = systems(workspace, broker, "anew").start(anew);
                    RunClock clock = new RunClock(Instant.now(), System.nanoTime());
                    Watch watch = new Watch(
                            new Watch.Scene("anew", running, Map::of, others -> Double.NaN, workspace::check),
                            clock,
                            new Patience(PATIENCE, System::nanoTime),
                            tap,
                            load);
                    watch.await(load::isSent);
                    new Drain(admin, watch, tap).toCompletion(producer, parameters, load.progress());
                }
                OutputCheck check = new OutputCheck(broker, admin, parameters, StartingModels.NONE, workspace.data());
                OutputCheck.Verdict ofLost = check.verify("lost", OutputRecorder.RECORDED);
                assertThat(ofLost.summary().lost()).isPositive();
                OutputCheck.Verdict ofAnew = check.verify("anew", OutputRecorder.RECORDED);
                assertThat(ofAnew.summary().findings()).isEmpty();
                assertThat(ofAnew.difference()).isEmpty();
                assertThat(ofAnew.summary().repeats()).isZero();
            }
        }
    }

    /** With a timeout that is over soon. */
    private SystemSpec named(String name) {
        Map<String, String> settings = new HashMap<>(transactional.settings());
        settings.put("transaction.timeout.millis", "10000");
        return new SystemSpec(
                name,
                transactional.title(),
                transactional.kind(),
                transactional.guarantee(),
                null,
                null,
                true,
                1,
                settings,
                transactional.engine(),
                transactional.jvm());
    }

    private Systems systems(Workspace workspace, KafkaConnection connection, String name) {
        Path data = workspace.data().resolve(name);
        return new Systems(
                new Installation(HOME),
                workspace,
                connection,
                parameters,
                StartingModels.NONE,
                new RunClock(Instant.now(), System.nanoTime()),
                directory.resolve(name),
                false,
                new StateDirectory(data, false),
                ClusterShape.PLAIN);
    }

    private String log(String name) {
        try {
            return Files.readString(
                    Cluster.directory(directory.resolve(name)).resolve("logs").resolve("jobmanager.log"));
        } catch (IOException e) {
            return "";
        }
    }

    private void awaitDecisions(KafkaConnection broker, Admin admin) {
        try (OutputTap tap = new OutputTap(broker, admin, "lost", false)) {
            await().atMost(PATIENCE).until(() -> tap.answers() > 0);
        }
    }

    private static boolean hasAborted(Admin admin) throws Exception {
        return admin.listTransactions().all().get().stream()
                .filter(listing -> listing.transactionalId().startsWith("fraud-lost/decisions"))
                .map(TransactionListing::state)
                .anyMatch(TransactionState.COMPLETE_ABORT::equals);
    }
}
