package fraud.cli.live;

import static org.awaitility.Awaitility.await;

import fraud.cli.detectors.Engine;
import fraud.cli.outputs.DetectorOutputs;
import fraud.cli.progress.Progress;
import fraud.cli.reconcile.RunVerifier;
import fraud.cli.topics.InputRecords;
import fraud.cli.topics.KafkaConnection;
import fraud.cli.topics.Signals;
import fraud.cli.topics.Topics;
import fraud.config.DetectorParameters;
import fraud.report.figures.Summary.EngineSummary;
import fraud.score.StartingModels;
import fraud.sink.OutputKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What both detectors have written to a broker's topics: waited for, and examined once all is there.
 *
 * @param patience how long to wait for outputs
 * @param check throws if there is no use in waiting, since a process has died
 */
public record RunningDetectors(
        KafkaConnection broker,
        Admin admin,
        DetectorParameters parameters,
        StartingModels models,
        Duration patience,
        Runnable check) {

    /** Waits until an engine has written so many decisions and dead letters. */
    public void awaitAnswers(Engine engine, long count) {
        try (DetectorOutputs outputs = outputs(engine)) {
            await(engine.wireName()).atMost(patience).until(() -> {
                check.run();
                outputs.poll();
                return outputs.answers() >= count;
            });
        }
    }

    /** Waits until both engines have answered an end of input on every partition, sending one again and again. */
    public void awaitCompletions(Runnable sendEndsOfInput) {
        for (Engine engine : Engine.processes()) {
            awaitCompletions(engine, sendEndsOfInput);
        }
    }

    /** The same of one engine. */
    public void awaitCompletions(Engine engine, Runnable sendEndsOfInput) {
        try (DetectorOutputs outputs = outputs(engine)) {
            await(engine.wireName())
                    .atMost(patience)
                    .pollInterval(Duration.ofMillis(Signals.REPEAT_MILLIS))
                    .until(() -> {
                        check.run();
                        sendEndsOfInput.run();
                        outputs.readToEnd();
                        return outputs.withoutCompletion().isEmpty();
                    });
        }
    }

    /**
     * How many decisions stand in an engine's topic, and how many of them a reader of what is committed does not see.
     */
    public Decisions countDecisions(Engine engine) {
        List<TopicPartition> partitions = Topics.partitions(admin, OutputKind.DECISION.topic(engine.wireName()));
        long[] counts = new long[2];
        for (IsolationLevel level : List.of(IsolationLevel.READ_UNCOMMITTED, IsolationLevel.READ_COMMITTED)) {
            try (Consumer<byte[], byte[]> consumer = reader(level)) {
                consumer.assign(partitions);
                consumer.seekToBeginning(partitions);
                Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
                while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                    counts[level.id()] += consumer.poll(Duration.ofMillis(100)).count();
                }
            }
        }
        return new Decisions(
                counts[IsolationLevel.READ_COMMITTED.id()],
                counts[IsolationLevel.READ_UNCOMMITTED.id()] - counts[IsolationLevel.READ_COMMITTED.id()]);
    }

    /** Whether decisions of an engine stand in its topic whose transaction is neither committed nor aborted. */
    public boolean hasOpenTransaction(Engine engine) {
        List<TopicPartition> partitions = Topics.partitions(admin, OutputKind.DECISION.topic(engine.wireName()));
        // First the end: what is committed between the two looks must not count as open.
        Map<TopicPartition, Long> ends = Topics.endOffsets(admin, partitions);
        try (Consumer<byte[], byte[]> committed = reader(IsolationLevel.READ_COMMITTED)) {
            Map<TopicPartition, Long> stable = committed.endOffsets(partitions);
            return ends.entrySet().stream().anyMatch(end -> stable.get(end.getKey()) < end.getValue());
        }
    }

    private Consumer<byte[], byte[]> reader(IsolationLevel level) {
        Map<String, Object> properties = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.bootstrapServers(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                level.toString());
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Records in a topic of decisions.
     *
     * @param committed what readers of what is committed see
     * @param others what is there besides: aborted, or not yet committed
     */
    public record Decisions(long committed, long others) {}

    /**
     * Checks an engine's outputs against the inputs and writes them below {@code out}; of the reference, runs it first.
     *
     * @param data a directory for what must not stay
     */
    public EngineSummary examine(Engine engine, Path out, Path data) {
        try (RunVerifier examination = new RunVerifier(engine.wireName(), parameters, models, data)) {
            if (engine == Engine.REFERENCE) {
                return examination.finish(
                        out,
                        RunVerifier.runReference(
                                broker, admin, parameters, models, examination, Progress.ofStandardError()));
            }
            InputRecords.read(broker, admin, examination::input);
            try (DetectorOutputs outputs = new DetectorOutputs(
                    broker,
                    admin,
                    engine.wireName(),
                    parameters.partitions(),
                    (output, record) -> examination.output(output))) {
                outputs.readToEnd();
            }
            return examination.finish(out, 0);
        }
    }

    private DetectorOutputs outputs(Engine engine) {
        return new DetectorOutputs(broker, admin, engine.wireName(), parameters.partitions(), (output, record) -> {});
    }
}
