package fraud.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.cli.detectors.DetectorProcess;
import fraud.cli.detectors.Engine;
import fraud.cli.outputs.OutputComparison;
import fraud.cli.outputs.OutputRecorder;
import fraud.cli.process.Checkout;
import fraud.cli.process.ChildProcess;
import fraud.cli.process.EmbeddedBroker;
import fraud.cli.process.Installation;
import fraud.cli.process.Workspace;
import fraud.cli.topics.KafkaConnection;
import fraud.cli.topics.Signals;
import fraud.cli.topics.Topics;
import fraud.config.DetectorParameters;
import fraud.generator.config.GeneratorConfig;
import fraud.generator.config.Parameter;
import fraud.generator.stream.GeneratedRecord;
import fraud.generator.stream.LabelRecord;
import fraud.generator.stream.TransactionStream;
import fraud.model.Signal;
import fraud.parse.LabelCodec;
import fraud.parse.VersionCodec;
import fraud.report.figures.Summary.EngineSummary;
import fraud.rules.AmountLimit;
import fraud.ruleset.PublishedRuleSet;
import fraud.ruleset.RuleSet;
import fraud.score.ModelRole;
import fraud.score.PublishedModel;
import fraud.score.StartingModels;
import fraud.score.TestModels;
import fraud.sink.OutputKind;
import fraud.topics.InputTopics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: rules and models that change during a run take effect in both engines at the same transactions, wherever each
 * engine is and whatever befalls it. Method: a third of a stream is decided by Flink alone; then a version of the rules
 * and a challenger come, and Spark starts from the beginning; with the second third on their way both are killed and
 * started again; then a further version brings back the old rules, and another model a new champion. Both must equal
 * the reference.
 */
@Tag("engine")
class LiveRulesTest {

    private static final DetectorParameters PARAMETERS =
            DetectorParameters.defaults(3).withFeatures(true);
    private static final int EVENTS = 3_000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final StartingModels MODELS = TestModels.starting();
    private static final RuleSet STRICT = RuleSet.defaults().with(AmountLimit.MAX_AMOUNT, 2_000);

    @TempDir
    private Path directory;

    private final TransactionStream stream = TransactionStream.of(
            GeneratorConfig.defaults().with(Parameter.COUNT, EVENTS).with(Parameter.CARDS, 100));
    private final Iterator<LabelRecord> labels = stream.labels().iterator();
    private LabelRecord nextLabel = labels.next();
    private long greatestMillis;

    @Test
    void bothEnginesFollowTheRulesThroughCrashesAndBack() throws IOException {
        Path out = directory.resolve("out");
        try (Workspace workspace = Workspace.create(directory.resolve("logs"))) {
            KafkaConnection broker = KafkaConnection.toOwnBroker(EmbeddedBroker.start(workspace, 0));
            try (Admin admin = broker.admin();
                    Producer<byte[], byte[]> producer = broker.producer()) {
                Topics.createInputs(admin, InputTopics.DEFAULT, PARAMETERS, Topics.Timestamps.PUBLISHER);
                Topics.createOutputs(admin, Engine.wireNames(Engine.all()), PARAMETERS.partitions());
                RunningDetectors detectors =
                        new RunningDetectors(broker, admin, PARAMETERS, MODELS, PATIENCE, workspace::check);
                Signals signals = new Signals(producer, Topics.inputPartitions(admin, InputTopics.DEFAULT));

                publish(0, EVENTS / 3, producer);
                signals.send(Signal.HEARTBEAT, greatestMillis);
                ChildProcess flink = start(Engine.FLINK, workspace, broker, Map.of());
                detectors.awaitAnswers(Engine.FLINK, EVENTS / 3);

                publish(ruleSet(1, STRICT), producer);
                publish(model(1, ModelRole.CHALLENGER, TestModels.MAPLE), producer);
                publish(EVENTS / 3, 2 * EVENTS / 3, producer);
                signals.send(Signal.HEARTBEAT, greatestMillis);
                ChildProcess spark = start(Engine.SPARK, workspace, broker, Map.of());
                detectors.awaitAnswers(Engine.SPARK, EVENTS / 3);
                kill(flink, workspace);
                kill(spark, workspace);

                publish(ruleSet(2, RuleSet.defaults()), producer);
                publish(model(2, ModelRole.CHAMPION, "other-probe"), producer);
                publish(model(2, ModelRole.CHAMPION, TestModels.MAPLE), producer);
                publish(2 * EVENTS / 3, EVENTS, producer);
                start(Engine.FLINK, workspace, broker, Map.of("restore.from", lastCheckpoint(workspace)));
                start(Engine.SPARK, workspace, broker, Map.of());
                detectors.awaitCompletions(
                        () -> signals.send(Signal.END_OF_INPUT, greatestMillis + PARAMETERS.lagMillis() + 1));

                for (Engine engine : Engine.all()) {
                    assertClean(detectors.examine(engine, out, workspace.data()));
                }
            }
        }

        OutputComparison comparison = OutputComparison.of(out, Engine.wireNames(Engine.all()));
        assertThat(comparison.equal()).as("%s", comparison.difference()).hasValue(true);
        assertThat(Files.readString(OutputRecorder.file(out.resolve("flink"), OutputKind.DECISION)))
                .contains("\"ruleSetVersion\":0", "\"ruleSetVersion\":1", "\"ruleSetVersion\":2")
                .contains("\"modelVersion\":\"0\"", "\"challengerVersion\":\"1\"", "\"modelVersion\":\"2\"");
        assertThat(Files.readString(OutputRecorder.file(out.resolve("spark"), OutputKind.DEAD_LETTER)))
                .contains("\"reason\":\"BAD_MODEL\",\"detail\":\"probes\"");
    }

