package fraud.cli.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fraud.cli.Cli;
import fraud.cli.process.EmbeddedBroker;
import fraud.cli.process.Workspace;
import fraud.cli.topics.InputRecords;
import fraud.cli.topics.KafkaConnection;
import fraud.cli.topics.Signals;
import fraud.cli.topics.Topics;
import fraud.config.DetectorParameters;
import fraud.generator.config.GeneratorConfig;
import fraud.generator.config.Parameter;
import fraud.parse.SourceRecord;
import fraud.reference.ReferenceDetector;
import fraud.ruleset.RuleSet;
import fraud.score.StartingModels;
import fraud.sink.OutputKind;
import fraud.sink.OutputRecord;
import fraud.topics.InputTopics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: an audit finds nothing in what is right, and each thing that is not. Method: generated transactions on an
 * embedded broker; the test itself publishes the reference's outputs as those of two detectors, with what it alters.
 */
@Tag("engine")
class AuditTest {

    private static final DetectorParameters PARAMETERS = DetectorParameters.defaults(3);
    private static final List<String> DETECTORS = List.of("one", "two");

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Workspace workspace;
    private KafkaConnection connection;
    private Admin admin;
    private Producer<byte[], byte[]> producer;
    private List<OutputRecord> outputs;

    @BeforeEach
    void publishTheInput() {
        workspace = Workspace.create(directory.resolve("logs"));
        connection = KafkaConnection.toOwnBroker(EmbeddedBroker.start(workspace, 0));
        admin = connection.admin();
        producer = connection.producer();
        Topics.createInputs(admin, InputTopics.DEFAULT, PARAMETERS, Topics.Timestamps.PUBLISHER);
        Topics.createOutputs(admin, DETECTORS, PARAMETERS.partitions());
        new LiveTraffic(
                        GeneratorConfig.defaults().with(Parameter.COUNT, 2_000).with(Parameter.CARDS, 100),
                        producer,
                        new Signals(producer, Topics.inputPartitions(admin, InputTopics.DEFAULT)))
                .publish(2_000);
        producer.flush();
        List<SourceRecord> records = new ArrayList<>();
        InputRecords.read(connection, admin, records::add);
        outputs = new ReferenceDetector(PARAMETERS, RuleSet.defaults(), StartingModels.NONE, InputTopics.DEFAULT)
                .detect(records, handled -> {});
    }

    @AfterEach
    void stopBroker() {
        producer.close();
        admin.close();
        workspace.close();
    }

    private void put(String detector, OutputRecord output) {
        put(detector, output.kind(), output.key(), output.value());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what does not arrive is missed by the audit
    private void put(String detector, OutputKind kind, String key, byte[] value) {
        producer.send(new ProducerRecord<>(kind.topic(detector), key.getBytes(UTF_8), value));
    }

    private int audit(String... more) {
        producer.flush();
        List<String> words = new ArrayList<>(List.of(
                "audit",
                "--bootstrap-servers",
                connection.bootstrapServers(),
                "--engine",
                "one,two",
                "--from-beginning",
                "--grace",
                "1s",
                "--for",
                "6s"));
        words.addAll(List.of(more));
        return new Cli().run(new PrintWriter(out, true), new PrintWriter(err, true), words.toArray(String[]::new));
    }

    @Test
    void findsNothingInEqualOutputsThatAreRight() throws Exception {
        outputs.forEach(output -> DETECTORS.forEach(detector -> put(detector, output)));
        put("two", outputs.get(0));
        Path metrics = directory.resolve("audit.prom");

        assertThat(audit("--metrics", metrics.toString())).as("%s%s", out, err).isZero();

        assertThat(out.toString().lines().skip(1)).allMatch(line -> line.contains(" 0 "));
        assertThat(Files.readString(metrics))
                .contains("fraud_audit_lost{engine=\"one\"} 0", "fraud_audit_repeats_total{engine=\"two\"} 1");
    }

    @Test
    @SuppressWarnings("ReferenceEquality") // these two of the list
    void findsWhatIsLostWrongAndDifferent() {
        OutputRecord lost = outputs.stream()
                .filter(output -> output.kind() == OutputKind.DECISION)
                .findFirst()
                .orElseThrow();
        OutputRecord altered = outputs.stream()
                .filter(output -> output.kind() == OutputKind.DECISION && output != lost)
                .findFirst()
                .orElseThrow();
        for (OutputRecord output : outputs) {
            if (output != lost) {
                put("one", output);
            }
            if (output == altered) {
                String value = new String(output.value(), UTF_8);
                put(
                        "two",
                        output.kind(),
                        output.key(),
                        value.replace("\"outcome\":\"", "\"outcome\":\"X").getBytes(UTF_8));
            } else {
                put("two", output);
            }
        }

        assertThat(audit()).as("%s%s", out, err).isEqualTo(1);
        assertThat(err.toString())
                .contains(
                        "lost: one: 1 records of partition", "differs: ", "says something else than another engine's");
        assertThat(out.toString()).hasLineCount(3);
    }
}
