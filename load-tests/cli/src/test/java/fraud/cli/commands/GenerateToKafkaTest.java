package fraud.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.cli.Cli;
import fraud.cli.process.EmbeddedBroker;
import fraud.cli.process.Workspace;
import fraud.cli.topics.InputRecords;
import fraud.cli.topics.KafkaConnection;
import fraud.cli.topics.Topics;
import fraud.parse.ParseResult;
import fraud.parse.SourceRecord;
import fraud.parse.TransactionCodec;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: what the generator publishes is what it says, on a real broker. Method: a history and a second of live events
 * to an embedded broker, read back; the same parameters to a file give the same digest.
 */
@Tag("engine")
class GenerateToKafkaTest {

    private static final int PARTITIONS = 4;
    /** Ten days of 200 cards, and a second at 500 events/s. */
    private static final List<String> PARAMETERS = List.of(
            "--seed", "11", "--set", "cards=200", "--set", "history.days=10", "--count", "500", "--rate", "500");

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int generate(String... arguments) {
        String[] all = Stream.of(List.of("generate"), PARAMETERS, List.of(arguments))
                .flatMap(Collection::stream)
                .toArray(String[]::new);
        return new Cli().run(new PrintWriter(out, true), new PrintWriter(err, true), all);
    }

    @Test
    void theHistoryAndTheLiveEventsAreOneStreamOnItsOwnClock() throws Exception {
        try (Workspace workspace = Workspace.create(directory.resolve("logs"))) {
            String servers = EmbeddedBroker.start(workspace, 0);
            KafkaConnection connection = KafkaConnection.to(servers);
            try (Admin admin = connection.admin()) {
                Path manifest = directory.resolve("kafka.json");

                assertThat(generate(
                                "--bootstrap-servers", servers, "--create-topics", "--manifest", manifest.toString()))
                        .as("%s", err)
                        .isZero();

                assertThat(generate("--out", directory.resolve("a.jsonl").toString()))
                        .isZero();
                assertThat(manifest).hasSameTextualContentAs(directory.resolve("a.manifest.json"));
                assertPublished(connection, admin);
                assertThat(out.toString()).containsPattern("[1-9][0-9]* outcomes\\R");
                rejectsTheBrokersTimestamps(admin, servers);
            }
        }
    }

    private void assertPublished(KafkaConnection connection, Admin admin) throws IOException {
        TransactionCodec codec = new TransactionCodec(PARTITIONS);
        Map<ParseResult.Kind, Integer> kinds = new EnumMap<>(ParseResult.Kind.class);
        List<List<Long>> timestamps = new ArrayList<>();
        IntStream.range(0, PARTITIONS).forEach(partition -> timestamps.add(new ArrayList<>()));
        InputRecords.read(connection, admin, Topics.TRANSACTIONS, (SourceRecord record) -> {
            kinds.merge(codec.parse(record).kind(), 1, Integer::sum);
            timestamps.get(record.origin().partition()).add(record.origin().publishedAtMillis());
        });

        String manifest = Files.readString(directory.resolve("kafka.json"));
        assertThat(manifest)
                .contains("\"controls\" : " + kinds.get(ParseResult.Kind.CONTROL) + ",")
                .contains("\"malformed\" : " + kinds.get(ParseResult.Kind.DEAD_LETTER) + ",");
        assertThat(kinds.get(ParseResult.Kind.TRANSACTION)).isBetween(3_500, 4_700);
        assertThat(kinds.get(ParseResult.Kind.SIGNAL)).isGreaterThanOrEqualTo(PARTITIONS * 5);
        assertThat(timestamps).allSatisfy(partition -> assertThat(partition).isSorted());
    }

    private void rejectsTheBrokersTimestamps(Admin admin, String servers)
            throws ExecutionException, InterruptedException {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, Topics.TRANSACTIONS);
        ConfigEntry entry = new ConfigEntry("message.timestamp.type", "LogAppendTime");
        admin.incrementalAlterConfigs(Map.of(topic, List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET))))
                .all()
                .get();

        assertThat(generate("--bootstrap-servers", servers)).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("error: topic transactions has timestamps of the broker:"
                        + " set its message.timestamp.type to CreateTime (see fraud generate --help)\n");
    }
}
