package fraud.cli.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fraud.cli.topics.InputRecords;
import fraud.cli.topics.Topics;
import fraud.model.CardControl;
import fraud.parse.ParseResult;
import fraud.parse.SourceRecord;
import fraud.parse.TransactionCodec;
import fraud.topics.InputTopics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/**
 * Goal: what operators publish to a running cluster is what the detectors read. Method: the command line against an
 * embedded broker.
 */
class LiveCommandsTest extends CommandsOnABroker {

    @Test
    void heartbeatsReachEveryPartitionOfAllThreeUntilTheyAreStopped() throws InterruptedException {
        Thread heartbeat = new Thread(() -> command(List.of(), "heartbeat", "--interval", "100ms"));
        Thread copy = new Thread(() -> command(List.of(), "heartbeat", "--interval", "100ms"));
        heartbeat.start();
        copy.start();
        try {
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                Map<String, Integer> signals = new HashMap<>();
                for (String topic : List.of(topics.transactions(), topics.labels(), topics.versions())) {
                    InputRecords.read(connection, admin, topic, record -> {
                        assertThat(new String(record.value(), StandardCharsets.UTF_8))
                                .isEqualTo("{\"signal\":\"heartbeat\"}");
                        signals.merge(topic + record.origin().partition(), 1, Integer::sum);
                    });
                }
                return signals.size() == 3 + 2 + 1 && signals.values().stream().allMatch(count -> count > 3);
            });
        } finally {
            heartbeat.interrupt();
            copy.interrupt();
            heartbeat.join();
            copy.join();
        }
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void cardsAreBlockedWhereTheirTransactionsAre() throws IOException {
        assertThat(command(List.of("--json"), "card", "block", "c1", "c2"))
                .as("%s", err)
                .isZero();
        assertThat(command(List.of(), "card", "release", "c1")).isZero();
        assertThat(command(List.of(), "card", "FORGET", "c2")).isZero();

        List<CardControl> controls = new ArrayList<>();
        TransactionCodec codec = new TransactionCodec(PARAMETERS.partitions());
        InputRecords.read(connection, admin, topics.transactions(), record -> {
            ParseResult result = codec.parse(record);
            assertThat(result.kind()).isEqualTo(ParseResult.Kind.CONTROL);
            controls.add(result.control());
        });
        assertThat(controls)
                .containsExactlyInAnyOrder(
                        new CardControl(CardControl.Action.BLOCK, "c1"),
                        new CardControl(CardControl.Action.BLOCK, "c2"),
                        new CardControl(CardControl.Action.RELEASE, "c1"),
                        new CardControl(CardControl.Action.FORGET, "c2"));
        List<String> lines = out.toString().lines().toList();
        JsonNode sent = new ObjectMapper().readTree(lines.get(0));
        assertThat(sent).hasSize(2);
        assertThat(sent.get(1).path("cardId").asText()).isEqualTo("c2");
        assertThat(sent.get(1).path("offset").asLong()).isNotNegative();
        assertThat(lines.get(1)).matches("release c1: partition [0-2] offset [0-9]+");
    }

    @Test
    void versionsArePublishedShownAndListed() throws IOException {
        Path file = rules("note: first\nrules:\n  velocityCount:\n    maxCount: 3\n");

        assertThat(command(List.of(), "rules", "history")).isZero();
        assertThat(out.toString()).startsWith("nothing was published: version 0 is in force");
        assertThat(command(List.of(), "rules", "publish", file.toString(), "--effective-from", "+5m"))
                .as("%s", err)
                .isZero();
        assertThat(out.toString())
                .containsPattern("version 1 is published, effective from 20.*Z \\(partition 0 offset 0\\)");
        assertThat(command(
                        List.of("--json"),
                        "rules",
                        "publish",
                        file.toString(),
                        "--version",
                        "7",
                        "--effective-from",
                        "2090-01-01T00:00:00Z",
                        "--note",
                        "second"))
                .isZero();

        out.getBuffer().setLength(0);
        assertThat(command(List.of(), "rules", "show")).isZero();
        assertThat(out.toString()).startsWith("# version 0").contains("maxCount: 6");
        out.getBuffer().setLength(0);
        assertThat(command(List.of(), "rules", "show", "--at", "+10m")).isZero();
        assertThat(out.toString()).contains("version: 1\n", "note: \"first\"", "maxCount: 3");
        out.getBuffer().setLength(0);
        assertThat(command(List.of(), "rules", "show", "--version", "7")).isZero();
        assertThat(out.toString())
                .contains("# version 7; in force now is version 0", "effectiveFrom: 2090-01-01T00:00:00Z");
        assertThat(command(List.of(), "rules", "show", "--version", "3")).isEqualTo(1);
        assertThat(err.toString()).contains("has no version 3 that was accepted");
    }

    @Test
    void whatTheDetectorsWouldRejectIsNotPublished() throws IOException {
        Path file = rules("rules: {}\n");
        assertThat(command(List.of(), "rules", "publish", file.toString(), "--effective-from", "+5m"))
                .isZero();

        assertThat(command(List.of(), "rules", "publish", file.toString())).isEqualTo(2);
        assertThat(command(List.of(), "rules", "publish", file.toString(), "--effective-from", "+2m"))
                .isEqualTo(2);
        assertThat(command(List.of(), "rules", "publish", file.toString(), "--effective-from", "+5m", "--version", "1"))
                .isEqualTo(2);
        assertThat(command(List.of(), "rules", "publish", rules("rule: {}\n").toString(), "--effective-from", "+5m"))
                .isEqualTo(2);

        assertThat(err.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("--effective-from is missing"),
                        line -> assertThat(line).contains("must be at least 120 s", "--effective-from +3m"),
                        line -> assertThat(line).contains("version 1: must be greater than all before it, such as 2"),
                        line -> assertThat(line)
                                .contains("rules.yaml:1: rule: there is no such key: did you mean rules?"));
        List<SourceRecord> records = new ArrayList<>();
        InputRecords.read(connection, admin, topics.versions(), records::add);
        assertThat(records).hasSize(1);
    }

    @Test
    void theHistoryTellsWhatOthersPublishedAndWhyItWasRejected() throws IOException {
        byte[] tooSoon =
                "{\"version\":4,\"effectiveFromMillis\":1767614400000,\"rules\":{}}".getBytes(StandardCharsets.UTF_8);
        try (Producer<byte[], byte[]> producer = connection.producer()) {
            send(producer, "4", tooSoon);
            send(producer, "5", "{\"version\":5}".getBytes(StandardCharsets.UTF_8));
            send(producer, null, "{\"signal\":\"heartbeat\"}".getBytes(StandardCharsets.UTF_8));
            producer.flush();
        }
        assertThat(command(List.of(), "rules", "publish", rules("rules: {}\n").toString(), "--effective-from", "+5m"))
                .isZero();
        out.getBuffer().setLength(0);

        assertThat(command(List.of("--json"), "rules", "history")).isZero();

        JsonNode history = new ObjectMapper().readTree(out.toString());
        assertThat(history).hasSize(3);
        assertThat(history.get(0).path("reason").asText()).isEqualTo("TOO_SOON");
        assertThat(history.get(1).path("reason").asText()).isEqualTo("MISSING_FIELD");
        assertThat(history.get(1).path("detail").asText()).isEqualTo("effectiveFromMillis");
        // One more than the rejected ones, the unreadable one included: no number means two things.
        assertThat(history.get(2).path("version").asInt()).isEqualTo(6);
        assertThat(history.get(2).path("accepted").asBoolean()).isTrue();
        out.getBuffer().setLength(0);
        assertThat(command(List.of(), "rules", "history")).isZero();
        assertThat(out.toString())
                .contains("rejected: TOO_SOON", "rejected: MISSING_FIELD (effectiveFromMillis)", "accepted");
    }

    @Test
    void topicsWithTheirPublishersTimesAreLeftAloneUnlessToldOtherwise() throws IOException {
        topics = new InputTopics("t-own", "l-own", "r-own");
        Topics.createInputs(admin, topics, PARAMETERS, Topics.Timestamps.PUBLISHER);

        assertThat(command(List.of(), "card", "block", "c1")).isEqualTo(1);
        assertThat(command(List.of(), "heartbeat")).isEqualTo(1);
        assertThat(command(List.of(), "rules", "publish", rules("rules: {}\n").toString(), "--effective-from", "+5m"))
                .isEqualTo(1);
        assertThat(err.toString().lines())
                .hasSize(3)
                .allSatisfy(line ->
                        assertThat(line).contains("has timestamps of its publishers (CreateTime)", "--create-time"));
        assertThat(command(List.of("--create-time"), "card", "block", "c1")).isZero();
    }

    @Test
    void saysWhichTopicIsMissing() {
        topics = new InputTopics("nowhere", "labels1", "rules1");

        assertThat(command(List.of(), "card", "block", "c1")).isEqualTo(1);
        assertThat(command(List.of(), "heartbeat")).isEqualTo(1);
        assertThat(err.toString().lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .isEqualTo("error: cannot describe topic nowhere: there is no such topic on this cluster"));
    }

    private void send(Producer<byte[], byte[]> producer, String key, byte[] value) {
        byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        var unused = producer.send(new ProducerRecord<>(topics.versions(), 0, keyBytes, value));
    }

    private Path rules(String yaml) throws IOException {
        return Files.writeString(directory.resolve("rules.yaml"), yaml);
    }
}
