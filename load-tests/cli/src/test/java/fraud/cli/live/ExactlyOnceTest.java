package fraud.cli.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fraud.cli.detectors.DetectorProcess;
import fraud.cli.detectors.Engine;
import fraud.cli.outputs.OutputComparison;
import fraud.cli.process.Checkout;
import fraud.cli.process.ChildProcess;
import fraud.cli.process.EmbeddedBroker;
import fraud.cli.process.Workspace;
import fraud.cli.topics.KafkaConnection;
import fraud.cli.topics.Signals;
import fraud.cli.topics.Topics;
import fraud.config.DetectorParameters;
import fraud.generator.config.GeneratorConfig;
import fraud.generator.config.Parameter;
import fraud.model.Signal;
import fraud.report.figures.Summary.EngineSummary;
import fraud.score.StartingModels;
import fraud.sink.OutputKind;
import fraud.topics.InputTopics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: with {@code delivery.guarantee = exactly-once} each output is there once for a reader of what is committed,
 * whatever befalls the job. Method: a transaction that an earlier run may have left open; then a Flink detector that is
 * killed while it writes, JobManager, TaskManager and all, and goes on from its last checkpoint. At the end the records
 * are counted, not the identities, and more must have been written than are committed.
 */
@Tag("engine")
class ExactlyOnceTest {

    private static final DetectorParameters PARAMETERS =
            DetectorParameters.defaults(3).withFeatures(true);
    private static final int EVENTS = 2_000;
    private static final int EVENTS_PER_SECOND = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Map<String, String> EXACTLY_ONCE = Map.of(
            "delivery.guarantee", "exactly-once",
            "checkpoint.interval.millis", "1000",
            "parallelism", "2");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    @Test
    void nothingIsLostOrRepeatedByALossOfTheWholeJob() throws IOException {
        Path out = directory.resolve("out");
        try (Workspace workspace = Workspace.create(directory.resolve("logs"))) {
            KafkaConnection broker = KafkaConnection.to(EmbeddedBroker.start(workspace, 0));
            try (Admin admin = broker.admin();
                    Producer<byte[], byte[]> producer = broker.producer()) {
                Topics.createInputs(admin, InputTopics.DEFAULT, PARAMETERS, Topics.Timestamps.PUBLISHER);
                Topics.createOutputs(admin, Engine.wireNames(Engine.all()), PARAMETERS.partitions());
                rejectsATimeoutThatTheBrokerDoesNotAllow(workspace, broker);
                leaveOpen(broker);
                RunningDetectors detectors = new RunningDetectors(
                        broker, admin, PARAMETERS, StartingModels.NONE, PATIENCE, workspace::check);
                LiveTraffic traffic = new LiveTraffic(
                        GeneratorConfig.defaults().with(Parameter.COUNT, EVENTS).with(Parameter.CARDS, 100),
                        producer,
                        new Signals(producer, Topics.inputPartitions(admin, InputTopics.DEFAULT)));

                traffic.publish(EVENTS / 10);
                ChildProcess flink = start(workspace, broker, EXACTLY_ONCE);
                detectors.awaitAnswers(Engine.FLINK, 1);
                traffic.publish(EVENTS / 2, EVENTS_PER_SECOND);
                for (int end = EVENTS / 2; !detectors.hasOpenTransaction(Engine.FLINK); end++) {
                    assertThat(end).as("events without an open transaction").isLessThan(EVENTS);
                    traffic.publish(end, EVENTS_PER_SECOND);
                }
                kill(flink, workspace);
                traffic.publish(EVENTS, EVENTS_PER_SECOND);
                goOn(workspace, broker);
                detectors.awaitCompletions(
                        Engine.FLINK, () -> traffic.signal(Signal.END_OF_INPUT, PARAMETERS.lagMillis() + 1));

                EngineSummary summary = detectors.examine(Engine.FLINK, out, workspace.data());
                System.out.println(summary + " " + detectors.countDecisions(Engine.FLINK));
                assertThat(summary.findings()).isEmpty();
                assertThat(summary.isClean()).isTrue();
                assertThat(summary.alerts()).isPositive();
                assertThat(summary.repeats()).isZero();
                assertThat(detectors.countDecisions(Engine.FLINK))
                        .satisfies(records -> assertThat(records.committed()).isEqualTo(summary.decisions()))
                        .satisfies(records -> assertThat(records.others())
                                .as("decisions in transactions that a loss has ended")
                                .isGreaterThan(1));
                detectors.examine(Engine.REFERENCE, out, workspace.data());
            }
        }

        OutputComparison comparison =
                OutputComparison.of(out, Engine.wireNames(List.of(Engine.REFERENCE, Engine.FLINK)));
        assertThat(comparison.equal()).as("%s", comparison.difference()).hasValue(true);
    }

    private static void rejectsATimeoutThatTheBrokerDoesNotAllow(Workspace workspace, KafkaConnection broker) {
        Map<String, String> settings = new HashMap<>(EXACTLY_ONCE);
        settings.put("transaction.timeout.millis", "900001");
        ChildProcess flink = start(workspace, broker, settings);
        await().atMost(PATIENCE).until(() -> !flink.isAlive());
        assertThat(flink.failure().orElseThrow())
                .startsWith("flink died: transaction.timeout.millis = 900001: is more than the brokers allow:"
                        + " lower it, or raise their transaction.max.timeout.ms");
        workspace.stop(flink);
    }

    /** What a run of this detector leaves that was killed before its first checkpoint. */
    private static void leaveOpen(KafkaConnection broker) {
        Map<String, Object> properties = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.bootstrapServers(),
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                "fraud-flink/decisions-1-7",
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                String.valueOf(Duration.ofMinutes(15).toMillis()));
        // Not closed in order, which would abort it.
        Producer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
            producer.beginTransaction();
            var unused = producer.send(new ProducerRecord<>(
                    OutputKind.DECISION.topic("flink"), 0, null, "left open".getBytes(StandardCharsets.UTF_8)));
            producer.flush();
        } finally {
            producer.close(Duration.ZERO);
        }
    }

    private static ChildProcess start(Workspace workspace, KafkaConnection broker, Map<String, String> settings) {
        return DetectorProcess.start(Checkout.installation(), workspace, Engine.FLINK, broker, PARAMETERS, settings);
    }

    private static ChildProcess goOn(Workspace workspace, KafkaConnection broker) throws IOException {
        Map<String, String> settings = new HashMap<>(EXACTLY_ONCE);
        settings.put("restore.from", lastCheckpoint(workspace));
        return start(workspace, broker, settings);
    }

    private static void kill(ChildProcess detector, Workspace workspace) {
        detector.handle().orElseThrow().destroyForcibly();
        workspace.stop(detector);
    }

    private static String lastCheckpoint(Workspace workspace) throws IOException {
        Path checkpoints = workspace.data().resolve("flink").resolve("checkpoints");
        try (Stream<Path> files = Files.walk(checkpoints)) {
            return files.filter(file -> file.endsWith("_metadata"))
                    .map(Path::getParent)
                    .max(Comparator.comparingInt(checkpoint ->
                            Integer.parseInt(checkpoint.getFileName().toString().replace("chk-", ""))))
                    .orElseThrow()
                    .toString();
        }
    }
}
