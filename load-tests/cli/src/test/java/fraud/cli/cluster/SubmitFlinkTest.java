package fraud.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fraud.cli.detectors.Engine;
import fraud.cli.process.EmbeddedBroker;
import fraud.cli.process.Workspace;
import fraud.cli.topics.KafkaConnection;
import fraud.cli.topics.Topics;
import fraud.config.DetectorParameters;
import fraud.topics.InputTopics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: who submits a job that fails at once is told why. Method: a cluster of separate processes, a checkpoint, and a
 * topic that is made again after it.
 */
@Tag("engine")
@Tag("stress")
class SubmitFlinkTest {

    private static final DetectorParameters PARAMETERS = DetectorParameters.defaults(2);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path directory;

    @Test
    void aCheckpointOfATopicThatWasMadeAgainIsAnError() throws Exception {
        try (Workspace workspace = Workspace.create(directory.resolve("logs"))) {
            KafkaConnection broker = KafkaConnection.toOwnBroker(EmbeddedBroker.start(workspace, 0));
            try (Admin admin = broker.admin();
                    StandaloneCluster flink = StandaloneCluster.start(Engine.FLINK, directory)) {
                Topics.createInputs(admin, InputTopics.DEFAULT, PARAMETERS, Topics.Timestamps.PUBLISHER);
                Topics.createOutputs(admin, Engine.wireNames(List.of(Engine.FLINK)), PARAMETERS.partitions());
                flink.submit(broker, directory, "--checkpoint.interval.millis", "500");
                await().atMost(PATIENCE).until(() -> checkpoint().isPresent());
                makeAgain(admin, InputTopics.DEFAULT.labels());
                // Until then checkpoints take each other's place.
                await().atMost(PATIENCE).until(() -> flink.jobs().contains("\"state\":\"FAILED\""));
                Path checkpoint = checkpoint().orElseThrow();

                assertThat(flink.submitFails(broker, directory, "--restore.from", checkpoint.toString()))
                        .startsWith("error: topic labels was deleted and made again (id ");
            }
        }
    }

    private Optional<Path> checkpoint() {
        try (Stream<Path> files = Files.walk(directory.resolve("flink"))) {
            return files.filter(file -> file.endsWith("_metadata"))
                    .map(Path::getParent)
                    .findFirst();
        } catch (IOException | UncheckedIOException e) {
            // One that is being replaced.
            return Optional.empty();
        }
    }

    private static void makeAgain(Admin admin, String topic) throws Exception {
        int partitions = admin.describeTopics(List.of(topic))
                .topicNameValues()
                .get(topic)
                .get()
                .partitions()
                .size();
        admin.deleteTopics(List.of(topic)).all().get();
        await().atMost(PATIENCE).until(() -> !admin.listTopics().names().get().contains(topic));
        admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                .all()
                .get();
    }
}