    /** What detectors decide from the next moments on; the events are some minutes apart. */
    private PublishedRuleSet ruleSet(int version, RuleSet rules) {
        return new PublishedRuleSet(
                version, greatestMillis + 2 * PARAMETERS.leadMillis(), null, VersionCodec.rulesJson(rules));
    }

    private void publish(PublishedRuleSet ruleSet, Producer<byte[], byte[]> producer) {
        byte[] key = String.valueOf(ruleSet.version()).getBytes(StandardCharsets.UTF_8);
        send(producer, Topics.VERSIONS, null, greatestMillis, key, VersionCodec.toJson(ruleSet));
    }

    /** The same of models. */
    private PublishedModel model(int version, ModelRole role, String name) {
        return TestModels.published(version, role, greatestMillis + 2 * PARAMETERS.leadMillis(), name);
    }

    private void publish(PublishedModel model, Producer<byte[], byte[]> producer) {
        byte[] key = VersionCodec.modelKey(model).getBytes(StandardCharsets.UTF_8);
        send(producer, Topics.VERSIONS, null, greatestMillis, key, VersionCodec.toJson(model));
    }

    private void publish(long from, long to, Producer<byte[], byte[]> producer) {
        for (long index = from; index < to; index++) {
            GeneratedRecord record = stream.record(index);
            Integer partition = record.partition() == GeneratedRecord.BY_KEY ? null : record.partition();
            send(producer, Topics.TRANSACTIONS, partition, record.publishedAtMillis(), record.key(), record.value());
        }
        while (nextLabel != null && nextLabel.publishedAtMillis() <= greatestMillis) {
            byte[] key = nextLabel.label().merchantId().getBytes(StandardCharsets.UTF_8);
            long atMillis = nextLabel.publishedAtMillis();
            send(producer, Topics.LABELS, null, atMillis, key, LabelCodec.toJson(nextLabel.label()));
            nextLabel = labels.hasNext() ? labels.next() : null;
        }
        producer.flush();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what is lost here is missing in what the reference reads, too
    private void send(
            Producer<byte[], byte[]> producer,
            String topic,
            Integer partition,
            long atMillis,
            byte[] key,
            byte[] value) {
        greatestMillis = Math.max(greatestMillis, atMillis);
        producer.send(new ProducerRecord<>(topic, partition, atMillis, key, value));
    }

    private static ChildProcess start(
            Engine engine, Workspace workspace, KafkaConnection broker, Map<String, String> settings) {
        Installation installation = Checkout.installation();
        Map<String, String> withModels = new TreeMap<>(settings);
        withModels.put("model.dir", MODELS.champion().directory());
        withModels.put("models.dir", MODELS.modelsDirectory());
        return DetectorProcess.start(installation, workspace, engine, broker, PARAMETERS, withModels);
    }

    private static void kill(ChildProcess detector, Workspace workspace) {
        detector.handle().orElseThrow().destroyForcibly();
        workspace.stop(detector);
    }

    private static String lastCheckpoint(Workspace workspace) throws IOException {
        Path checkpoints = workspace.data().resolve("flink").resolve("checkpoints");
        try (Stream<Path> files = Files.walk(checkpoints)) {
            return files.filter(file -> file.endsWith("_metadata"))
                    .map(Path::getParent)
                    .max(Comparator.comparingInt(checkpoint ->
                            Integer.parseInt(checkpoint.getFileName().toString().replace("chk-", ""))))
                    .orElseThrow()
                    .toString();
        }
    }

    private static void assertClean(EngineSummary summary) {
        assertThat(summary.findings()).isEmpty();
        assertThat(summary.isClean()).isTrue();
        assertThat(summary.decisions()).isPositive();
    }
}
