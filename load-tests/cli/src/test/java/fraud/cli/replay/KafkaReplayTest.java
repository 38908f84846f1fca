package fraud.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import fraud.cli.detectors.Engine;
import fraud.cli.input.InputFormat;
import fraud.cli.input.InputSource;
import fraud.cli.outputs.OutputRecorder;
import fraud.cli.process.Checkout;
import fraud.cli.process.EmbeddedBroker;
import fraud.cli.process.Installation;
import fraud.cli.process.Workspace;
import fraud.cli.progress.Progress;
import fraud.cli.quality.LabelFile;
import fraud.cli.topics.KafkaConnection;
import fraud.config.DetectorParameters;
import fraud.generator.config.GeneratorConfig;
import fraud.generator.config.Parameter;
import fraud.generator.file.StreamFile;
import fraud.generator.stream.TransactionStream;
import fraud.parse.VersionCodec;
import fraud.report.figures.QualityReport.ModelScores;
import fraud.report.figures.Summary;
import fraud.report.figures.Summary.EngineSummary;
import fraud.rules.AmountLimit;
import fraud.ruleset.PublishedRuleSet;
import fraud.ruleset.RuleSet;
import fraud.score.ModelRole;
import fraud.score.PublishedModel;
import fraud.score.TestModels;
import fraud.sink.OutputKind;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/**
 * Goal: both engines, as they are built and started for users, agree with the reference on a real Kafka. Method: replay
 * a generated file that holds everything, with its labels and two versions of the rules; against a Kafka container
 * where a container engine answers, else against the embedded broker.
 */
@Tag("engine")
class KafkaReplayTest {

    /** None is its default. */
    private static final DetectorParameters PARAMETERS =
            new DetectorParameters(3, 3, 5_000, 2_000, 180_000, 16, 16, true);

    private static final long SEED = 20;
    private static final int EVENTS = 4_000;
    /** So few that the events are three weeks: outcomes count after one. */
    private static final int CARDS = 100;

    @TempDir
    private Path directory;

    @Test
    void bothEnginesAgreeWithTheReferenceOnEverything() throws IOException {
        Path input = directory.resolve("generated.jsonl");
        GeneratorConfig config = GeneratorConfig.defaults()
                .with(Parameter.SEED, SEED)
                .with(Parameter.COUNT, EVENTS)
                .with(Parameter.CARDS, CARDS)
                .with(Parameter.FRAUD_SHARE, 0.15)
                .with(Parameter.DUPLICATE_SHARE, 0.03)
                .with(Parameter.MALFORMED_SHARE, 0.03)
                .with(Parameter.LATE_SHARE, 0.02);
        StreamFile.Files files = StreamFile.Files.besides(input);
        StreamFile.write(TransactionStream.of(config), files, true, done -> {});

        Files.writeString(files.labels(), "rubbish\n{\"signal\":\"heartbeat\"}\n", StandardOpenOption.APPEND);

        Replay.Result result = replay(input);
        Summary summary = result.summary();

        assertThat(summary.equal()).as("%s", summary.difference()).isTrue();
        assertThat(summary.engines()).containsOnlyKeys("flink", "spark", "reference");
        assertThat(summary.engines().values()).allSatisfy(engine -> {
            assertThat(engine.findings()).isEmpty();
            assertThat(engine.isClean()).isTrue();
            assertThat(kindsOf(engine)).allSatisfy(count -> assertThat(count).isPositive());
        });
        assertThat(summary.labels()).isGreaterThan(3_000);
        assertThat(summary.ruleSets()).isEqualTo(2);
        assertThat(outputs(OutputKind.DECISION))
                .contains("\"ruleSetVersion\":0", "\"ruleSetVersion\":1", "\"ruleSetVersion\":2", "\"MERCHANT_RISK\"")
                .containsPattern("\"merchantFrauds7Days\":[1-9]")
                .contains(
                        "\"modelVersion\":\"0\"",
                        "\"modelVersion\":\"2\"",
                        "\"challengerVersion\":\"1\"",
                        "\"contributions\":[");
        assertThat(outputs(OutputKind.DECISION)).contains("\"HISTORY_TRUNCATED\"");
        assertThat(summary.parameters()).containsEntry("history.limit", 16);
        assertThat(outputs(OutputKind.ALERT)).contains("\"rule\":\"MULE_CASH_OUT\"", "\"merchantId\":");
        assertThat(outputs(OutputKind.DEAD_LETTER)).contains("\"sourceTopic\":\"labels\"");
        assertThat(result.quality()).hasValueSatisfying(quality -> {
            assertThat(quality.frauds()).isPositive();
            assertThat(quality.engines()).allSatisfy(found -> {
                assertThat(found.found()).isPositive();
                assertThat(found.byRules().found()).isBetween(1L, found.found());
                assertThat(found.scores())
                        .extracting(ModelScores::role, ModelScores::versions)
                        .containsExactly(tuple("champion", List.of("0", "2")), tuple("challenger", List.of("1")));
            });
        });
    }

    private static List<Long> kindsOf(EngineSummary engine) {
        return List.of(engine.decisions(), engine.alerts(), engine.deadLetters(), engine.duplicates(), engine.late());
    }

    private String outputs(OutputKind kind) throws IOException {
        return Files.readString(OutputRecorder.file(directory.resolve("out").resolve("flink"), kind));
    }

    /** Lower limits for some days, and then the defaults again without one sequence. */
    private static List<PublishedRuleSet> versions() {
        RuleSet lower = RuleSet.defaults().with(AmountLimit.MAX_AMOUNT, 20_000);
        RuleSet less = RuleSet.defaults().withDisabled(Set.of("escalation"));
        return List.of(
                new PublishedRuleSet(1, millis("2026-01-10T00:00:00Z"), "lower", VersionCodec.rulesJson(lower)),
                new PublishedRuleSet(2, millis("2026-01-17T12:00:00Z"), null, VersionCodec.rulesJson(less)));
    }

    /** A challenger that becomes the champion. */
    private static List<PublishedModel> models() {
        return List.of(
                TestModels.published(1, ModelRole.CHALLENGER, millis("2026-01-10T00:00:00Z"), TestModels.MAPLE),
                TestModels.published(2, ModelRole.CHAMPION, millis("2026-01-17T12:00:00Z"), TestModels.MAPLE));
    }

    private static long millis(String time) {
        return Instant.parse(time).toEpochMilli();
    }

    private Replay.Result replay(Path input) {
        try (Workspace workspace = Workspace.create(directory.resolve("logs"))) {
            if (DockerClientFactory.instance().isDockerAvailable()) {
                System.out.println("KafkaReplayTest runs against a Kafka container, seed " + SEED);
                // A release behind our clients, as a cluster may be.
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
                InputSource.of(input, InputFormat.JSON_LINES),
                directory.resolve("out"),
                PARAMETERS,
                Duration.ofDays(365),
                millis("2026-07-01T00:00:00Z"),
                Duration.ofMinutes(2),
                Optional.of(LabelFile.read(directory.resolve("generated.labels.jsonl"))),
                false,
                Optional.empty(),
                Optional.of(directory.resolve("generated.labels.jsonl")),
                versions(),
                Optional.empty(),
                Optional.empty(),
                TestModels.starting(),
                models(),
                false);
        // The module's directory is where Maven runs tests; the engines are built before this module.
        Installation installation = Checkout.installation();
        Progress progress = new Progress(new PrintStream(System.out, true), false);
        return new Replay(installation, workspace, KafkaConnection.toOwnBroker(bootstrapServers), options, progress)
                .run();
    }
}
