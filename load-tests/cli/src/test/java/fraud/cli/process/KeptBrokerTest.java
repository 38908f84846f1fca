package fraud.cli.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fraud.cli.topics.KafkaConnection;
import fraud.cli.topics.TopicReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("engine")
class KeptBrokerTest {

    private static final String TOPIC = "kept";

    @TempDir
    private Path directory;

    @Test
    void aLogOutsideOfTheWorkspaceIsLeftInOrderAndGoesOnWhereItIsCopiedTo() throws Exception {
        Path kept = directory.resolve("kept");
        try (Workspace workspace = Workspace.create(directory.resolve("first"));
                Admin admin = KafkaConnection.toOwnBroker(EmbeddedBroker.start(workspace, kept, 0))
                        .admin()) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
        assertThat(kept.resolve(".kafka_cleanshutdown")).exists();

        String topicId;
        try (Workspace workspace = Workspace.create(directory.resolve("second"))) {
            KafkaConnection connection = KafkaConnection.toOwnBroker(EmbeddedBroker.start(workspace, kept, 0));
            topicId = topicId(connection);
            send(connection, "before");
        }

        try (Workspace workspace = Workspace.create(directory.resolve("third"))) {
            copy(kept, EmbeddedBroker.log(workspace));
            KafkaConnection connection = KafkaConnection.toOwnBroker(EmbeddedBroker.start(workspace, 0));
            List<String> fromTheBeginning = new ArrayList<>();
            List<String> fromNow = new ArrayList<>();
            List<TopicPartition> partitions = List.of(new TopicPartition(TOPIC, 0));
            try (TopicReader all = new TopicReader(connection, partitions);
                    TopicReader later = new TopicReader(connection, partitions)) {
                assertThat(later.skipToEnd()).isEqualTo(1);
                send(connection, "after");
                all.readToEnd(record -> fromTheBeginning.add(new String(record.value(), UTF_8)));
                later.readToEnd(record -> fromNow.add(new String(record.value(), UTF_8)));
            }
            assertThat(fromTheBeginning).containsExactly("before", "after");
            assertThat(fromNow).containsExactly("after");
            // A detector that remembers the topic finds the same one.
            assertThat(topicId(connection)).isEqualTo(topicId);
        }
        assertThat(kept.resolve(".kafka_cleanshutdown")).exists();
    }

    private static String topicId(KafkaConnection connection) throws Exception {
        try (Admin admin = connection.admin()) {
            return admin.describeTopics(List.of(TOPIC))
                    .allTopicNames()
                    .get()
                    .get(TOPIC)
                    .topicId()
                    .toString();
        }
    }

    private static void send(KafkaConnection connection, String text) throws Exception {
        try (Producer<byte[], byte[]> producer = connection.producer()) {
            producer.send(new ProducerRecord<>(TOPIC, text.getBytes(UTF_8))).get();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
