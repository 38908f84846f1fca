package fraud.ops;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.generator.GeneratorConfig;
import fraud.generator.GeneratorConfig.Shares;
import fraud.generator.Schedule;
import fraud.generator.StreamFile;
import fraud.generator.TransactionStream;
import fraud.ops.input.InputFormat;
import fraud.ops.process.EmbeddedBroker;
import fraud.ops.process.Installation;
import fraud.ops.process.Workspace;
import fraud.ops.topics.KafkaConnection;
import fraud.report.Summary;
import fraud.report.Summary.EngineSummary;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/**
 * Goal: both engines, as they are built and started for users, agree with the reference on a real Kafka. Method: replay a generated file
 * that holds everything; against a Kafka container where a container engine answers, else against the embedded broker.
 */
@Tag("engine")
class KafkaReplayTest {

    private static final long SEED = 20;
    private static final int EVENTS = 3_000;
    /** Much of everything, so that a short file holds every kind of output. */
    private static final Shares SHARES = new Shares(0.15, 0.03, 0.03, 0.02, 0.5);

    @TempDir
    private Path directory;

    @Test
    void bothEnginesAgreeWithTheReferenceOnEverything() throws IOException {
        Path input = directory.resolve("generated.jsonl");
        Schedule schedule = new Schedule(Instant.parse("2026-01-05T12:00:00Z").toEpochMilli(), 50, EVENTS);
        GeneratorConfig config = GeneratorConfig.of(SEED, schedule).withShares(SHARES);
        StreamFile.write(TransactionStream.of(config), input, directory.resolve("labels.jsonl"), true, done -> {});

        Summary summary = replay(input);

        assertThat(summary.equal()).as("%s", summary.difference()).isTrue();
        assertThat(summary.engines()).containsOnlyKeys("flink", "spark", "reference");
        assertThat(summary.engines().values()).allSatisfy(engine -> {
            assertThat(engine.findings()).isEmpty();
            assertThat(engine.isClean()).isTrue();
            assertThat(kindsOf(engine)).allSatisfy(count -> assertThat(count).isPositive());
        });
    }

    private static List<Long> kindsOf(EngineSummary engine) {
        return List.of(engine.decisions(), engine.alerts(), engine.deadLetters(), engine.duplicates(), engine.late());
    }

    private Summary replay(Path input) {
        try (Workspace workspace = Workspace.create(directory.resolve("logs"))) {
            if (DockerClientFactory.instance().isDockerAvailable()) {
                System.out.println("KafkaReplayTest runs against a Kafka container, seed " + SEED);
                try (KafkaContainer kafka = new KafkaContainer("apache/kafka:4.3.1")) {
                    kafka.start();
                    return replay(input, workspace, kafka.getBootstrapServers());
                }
            }
            System.out.println(
                    "KafkaReplayTest runs against the embedded broker, since no container engine answers, seed "
                            + SEED);
            return replay(input, workspace, EmbeddedBroker.start(workspace, 0));
        }
    }

    private Summary replay(Path input, Workspace workspace, String bootstrapServers) {
        Replay.Options options = new Replay.Options(
                Engine.all(),
                input,
                InputFormat.JSON_LINES,
                directory.resolve("out"),
                3,
                Duration.ofDays(365),
                Instant.parse("2026-02-01T00:00:00Z").toEpochMilli(),
                true,
                Duration.ofMinutes(2));
        // The module's directory is where Maven runs tests; the engines are built before this module.
        Installation installation =
                new Installation(Path.of("").toAbsolutePath().getParent());
        Progress progress = new Progress(new PrintStream(System.out, true), false);
        return new Replay(installation, workspace, KafkaConnection.to(bootstrapServers), options, progress).run();
    }
}
