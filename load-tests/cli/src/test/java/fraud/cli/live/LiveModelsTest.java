package fraud.cli.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fraud.cli.detectors.Engine;
import fraud.cli.models.monitor.ReferencedModel;
import fraud.cli.topics.InputRecords;
import fraud.cli.topics.Topics;
import fraud.model.Label;
import fraud.parse.LabelCodec;
import fraud.parse.ParseResult;
import fraud.parse.VersionCodec;
import fraud.score.ModelRole;
import fraud.score.PublishedModel;
import fraud.score.TestModels;
import fraud.sink.OutputKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Goal: models that operators publish are what the detectors read. Method: {@code fraud model} against an embedded
 * broker.
 */
class LiveModelsTest extends CommandsOnABroker {

    private static final List<String> MODELS =
            List.of("--models-dir", TestModels.directory().toString());

    @BeforeAll
    void makeOutputTopics() {
        Topics.createOutputs(admin, Engine.wireNames(List.of(Engine.FLINK)), PARAMETERS.partitions());
    }

    @Test
    void modelsArePublishedAndShown() throws IOException {
        assertThat(command(List.of(), "model", "show")).isZero();
        assertThat(out.toString()).isEqualTo("""
                        champion now: version 0, what the detectors were started with, if with any
                        challenger now: version 0, what the detectors were started with, if with any
                        """);
        out.getBuffer().setLength(0);

        assertThat(publish("champion", TestModels.CEDAR, "--in", "5m", "--note", "first"))
                .as("%s", err)
                .isZero();
        assertThat(out.toString())
                .containsPattern(
                        "champion version 1 is published: cedar, effective from 20.*Z \\(partition 0 offset 0\\)");
        assertThat(publish(
                        "challenger", TestModels.MAPLE, "--effective-from", "2090-01-01T00:00:00Z", "--version", "7"))
                .isZero();
        assertThat(command(List.of(), "model", "publish", "--role", "champion", "--none", "--in", "1h"))
                .isZero();

        assertThat(published())
                .extracting(PublishedModel::version, PublishedModel::role, PublishedModel::directory)
                .containsExactly(
                        tuple(1, ModelRole.CHAMPION, "cedar"),
                        tuple(7, ModelRole.CHALLENGER, "maple"),
                        tuple(8, ModelRole.CHAMPION, null));
        out.getBuffer().setLength(0);
        assertThat(command(MODELS, "model", "show")).isZero();
        assertThat(out.toString()).contains("cedar", "maple", "2090-01-01T00:00:00Z", "accepted", "first");
        out.getBuffer().setLength(0);
        assertThat(command(List.of("--json"), "model", "show")).isZero();
        JsonNode shown = new ObjectMapper().readTree(out.toString());
        assertThat(shown.path("versions")).hasSize(3);
        assertThat(shown.path("versions").get(0).path("sha256").asText())
                .isEqualTo(TestModels.sha256(TestModels.CEDAR));
        assertThat(shown.path("champion").asInt()).isZero();
        assertThat(command(List.of(), "rules", "history"))
                .as("versions of models are none of the rules")
                .isZero();
        assertThat(out.toString()).contains("nothing was published");
    }

    @Test
    void whatTheDetectorsWouldRejectIsNotPublished() {
        for (String rejected : TestModels.REFUSED.keySet()) {
            err.getBuffer().setLength(0);
            assertThat(publish("champion", rejected, "--in", "5m")).as(rejected).isEqualTo(1);
            assertThat(err.toString().lines())
                    .as(rejected)
                    .hasSize(1)
                    .first()
                    .asString()
                    .startsWith("error: ");
        }
        assertThat(publish("champion", "not-there", "--in", "5m")).isEqualTo(1);
        assertThat(publish("champion", TestModels.CEDAR, "--in", "1m")).isEqualTo(2);
        assertThat(publish("champion", TestModels.CEDAR, "--in", "5m", "--version", "0"))
                .isEqualTo(2);

        assertThat(published()).isEmpty();
        assertThat(err.toString())
                .contains(
                        "not-there: is not the directory of a model",
                        "must be at least 120 s",
                        "--version: must be from 1 to 999999999");
    }

