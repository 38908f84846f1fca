package fraud.cli.cluster;

import static org.awaitility.Awaitility.await;

import fraud.cli.detectors.Engine;
import fraud.cli.live.LiveTraffic;
import fraud.cli.outputs.DetectorOutputs;
import fraud.cli.process.EmbeddedBroker;
import fraud.cli.process.Workspace;
import fraud.cli.topics.KafkaConnection;
import fraud.cli.topics.Signals;
import fraud.cli.topics.Topics;
import fraud.config.DetectorParameters;
import fraud.generator.config.GeneratorConfig;
import fraud.generator.config.Parameter;
import fraud.parse.VersionCodec;
import fraud.score.ModelFiles;
import fraud.score.ModelRole;
import fraud.score.PublishedModel;
import fraud.score.TestModels;
import fraud.topics.InputTopics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: on a cluster a record that always fails ends the job, with its cause, and nothing starts it again. Method: both
 * jobs, submitted as a user would, score with a model whose files then are deleted; new workers cannot read it, at any
 * record.
 */
@Tag("stress")
class PoisonRecordTest {

    private static final DetectorParameters PARAMETERS = DetectorParameters.defaults(3);
    private static final int EVENTS_PER_SECOND = 50;
    private static final long EVENTS = 4_000;
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String CAUSE = "has failed 3 times (record.attempts), the last time with ";

    /** With the logs of all processes, which are kept when it fails. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    @Test
    void endsTheJobForGood() throws Exception {
        Path model = copyOfMaple();
        try (Workspace workspace = Workspace.create(directory.resolve("logs"))) {
            KafkaConnection broker = KafkaConnection.toOwnBroker(EmbeddedBroker.start(workspace, 0));
            try (Admin admin = broker.admin();
                    Producer<byte[], byte[]> producer = broker.producer();
                    StandaloneCluster flink = StandaloneCluster.start(Engine.FLINK, directory);
                    StandaloneCluster spark = StandaloneCluster.start(Engine.SPARK, directory, "--slots", "3")) {
                Topics.createInputs(admin, InputTopics.DEFAULT, PARAMETERS, Topics.Timestamps.PUBLISHER);
                Topics.createOutputs(admin, Engine.wireNames(Engine.all()), PARAMETERS.partitions());
                GeneratorConfig config =
                        GeneratorConfig.defaults().with(Parameter.COUNT, EVENTS).with(Parameter.CARDS, 100);
                LiveTraffic traffic = new LiveTraffic(
                        config, producer, new Signals(producer, Topics.inputPartitions(admin, InputTopics.DEFAULT)));
                traffic.publish(100);
                publishChallenger(producer, traffic.greatestMillis() + 2 * PARAMETERS.leadMillis());
                String models = model.getParent().toString();
                flink.submit(
                        broker,
                        workspace.data(),
                        "--record.attempts",
                        "3",
                        "--models.dir",
                        models,
                        "--parallelism",
                        "2");
                spark.submit(broker, workspace.data(), "--record.attempts", "3", "--models.dir", models);
                traffic.publish(EVENTS / 2);
                awaitChallenger(broker, admin);

                delete(model);
                flink.kill(StandaloneCluster.Part.TASK_MANAGER);
                flink.revive();
                spark.kill(StandaloneCluster.Part.EXECUTOR);
                traffic.publish(EVENTS, EVENTS_PER_SECOND);

                awaitLogged("flink-cluster", CAUSE, "switched from state FAILING to FAILED");
                awaitLogged("spark-cluster", CAUSE, "exited successfully");
            }
        }
    }

    /** The models' directory has only this one. */
    private Path copyOfMaple() throws IOException {
        Path model = Files.createDirectories(directory.resolve("models").resolve(TestModels.MAPLE));
        for (String file : List.of(ModelFiles.PORTABLE, ModelFiles.MLLIB)) {
            Files.copy(TestModels.directory().resolve(TestModels.MAPLE).resolve(file), model.resolve(file));
        }
        return model;
    }

    private static void delete(Path model) throws IOException {
        for (String file : List.of(ModelFiles.PORTABLE, ModelFiles.MLLIB)) {
            Files.delete(model.resolve(file));
        }
    }

    private static void publishChallenger(Producer<byte[], byte[]> producer, long effectiveFromMillis)
            throws Exception {
        PublishedModel model = TestModels.published(1, ModelRole.CHALLENGER, effectiveFromMillis, TestModels.MAPLE);
        producer.send(new ProducerRecord<>(
                        Topics.VERSIONS,
                        null,
                        effectiveFromMillis - 2 * PARAMETERS.leadMillis(),
                        VersionCodec.modelKey(model).getBytes(StandardCharsets.UTF_8),
                        VersionCodec.toJson(model)))
                .get();
    }

    private static void awaitChallenger(KafkaConnection broker, Admin admin) {
        for (Engine engine : Engine.processes()) {
            AtomicBoolean scored = new AtomicBoolean();
            try (DetectorOutputs outputs = new DetectorOutputs(
                    broker,
                    admin,
                    engine.wireName(),
                    PARAMETERS.partitions(),
                    (output, record) -> scored.compareAndSet(
                            false,
                            new String(record.value(), StandardCharsets.UTF_8)
                                    .contains("\"challengerVersion\":\"1\"")))) {
                await(engine.wireName()).atMost(PATIENCE).until(() -> {
                    outputs.poll();
                    return scored.get();
                });
            }
        }
    }

    private void awaitLogged(String cluster, String... texts) {
        for (String text : texts) {
            await(cluster + ": " + text).atMost(PATIENCE).until(() -> isLogged(cluster, text));
        }
    }

    private boolean isLogged(String cluster, String text) throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve(cluster))) {
            return files.filter(file -> file.toString().endsWith(".log") || file.endsWith("stderr"))
                    .anyMatch(file -> contains(file, text));
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
