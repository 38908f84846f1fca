package fraud.cli.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fraud.cli.detectors.DetectorProcess;
import fraud.cli.detectors.Engine;
import fraud.cli.outputs.DetectorOutputs;
import fraud.cli.process.Checkout;
import fraud.cli.process.ChildProcess;
import fraud.cli.process.EmbeddedBroker;
import fraud.cli.process.Installation;
import fraud.cli.process.Workspace;
import fraud.cli.topics.KafkaConnection;
import fraud.cli.topics.Signals;
import fraud.cli.topics.Topics;
import fraud.config.DetectorParameters;
import fraud.model.Signal;
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
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: no detector goes on with what it remembers where a topic is no longer the same (SEMANTICS 1.5); it ends, with
 * the same line in both engines. Method: both decide a transaction; then a topic is changed under them or between two
 * runs, and each is started again from its checkpoint.
 */
@Tag("engine")
class TopicsUnderDetectorsTest {

    private static final List<Engine> ENGINES = Engine.processes();
    private static final DetectorParameters PARAMETERS = DetectorParameters.defaults(4);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** What the issue asks for. */
    private static final Duration NOTICED_WITHIN = Duration.ofMinutes(1);

    private static final String ADVICE =
            ": no detector can go on with what it remembers. Use topics that stay as they are, and"
                    + " start each detector without a checkpoint and under a new detector.name (SEMANTICS 1.5)";

    @TempDir
    private Path directory;

    private Workspace workspace;
    private KafkaConnection broker;
    private Admin admin;
    private final Map<Engine, ChildProcess> detectors = new HashMap<>();

    @BeforeEach
    void startDetectors() throws IOException {
        workspace = Workspace.create(directory.resolve("logs"));
        broker = KafkaConnection.toOwnBroker(EmbeddedBroker.start(workspace, 0));
        admin = broker.admin();
        makeInputs();
        Topics.createOutputs(admin, Engine.wireNames(ENGINES), 1);
        for (Engine engine : ENGINES) {
            detectors.put(engine, start(engine, Map.of()));
        }
        publish("t1");
        awaitDecisions(1);
        awaitCheckpoint();
    }

    @AfterEach
    void stop() {
        admin.close();
        workspace.close();
    }

    @Test
    void aTopicThatGetsMorePartitionsEndsRunningDetectorsAndRejectsTheirNextStart() throws Exception {
        admin.createPartitions(Map.of(Topics.TRANSACTIONS, NewPartitions.increaseTo(5)))
                .all()
                .get();

        String line = "topic transactions has 5 partitions, before 4" + ADVICE;
        awaitEnd(NOTICED_WITHIN, line);
        startAgain(Map.of());
        awaitEnd(PATIENCE, line);
    }

    @Test
    void aTopicThatIsMadeAgainUnderDetectorsEndsThem() throws Exception {
        admin.deleteTopics(List.of(Topics.LABELS)).all().get();
        awaitGone(Topics.LABELS);
        makeAgain(Topics.LABELS);

        awaitEnd(NOTICED_WITHIN, "topic labels was deleted and made again (id ");
    }

    @Test
    void topicsThatAreMadeAgainBetweenTwoRunsAreNotRead() throws Exception {
        detectors.values().forEach(workspace::stop);
        admin.deleteTopics(Topics.INPUTS).all().get();
        Topics.INPUTS.forEach(this::awaitGone);
        makeInputs();
        publish("t2");
        publish("t3");

        startAgain(Map.of());

        awaitEnd(PATIENCE, "the topics transactions, labels, versions have other ids than before (transactions ");
        awaitDecisions(1);
    }

    private void makeInputs() {
        Topics.createInputs(admin, InputTopics.DEFAULT, PARAMETERS, Topics.Timestamps.PUBLISHER);
    }

    private void makeAgain(String topic) throws Exception {
        admin.createTopics(List.of(new NewTopic(topic, PARAMETERS.labelPartitions(), (short) 1)))
                .all()
                .get();
    }

    private void awaitGone(String topic) {
        await().atMost(PATIENCE).until(() -> !admin.listTopics().names().get().contains(topic));
    }

    private ChildProcess start(Engine engine, Map<String, String> settings) {
        Installation installation = Checkout.installation();
        return DetectorProcess.start(installation, workspace, engine, broker, PARAMETERS, settings);
    }

    private void startAgain(Map<String, String> settings) throws IOException {
        for (Engine engine : ENGINES) {
            Map<String, String> all = new HashMap<>(settings);
            if (engine == Engine.FLINK) {
                all.put("restore.from", checkpoint().orElseThrow().toString());
            }
            detectors.put(engine, start(engine, all));
        }
    }

    private Optional<Path> checkpoint() throws IOException {
        try (Stream<Path> files = Files.walk(workspace.data().resolve("flink").resolve("checkpoints"))) {
            return files.filter(file -> file.endsWith("_metadata"))
                    .map(Path::getParent)
                    .max(Comparator.comparingInt(checkpoint ->
                            Integer.parseInt(checkpoint.getFileName().toString().replace("chk-", ""))));
        }
    }

    private void awaitCheckpoint() {
        await().atMost(PATIENCE).until(() -> checkpoint().isPresent());
    }

    private void publish(String id) {
        long now = System.currentTimeMillis();
        String transaction =
                "{\"transactionId\":\"" + id + "\",\"cardId\":\"c1\",\"merchantId\":\"m1\",\"eventTimeMillis\":" + now
                        + ",\"amountMinor\":100,\"currency\":\"EUR\"}";
        try (Producer<byte[], byte[]> producer = broker.producer()) {
            var unused = producer.send(new ProducerRecord<>(
                    Topics.TRANSACTIONS,
                    null,
                    now,
                    "c1".getBytes(StandardCharsets.UTF_8),
                    transaction.getBytes(StandardCharsets.UTF_8)));
            new Signals(producer, Topics.inputPartitions(admin, InputTopics.DEFAULT)).send(Signal.HEARTBEAT, now);
        }
    }

    private void awaitDecisions(long count) {
        for (Engine engine : ENGINES) {
            try (DetectorOutputs outputs = new DetectorOutputs(
                    broker, admin, engine.wireName(), PARAMETERS.partitions(), (output, record) -> {})) {
                await().atMost(PATIENCE).until(() -> {
                    if (count > outputs.answers()) {
                        workspace.check();
                    }
                    outputs.readToEnd();
                    return outputs.answers() >= count;
                });
                assertThat(outputs.answers()).isEqualTo(count);
            }
        }
    }

    private void awaitEnd(Duration patience, String line) {
        detectors.forEach((engine, detector) -> {
            await().atMost(patience).until(() -> !detector.isAlive());
            assertThat(detector.failure().orElseThrow()).startsWith(engine.wireName() + " died: " + line);
            workspace.stop(detector);
        });
    }
}
