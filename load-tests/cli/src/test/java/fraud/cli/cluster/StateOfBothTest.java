package fraud.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fraud.cli.Cli;
import fraud.cli.detectors.Engine;
import fraud.cli.live.LiveTraffic;
import fraud.cli.live.RunningDetectors;
import fraud.cli.process.Checkout;
import fraud.cli.process.EmbeddedBroker;
import fraud.cli.process.Installation;
import fraud.cli.process.Workspace;
import fraud.cli.topics.KafkaConnection;
import fraud.cli.topics.Signals;
import fraud.cli.topics.Topics;
import fraud.config.DetectorParameters;
import fraud.generator.config.GeneratorConfig;
import fraud.generator.config.Parameter;
import fraud.model.Signal;
import fraud.score.StartingModels;
import fraud.topics.InputTopics;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: at one end of the input both engines remember the same of every card, and `fraud state` shows it. Method: both
 * jobs on clusters, a stream of more than a thousand cards that ends, the checkpoints of both after that.
 */
@Tag("stress")
class StateOfBothTest {

    private static final DetectorParameters PARAMETERS = DetectorParameters.defaults(3);
    private static final int CARDS = 1_200;
    private static final long EVENTS = 30_000;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void setHome() {
        // Where the command finds the build.
        System.setProperty(Installation.HOME_PROPERTY, Checkout.root().toString());
    }

    @Test
    void isTheSameAtOneEndOfTheInput() throws Exception {
        try (Workspace workspace = Workspace.create(directory.resolve("logs"))) {
            KafkaConnection broker = KafkaConnection.toOwnBroker(EmbeddedBroker.start(workspace, 0));
            try (Admin admin = broker.admin();
                    Producer<byte[], byte[]> producer = broker.producer();
                    StandaloneCluster flink = StandaloneCluster.start(Engine.FLINK, directory);
                    StandaloneCluster spark = StandaloneCluster.start(Engine.SPARK, directory, "--slots", "3")) {
                Topics.createInputs(admin, InputTopics.DEFAULT, PARAMETERS, Topics.Timestamps.PUBLISHER);
                Topics.createOutputs(admin, Engine.wireNames(Engine.all()), PARAMETERS.partitions());
                LiveTraffic traffic = new LiveTraffic(
                        GeneratorConfig.defaults().with(Parameter.COUNT, EVENTS).with(Parameter.CARDS, CARDS),
                        producer,
                        new Signals(producer, Topics.inputPartitions(admin, InputTopics.DEFAULT)));
                traffic.publish(EVENTS);
                flink.submit(broker, workspace.data(), "--parallelism", "2");
                spark.submit(broker, workspace.data());
                new RunningDetectors(broker, admin, PARAMETERS, StartingModels.NONE, PATIENCE, () -> {})
                        .awaitCompletions(() -> traffic.signal(Signal.END_OF_INPUT, PARAMETERS.lagMillis() + 1));

                Path checkpoints = workspace.data().resolve("flink").resolve("checkpoints");
                Path atTheEnd = newest(checkpoints).orElseThrow();
                // The one that was under way may be of before the end, the one behind it is not.
                await().atMost(PATIENCE).until(() -> number(newest(checkpoints).orElseThrow()) > number(atTheEnd) + 1);
                String clock = Instant.ofEpochMilli(traffic.greatestMillis()).toString();
                Path ofFlink = state("flink", newest(checkpoints).orElseThrow(), clock);
                Path ofSpark = state("spark", workspace.data().resolve("spark").resolve("checkpoints"), clock);

                assertThat(Files.readAllLines(ofFlink)).hasSizeGreaterThan(1_000);
                assertThat(Files.readString(ofFlink)).contains("\"rule\":");
                assertThat(fraud("state", "diff", ofFlink.toString(), ofSpark.toString()))
                        .as("%s", out)
                        .isZero();
                assertThat(Files.mismatch(ofFlink, ofSpark)).isEqualTo(-1);
            }
        }
    }

    private Path state(String engine, Path checkpoint, String clock) {
        Path file = directory.resolve(engine + ".jsonl");
        assertThat(fraud(
                        "state",
                        "--engine",
                        engine,
                        "--checkpoint",
                        checkpoint.toString(),
                        "--at",
                        clock,
                        "--out",
                        file.toString()))
                .as("%s", err)
                .isZero();
        return file;
    }

    private int fraud(String... words) {
        return new Cli().run(new PrintWriter(out, true), new PrintWriter(err, true), words);
    }

    /** The newest checkpoint that is complete. */
    private static Optional<Path> newest(Path checkpoints) throws IOException {
        try (Stream<Path> files = Files.find(checkpoints, 3, (file, attributes) -> file.endsWith("_metadata"))) {
            return files.map(Path::getParent).max(Comparator.comparingInt(StateOfBothTest::number));
        }
    }

    private static int number(Path checkpoint) {
        return Integer.parseInt(checkpoint.getFileName().toString().substring("chk-".length()));
    }
}