    @Test
    void aVersionThatIsNotNewIsRejected() {
        assertThat(publish("champion", TestModels.CEDAR, "--in", "5m", "--version", "3"))
                .isZero();

        assertThat(publish("challenger", TestModels.MAPLE, "--in", "5m", "--version", "3"))
                .isEqualTo(2);

        assertThat(err.toString()).contains("version 3: must be greater than all before it, such as 4");
    }

    @Test
    void championAndChallengerAreComparedFromTheTopics() throws IOException {
        try (Producer<byte[], byte[]> producer = connection.producer()) {
            for (int i = 0; i < 4; i++) {
                decide(producer, i, (1 + 2 * i) / 10.0, (7 - 2 * i) / 10.0);
                label(producer, i, i >= 2);
            }
            decide(producer, 3, 0.7, 0.1);
            producer.flush();
        }

        assertThat(command(
                        List.of(
                                "--json",
                                "--threshold",
                                "0.5",
                                "--challenger-threshold",
                                "0.5",
                                "--costs",
                                "10000:500:2000"),
                        "model",
                        "compare"))
                .as("%s", err)
                .isZero();

        JsonNode comparison = new ObjectMapper().readTree(out.toString()).get(0);
        assertThat(comparison.path("decisions").asInt())
                .as("one was put out twice")
                .isEqualTo(4);
        assertThat(comparison.path("championOnly").asInt()).isEqualTo(2);
        assertThat(comparison.path("challengerOnly").asInt()).isEqualTo(2);
        assertThat(comparison.at("/champion/scores/areaUnderRoc").asDouble()).isEqualTo(1);
        assertThat(comparison.at("/challenger/scores/areaUnderRoc").asDouble()).isZero();
        assertThat(comparison.at("/champion/costMinor").asInt()).isEqualTo(2 * 500);
        assertThat(comparison.at("/challenger/costMinor").asInt()).isEqualTo(2 * 10_000 + 2 * 500);
        err.getBuffer().setLength(0);
        assertThat(compareAtShares()).as("the transactions are not there").isEqualTo(1);
        assertThat(err.toString()).contains("--costs 5000:500:2000").hasLineCount(1);
        try (Producer<byte[], byte[]> producer = connection.producer()) {
            for (int i = 0; i < 4; i++) {
                transaction(producer, i, 10_000L * (i + 1));
            }
            producer.flush();
        }
        out.getBuffer().setLength(0);
        assertThat(compareAtShares()).as("%s", err).isZero();
        assertThat(new ObjectMapper()
                        .readTree(out.toString())
                        .at("/0/challenger/costMinor")
                        .asInt())
                .as("300.00 and 400.00 missed")
                .isEqualTo((30_000 + 40_000) / 2 + 2 * 500);
        assertThat(command(List.of(), "model", "compare")).isEqualTo(1);
        assertThat(err.toString()).contains("the threshold of version 0 is not known: give --threshold");
    }

