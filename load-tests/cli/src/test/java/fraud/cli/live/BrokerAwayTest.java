package fraud.cli.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fraud.cli.Cli;
import fraud.cli.detectors.DetectorProcess;
import fraud.cli.detectors.Engine;
import fraud.cli.outputs.OutputComparison;
import fraud.cli.process.Checkout;
import fraud.cli.process.ChildProcess;
import fraud.cli.process.EmbeddedBroker;
import fraud.cli.process.Installation;
import fraud.cli.process.Workspace;
import fraud.cli.topics.InputRecords;
import fraud.cli.topics.KafkaConnection;
import fraud.cli.topics.Signals;
import fraud.cli.topics.Topics;
import fraud.config.DetectorParameters;
import fraud.generator.config.GeneratorConfig;
import fraud.generator.config.Parameter;
import fraud.model.Signal;
import fraud.report.figures.Summary.EngineSummary;
import fraud.score.StartingModels;
import fraud.topics.InputTopics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Goal: a broker that goes away and comes back costs time, and nothing else. Method: both detectors at work, and a
 * heartbeat, on a broker that gets {@code kill -9} under them and is started again after some seconds; then the input
 * ends, and both must equal the reference. For those who publish, one line. Before it goes, they are reconciled at
 * work. The two tests run beside each other, since each waits for most of its time.
 */
@Tag("engine")
class BrokerAwayTest {

    private static final DetectorParameters PARAMETERS =
            DetectorParameters.defaults(3).withFeatures(true);
    private static final int EVENTS = 3_000;
    private static final int EVENTS_PER_SECOND = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** Longer than the detectors' first attempts at starting again, and than the heartbeat is silent about it. */
    private static final Duration AWAY = Duration.ofSeconds(15);

    private static final InputTopics SIGNALLED = new InputTopics("t", "l", "r");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    private Workspace workspace;
    private String address;

    @BeforeEach
    void startBroker() {
        workspace = Workspace.create(directory.resolve("logs"));
        address = EmbeddedBroker.start(workspace, 0);
    }

    @AfterEach
    void stop() {
        workspace.close();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void costsDetectorsAndHeartbeatsNothingButTime() throws Exception {
        Path out = directory.resolve("out");
        KafkaConnection broker = KafkaConnection.toOwnBroker(address);
        try (Admin admin = broker.admin();
                Producer<byte[], byte[]> producer = broker.producer()) {
            Topics.createInputs(admin, InputTopics.DEFAULT, PARAMETERS, Topics.Timestamps.PUBLISHER);
            Topics.createInputs(admin, SIGNALLED, PARAMETERS, Topics.Timestamps.BROKER);
            Topics.createOutputs(admin, Engine.wireNames(Engine.all()), PARAMETERS.partitions());
            LiveTraffic traffic = new LiveTraffic(
                    GeneratorConfig.defaults().with(Parameter.COUNT, EVENTS).with(Parameter.CARDS, 100),
                    producer,
                    new Signals(producer, Topics.inputPartitions(admin, InputTopics.DEFAULT)));
            RunningDetectors detectors =
                    new RunningDetectors(broker, admin, PARAMETERS, StartingModels.NONE, PATIENCE, workspace::check);
            for (Engine engine : Engine.processes()) {
                start(engine, broker);
            }
            traffic.publish(EVENTS / 2);
            ChildProcess heartbeat = workspace.start(
                    "heartbeat",
                    Installation.javaCommandHere(
                            List.of(),
                            Cli.class.getName(),
                            List.of("heartbeat", "--topics", "t,l,r", "--bootstrap-servers", address)));
            await().atMost(PATIENCE).until(() -> signals(broker, admin) > 0);
            for (Engine engine : Engine.processes()) {
                detectors.awaitAnswers(engine, EVENTS / 4);
            }

            CompletableFuture<Void> more =
                    CompletableFuture.runAsync(() -> traffic.publish(3 * EVENTS / 4, EVENTS_PER_SECOND));
            for (Engine engine : Engine.processes()) {
                assertReconcilesUnderTraffic(engine);
            }
            more.get();

            kill("broker");
            LockSupport.parkNanos(AWAY.toNanos());
            assertThat(EmbeddedBroker.start(workspace, Integer.parseInt(address.substring(address.indexOf(':') + 1))))
                    .isEqualTo(address);

            long signals = signals(broker, admin);
            traffic.publish(EVENTS);
            detectors.awaitCompletions(() -> traffic.signal(Signal.END_OF_INPUT, PARAMETERS.lagMillis() + 1));
            await().atMost(PATIENCE).until(() -> signals(broker, admin) > signals);
            assertThat(heartbeat.log()).content().contains("no heartbeat has been acknowledged for ", "; trying on");
            for (Engine engine : Engine.all()) {
                EngineSummary summary = detectors.examine(engine, out, workspace.data());
                assertThat(summary.findings()).isEmpty();
                assertThat(summary.isClean()).isTrue();
                assertThat(summary.decisions()).isGreaterThan(EVENTS / 2);
            }
        }
        OutputComparison comparison = OutputComparison.of(out, Engine.wireNames(Engine.all()));
        assertThat(comparison.equal()).as("%s", comparison.difference()).hasValue(true);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void endsAPublisherInOneLine() throws Exception {
        StringWriter said = new StringWriter();
        CompletableFuture<Integer> publisher = CompletableFuture.supplyAsync(() ->
                fraud(said, "generate --create-topics --count 1000000 --rate 500 --bootstrap-servers " + address));
        try (Admin admin = KafkaConnection.to(address).admin()) {
            await().atMost(PATIENCE)
                    .until(() -> admin.listTopics().names().get().contains(Topics.VERSIONS));
        }
        LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());

        kill("broker");

        assertThat(publisher.get()).isEqualTo(1);
        assertThat(said.toString().lines().filter(line -> line.startsWith("error: ")))
                .singleElement()
                .asString()
                .contains("broker");
        assertThat(said.toString()).doesNotContain("\tat ");
    }

    /** What is judged has its outputs, though more of both comes. */
    private void assertReconcilesUnderTraffic(Engine engine) {
        StringWriter said = new StringWriter();
        String line = "reconcile --engine " + engine.wireName() + " --bootstrap-servers " + address;
        assertThat(fraud(said, line)).as("%s", said).isZero();
    }

    private void kill(String name) {
        ChildProcess process = workspace.running().stream()
                .filter(child -> child.name().equals(name))
                .findFirst()
                .orElseThrow();
        ProcessHandle handle = process.handle().orElseThrow();
        handle.destroyForcibly();
        handle.onExit().join();
        workspace.stop(process);
    }

    private void start(Engine engine, KafkaConnection broker) {
        Installation installation = Checkout.installation();
        DetectorProcess.start(installation, workspace, engine, broker, PARAMETERS, Map.of());
    }

    /** Records of the topic that only the heartbeat writes to. */
    private static long signals(KafkaConnection broker, Admin admin) {
        AtomicLong signals = new AtomicLong();
        InputRecords.read(broker, admin, SIGNALLED.transactions(), record -> signals.incrementAndGet());
        return signals.get();
    }

    private static int fraud(StringWriter said, String line) {
        return new Cli()
                .run(
                        new PrintWriter(said, true),
                        new PrintWriter(said, true),
                        List.of(line.split(" ")).toArray(String[]::new));
    }
}
