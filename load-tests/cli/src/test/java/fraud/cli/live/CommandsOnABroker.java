package fraud.cli.live;

import fraud.cli.Cli;
import fraud.cli.process.EmbeddedBroker;
import fraud.cli.process.Workspace;
import fraud.cli.topics.KafkaConnection;
import fraud.cli.topics.Topics;
import fraud.config.DetectorParameters;
import fraud.topics.InputTopics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Commands against one embedded broker, with input topics of its own for each test. */
@Tag("engine")
@TestInstance(Lifecycle.PER_CLASS)
abstract class CommandsOnABroker {

    static final DetectorParameters PARAMETERS = DetectorParameters.defaults(3);

    @TempDir
    static Path directory;

    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();
    KafkaConnection connection;
    Admin admin;
    InputTopics topics;
    private Workspace workspace;
    private int run;

    @BeforeAll
    void startBroker() {
        workspace = Workspace.create(directory.resolve("logs"));
        connection = KafkaConnection.toOwnBroker(EmbeddedBroker.start(workspace, 0));
        admin = connection.admin();
    }

    @AfterAll
    void stopBroker() {
        admin.close();
        workspace.close();
    }

    @BeforeEach
    void makeTopics() {
        run++;
        topics = new InputTopics("transactions" + run, "labels" + run, "versions" + run);
        Topics.createInputs(admin, topics, PARAMETERS, Topics.Timestamps.BROKER);
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
    }

    /** The exit code of a command on these topics. */
    int command(List<String> more, String... words) {
        String names = topics.transactions() + "," + topics.labels() + "," + topics.versions();
        String[] all = Stream.of(
                        List.of(words),
                        List.of("--bootstrap-servers", connection.bootstrapServers(), "--topics", names),
                        more)
                .flatMap(Collection::stream)
                .toArray(String[]::new);
        return new Cli().run(new PrintWriter(out, true), new PrintWriter(err, true), all);
    }
}