    @Test
    void aPublishedModelIsMonitoredFromTheTopics() throws IOException {
        Path model = ReferencedModel.oak(directory);
        assertThat(command(
                        List.of("--models-dir", directory.toString()),
                        "model",
                        "publish",
                        "--role",
                        "champion",
                        "--directory",
                        model.getFileName().toString(),
                        "--in",
                        "5m",
                        "--version",
                        "4"))
                .as("%s", err)
                .isZero();
        long start = Instant.parse("2026-02-02T00:00:00Z").toEpochMilli();
        try (Producer<byte[], byte[]> producer = connection.producer()) {
            for (int i = 0; i < 2_304; i++) {
                // On the first day by version 0, on the second by 4.
                int version = i < 1_152 ? 0 : 4;
                String decision = "{\"transactionId\":\"m" + i + "\",\"cardId\":\"c\",\"eventTimeMillis\":"
                        + (start + i * 75_000L)
                        + ",\"score\":0.125,\"outcome\":\"APPROVE\",\"reasons\":[],\"modelVersion\":\""
                        + version + "\",\"sourcePartition\":1,\"sourceOffset\":" + i + "}";
                var unused = producer.send(
                        new ProducerRecord<>(OutputKind.DECISION.topic("flink"), 0, null, decision.getBytes(UTF_8)));
            }
            String alert = "{\"rule\":\"CARD_TESTING\",\"transactionIds\":[\"m7\",\"m2000\",\"m2001\"]}";
            var unused = producer.send(
                    new ProducerRecord<>(OutputKind.ALERT.topic("flink"), 0, null, alert.getBytes(UTF_8)));
            producer.flush();
        }
        out.getBuffer().setLength(0);
        List<String> days = List.of("--json", "--from", "2026-02-02", "--to", "2026-02-03");

        assertThat(command(days, "model", "monitor", "--model", model.toString()))
                .as("%s", err)
                .isZero();

        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertThat(report.path("versions").toString()).isEqualTo("[\"4\"]");
        assertThat(report.path("decisions").asInt()).isEqualTo(1_152);
        assertThat(report.path("otherDecisions").toString()).isEqualTo("{\"0\":1152}");
        assertThat(report.at("/allAlarms/mean").asDouble()).isEqualTo(2);
        out.getBuffer().setLength(0);

        Path other = ReferencedModel.maple(directory);
        assertThat(command(days, "model", "monitor", "--model", other.toString()))
                .as("%s", err)
                .isZero();

        report = new ObjectMapper().readTree(out.toString());
        assertThat(report.path("versions").toString()).isEqualTo("[\"0\"]");
        assertThat(report.path("versionZeroNote").asText())
                .startsWith("version 0 is taken for this model: no published version is");
    }

    private int compareAtShares() {
        return command(
                List.of("--json", "--threshold", "0.5", "--challenger-threshold", "0.5", "--costs", "50%:500:2000"),
                "model",
                "compare");
    }

    private void transaction(Producer<byte[], byte[]> producer, int number, long amountMinor) {
        String transaction = "{\"transactionId\":\"t" + number + "\",\"amountMinor\":" + amountMinor + "}";
        var unused = producer.send(new ProducerRecord<>(topics.transactions(), 0, null, transaction.getBytes(UTF_8)));
    }

    private static void decide(Producer<byte[], byte[]> producer, int number, double score, double challenging) {
        String decision = "{\"transactionId\":\"t" + number + "\",\"cardId\":\"c" + number
                + "\",\"eventTimeMillis\":1767614400000,\"score\":" + score
                + ",\"modelVersion\":\"0\",\"challengerScore\":" + challenging
                + ",\"challengerVersion\":\"0\",\"sourcePartition\":0,\"sourceOffset\":" + number + "}";
        var unused = producer.send(new ProducerRecord<>(
                OutputKind.DECISION.topic("flink"), 0, ("c" + number).getBytes(UTF_8), decision.getBytes(UTF_8)));
    }

    private void label(Producer<byte[], byte[]> producer, int number, boolean fraud) {
        Label label = new Label("t" + number, "m1", "c" + number, 1_767_614_400_000L, fraud, null);
        var unused =
                producer.send(new ProducerRecord<>(topics.labels(), "m1".getBytes(UTF_8), LabelCodec.toJson(label)));
    }

    private List<PublishedModel> published() {
        List<PublishedModel> models = new ArrayList<>();
        VersionCodec codec = new VersionCodec();
        InputRecords.read(connection, admin, topics.versions(), record -> {
            ParseResult result = codec.parse(record);
            assertThat(result.kind()).isEqualTo(ParseResult.Kind.MODEL);
            models.add(result.model());
        });
        return models;
    }

    private int publish(String role, String name, String... more) {
        return command(
                Stream.of(MODELS, List.of(more)).flatMap(Collection::stream).toList(),
                "model",
                "publish",
                "--role",
                role,
                "--directory",
                name);
    }
}
