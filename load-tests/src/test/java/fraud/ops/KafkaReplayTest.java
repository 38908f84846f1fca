package fraud.ops;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.generator.GeneratorConfig;
import fraud.generator.Parameter;
import fraud.generator.StreamFile;
import fraud.generator.TransactionStream;
import fraud.ops.input.InputFormat;
import fraud.ops.process.EmbeddedBroker;
import fraud.ops.process.Installation;
import fraud.ops.process.Workspace;
import fraud.ops.quality.LabelFile;
import fraud.ops.topics.KafkaConnection;
import fraud.report.Summary;
import fraud.report.Summary.EngineSummary;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

    @TempDir
    private Path directory;

    @Test
    void bothEnginesAgreeWithTheReferenceOnEverything() throws IOException {
        Path input = directory.resolve("generated.jsonl");
        GeneratorConfig config = GeneratorConfig.defaults()
                .with(Parameter.SEED, SEED)
                .with(Parameter.COUNT, EVENTS)
                .with(Parameter.FRAUD_SHARE, 0.15)
                .with(Parameter.DUPLICATE_SHARE, 0.03)
                .with(Parameter.MALFORMED_SHARE, 0.03)
                .with(Parameter.LATE_SHARE, 0.02);
        StreamFile.Files files = StreamFile.Files.besides(input);
        StreamFile.write(TransactionStream.of(config), files, true, done -> {});

        Replay.Result result = replay(input);
        Summary summary = result.summary();

        assertThat(summary.equal()).as("%s", summary.difference()).isTrue();
        assertThat(summary.engines()).containsOnlyKeys("flink", "spark", "reference");
        assertThat(summary.engines().values()).allSatisfy(engine -> {
            assertThat(engine.findings()).isEmpty();
            assertThat(engine.isClean()).isTrue();
            assertThat(kindsOf(engine)).allSatisfy(count -> assertThat(count).isPositive());
        });
        assertThat(result.quality()).hasValueSatisfying(quality -> {
            assertThat(quality.frauds()).isPositive();
            assertThat(quality.engines())
                    .allSatisfy(found -> assertThat(found.found()).isPositive());
        });
    }

    private static List<Long> kindsOf(EngineSummary engine) {
        return List.of(engine.decisions(), engine.alerts(), engine.deadLetters(), engine.duplicates(), engine.late());
    }

    private Replay.Result replay(Path input) {
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

    private Replay.Result replay(Path input, Workspace workspace, String bootstrapServers) {
        Replay.Options options = new Replay.Options(
                Engine.all(),
                input,
                InputFormat.JSON_LINES,
                Optional.empty(),
                directory.resolve("out"),
                3,
                Duration.ofDays(365),
                Instant.parse("2026-07-01T00:00:00Z").toEpochMilli(),
                true,
                Duration.ofMinutes(2),
                Optional.of(LabelFile.read(directory.resolve("generated.labels.jsonl"))),
                Optional.of(directory.resolve("generated.labels.jsonl")),
                List.of());
        // The module's directory is where Maven runs tests; the engines are built before this module.
        Installation installation =
                new Installation(Path.of("").toAbsolutePath().getParent());
        Progress progress = new Progress(new PrintStream(System.out, true), false);
        return new Replay(installation, workspace, KafkaConnection.to(bootstrapServers), options, progress).run();
    }
}
