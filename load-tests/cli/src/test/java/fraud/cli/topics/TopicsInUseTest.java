package fraud.cli.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fraud.cli.Cli;
import fraud.cli.process.EmbeddedBroker;
import fraud.cli.process.Workspace;
import fraud.config.DetectorParameters;
import fraud.generator.publish.TopicCheck;
import fraud.topics.InputTopics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Goal: no command publishes on to topics that are no longer those that it began with (SEMANTICS 1.5). Method: topics
 * of a real broker are changed under commands that run, and between the looks of those that are short.
 */
@Tag("engine")
class TopicsInUseTest {

    private static final DetectorParameters PARAMETERS = DetectorParameters.defaults(3);
    private static final Duration NOTICED_WITHIN = Duration.ofMinutes(1);
    private static final String ADVICE =
            ": no detector can go on with what it remembers. Use topics that stay as they are, and"
                    + " start each detector without a checkpoint and under a new detector.name (SEMANTICS 1.5)";

    @TempDir
    private static Path directory;

    private static final AtomicInteger RUNS = new AtomicInteger();

    private static Workspace workspace;
    private static KafkaConnection connection;
    private static Admin admin;

    private InputTopics topics;

    @BeforeAll
    static void startBroker() {
        workspace = Workspace.create(directory.resolve("logs"));
        connection = KafkaConnection.toOwnBroker(EmbeddedBroker.start(workspace, 0));
        admin = connection.admin();
    }

    @AfterAll
    static void stopBroker() {
        admin.close();
        workspace.close();
    }

    @BeforeEach
    void makeTopics() {
        int run = RUNS.incrementAndGet();
        topics = new InputTopics("transactions" + run, "labels" + run, "versions" + run);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void heartbeatsEndOnceATopicHasMorePartitions() throws Exception {
        Topics.createInputs(admin, topics, PARAMETERS, Topics.Timestamps.BROKER);
        Command heartbeat = start("heartbeat", "--interval", "100ms");
        awaitRecords(heartbeat);

        grow(topics.labels(), 3);

        heartbeat.awaitFailure("error: topic " + topics.labels() + " has 3 partitions, before 2" + ADVICE);
    }

    /** A client waits for a topic that is not there at every heartbeat, and meanwhile did not look. */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void heartbeatsEndOnceATopicIsDeleted() throws Exception {
        Topics.createInputs(admin, topics, PARAMETERS, Topics.Timestamps.BROKER);
        Command heartbeat = start("heartbeat");
        awaitRecords(heartbeat);

        delete(topics.versions());

        heartbeat.awaitFailure("error: topic " + topics.versions() + " was deleted" + ADVICE);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aGeneratorEndsOnceATopicIsMadeAgain() throws Exception {
        Topics.createInputs(admin, topics, PARAMETERS, Topics.Timestamps.PUBLISHER);
        Command generator = start(
                "generate",
                "--partitions",
                "3",
                "--set",
                "cards=100",
                "--set",
                "history.days=1",
                "--count",
                "100000",
                "--rate",
                "50");
        awaitRecords(generator);

        makeAgain(topics.labels(), 2);

        generator.awaitFailure("error: topic " + topics.labels() + " was deleted and made again (id ");
        assertThat(generator.err.toString())
                .containsPattern("; by then [1-9][0-9]* events and outcomes acknowledged of [0-9]+ events planned\\R");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void whoHasPublishedLooksOnceMore() throws Exception {
        Topics.createInputs(admin, topics, PARAMETERS, Topics.Timestamps.BROKER);
        TopicCheck check = Topics.unchanged(admin, topics.names());
        assertThat(check.differenceNow()).isEmpty();

        makeAgain(topics.versions(), 1);

        assertThat(check.differenceNow())
                .hasValueSatisfying(line -> assertThat(line)
                        .startsWith("topic " + topics.versions() + " was deleted and made again (id ")
                        .endsWith(ADVICE));
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aTopicThatIsDeletedIsSaidToBe() throws Exception {
        Topics.createInputs(admin, topics, PARAMETERS, Topics.Timestamps.BROKER);
        TopicCheck check = Topics.unchanged(admin, topics.names());

        delete(topics.versions());

        assertThat(check.differenceNow()).hasValue("topic " + topics.versions() + " was deleted" + ADVICE);
    }

    private void grow(String topic, int partitions) throws Exception {
        admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions)))
                .all()
                .get();
    }

    private void makeAgain(String topic, int partitions) throws Exception {
        delete(topic);
        admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                .all()
                .get();
    }

    private void delete(String topic) throws Exception {
        admin.deleteTopics(List.of(topic)).all().get();
        await().atMost(NOTICED_WITHIN)
                .until(() -> !admin.listTopics().names().get().contains(topic));
    }

    private void awaitRecords(Command command) {
        await().atMost(NOTICED_WITHIN).until(() -> {
            assertThat(command.exitCode).as("%s", command.err).isNotDone();
            int[] records = new int[1];
            InputRecords.read(connection, admin, topics.versions(), record -> records[0]++);
            return records[0] > 0;
        });
    }

    private Command start(String... words) {
        String names = String.join(",", topics.names());
        String[] all = Stream.concat(
                        Stream.of(words),
                        Stream.of("--bootstrap-servers", connection.bootstrapServers(), "--topics", names))
                .toArray(String[]::new);
        StringWriter err = new StringWriter();
        return new Command(
                CompletableFuture.supplyAsync(
                        () -> new Cli().run(new PrintWriter(new StringWriter()), new PrintWriter(err, true), all)),
                err);
    }

    /** A command on its way. */
    private record Command(CompletableFuture<Integer> exitCode, StringWriter err) {

        private void awaitFailure(String line) {
            await().atMost(NOTICED_WITHIN).until(exitCode::isDone);
            assertThat(exitCode).isCompletedWithValue(1);
            assertThat(err.toString().lines().reduce((before, last) -> last).orElseThrow())
                    .startsWith(line);
        }
    }
}
