package fraud.cli.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fraud.cli.detectors.DetectorProcess;
import fraud.cli.detectors.Engine;
import fraud.cli.process.Checkout;
import fraud.cli.process.EmbeddedBroker;
import fraud.cli.process.LoopbackPort;
import fraud.cli.process.Workspace;
import fraud.cli.topics.KafkaConnection;
import fraud.cli.topics.Signals;
import fraud.cli.topics.Topics;
import fraud.config.DetectorParameters;
import fraud.generator.config.GeneratorConfig;
import fraud.generator.config.Parameter;
import fraud.generator.stream.GeneratedRecord;
import fraud.generator.stream.TransactionStream;
import fraud.metrics.Metric;
import fraud.metrics.Scrape;
import fraud.model.Origin;
import fraud.model.Signal;
import fraud.topics.InputTopics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: both detectors, as processes on Kafka, show all metrics of the catalogue, those that only Kafka knows included.
 * Method: both read a small stream whose records carry their send time, and are scraped once they are up to date.
 */
@Tag("engine")
class ScrapedDetectorsTest {

    private static final DetectorParameters PARAMETERS = DetectorParameters.defaults(3);
    private static final int EVENTS = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path directory;

    private long greatestMillis;

    @Test
    void bothShowTheWholeCatalogue() throws Exception {
        try (Workspace workspace = Workspace.create(directory.resolve("logs"))) {
            KafkaConnection broker = KafkaConnection.toOwnBroker(EmbeddedBroker.start(workspace, 0));
            Map<Engine, Integer> ports = new EnumMap<>(Engine.class);
            for (Engine engine : Engine.processes()) {
                ports.put(engine, LoopbackPort.free(0));
            }
            try (Admin admin = broker.admin();
                    Producer<byte[], byte[]> producer = broker.producer()) {
                Topics.createInputs(admin, InputTopics.DEFAULT, PARAMETERS, Topics.Timestamps.PUBLISHER);
                Topics.createOutputs(admin, Engine.wireNames(Engine.all()), PARAMETERS.partitions());
                ports.forEach((engine, port) -> DetectorProcess.start(
                        Checkout.installation(),
                        workspace,
                        engine,
                        broker,
                        PARAMETERS,
                        Map.of("metrics.port", String.valueOf(port))));
                publish(producer);
                new Signals(producer, Topics.inputPartitions(admin, InputTopics.DEFAULT))
                        .send(Signal.HEARTBEAT, greatestMillis);

                assertShowsAll(scrape(ports.get(Engine.FLINK), Metric::nameInFlink, workspace), Metric::nameInFlink);
                assertShowsAll(scrape(ports.get(Engine.SPARK), Metric::nameInSpark, workspace), Metric::nameInSpark);
            }
        }
    }

    private static void assertShowsAll(Scrape scrape, Function<Metric, String> ownName) {
        boolean isFlink = ownName.apply(Metric.DECISIONS).startsWith("flink_");
        scrape.assertIsCatalogue(
                ownName,
                isFlink ? Set.of("job_name", "operator_name", "subtask_index") : Set.of(),
                isFlink ? Set.of(Metric.SEQUENCE_ATTEMPTS_OPEN, Metric.PARTITION_READINESS) : Set.of());
        int partitions = PARAMETERS.partitions() + PARAMETERS.labelPartitions() + 1;
        assertThat(scrape.of(ownName.apply(Metric.PARTITION_READINESS)))
                .hasSize(partitions)
                .allMatch(sample -> sample.value() > 0);
        assertThat(scrape.of(ownName.apply(Metric.PARTITION_LAG)))
                .hasSize(partitions)
                .allMatch(sample -> sample.value() == 0);
        assertThat(scrape.sum(ownName.apply(Metric.DECISION_LATENCY) + "_count"))
                .isEqualTo(scrape.sum(ownName.apply(Metric.DECISIONS)));
        if (isFlink) {
            assertThat(scrape.of(ownName.apply(Metric.PARTITION_READINESS)))
                    .extracting(sample -> sample.labels().get("split"))
                    .as("what the recording rules take apart")
                    .contains("transactions-0", "labels-0", "versions-0");
        }
    }

    /** Once every transaction has its decision, or is one of the few that get none, and all has been read. */
    private static Scrape scrape(int port, Function<Metric, String> ownName, Workspace workspace) {
        AtomicReference<Scrape> last = new AtomicReference<>();
        await().atMost(PATIENCE).ignoreExceptionsInstanceOf(IOException.class).until(() -> {
            workspace.check();
            Scrape scrape = Scrape.of(port);
            last.set(scrape);
            double answers = scrape.sum(ownName.apply(Metric.DECISIONS))
                    + scrape.sum(ownName.apply(Metric.DEAD_LETTERS))
                    + scrape.sum(ownName.apply(Metric.DUPLICATES));
            // A scrape reads one metric after the other: while decisions are made, they differ.
            double timed = scrape.sum(ownName.apply(Metric.DECISION_LATENCY) + "_count");
            return answers >= EVENTS
                    && timed == scrape.sum(ownName.apply(Metric.DECISIONS))
                    && scrape.of(ownName.apply(Metric.PARTITION_LAG)).stream().allMatch(sample -> sample.value() == 0);
        });
        return last.get();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what is lost here keeps the scrape waiting
    private void publish(Producer<byte[], byte[]> producer) {
        TransactionStream stream = TransactionStream.of(
                GeneratorConfig.defaults().with(Parameter.COUNT, EVENTS).with(Parameter.CARDS, 100));
        for (long index = 0; index < EVENTS; index++) {
            GeneratedRecord record = stream.record(index);
            greatestMillis = Math.max(greatestMillis, record.publishedAtMillis());
            Integer partition = record.partition() == GeneratedRecord.BY_KEY ? null : record.partition();
            ProducerRecord<byte[], byte[]> sent = new ProducerRecord<>(
                    Topics.TRANSACTIONS, partition, record.publishedAtMillis(), record.key(), record.value());
            sent.headers()
                    .add(
                            Origin.INTENDED_SEND_HEADER,
                            String.valueOf(record.publishedAtMillis() * 1_000).getBytes(StandardCharsets.US_ASCII));
            producer.send(sent);
        }
        producer.flush();
    }
}
