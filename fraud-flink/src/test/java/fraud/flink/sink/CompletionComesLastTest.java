package fraud.flink.sink;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.config.DetectorParameters;
import fraud.flink.Attempts;
import fraud.flink.FraudTopology;
import fraud.flink.Replay;
import fraud.parse.SourceRecord;
import fraud.reference.ReferenceDetector;
import fraud.reference.SeededStream;
import fraud.ruleset.RuleSet;
import fraud.score.StartingModels;
import fraud.sink.OutputCodec;
import fraud.sink.OutputKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: a completion is never published before the output it vouches for (SEMANTICS 10.4). Method: decisions and alerts
 * go to sinks that hold everything back until they are flushed, and each completion notes how much had been flushed by
 * then.
 */
@Tag("engine")
class CompletionComesLastTest {

    private static final DetectorParameters PARAMETERS = new DetectorParameters(4, 10_000, 0, 32, false);
    private static final List<Object> FLUSHED = Collections.synchronizedList(new ArrayList<>());
    private static final List<Integer> FLUSHED_AT_ECHO = Collections.synchronizedList(new ArrayList<>());

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
                    .setNumberTaskManagers(1)
                    .setNumberSlotsPerTaskManager(2)
                    .build());

    @TempDir
    private static Path checkpoints;

    @Test
    void publishesAnCompletionOnlyWhenAllOtherOutputIsDurable() throws Exception {
        List<SourceRecord> records = SeededStream.of(9, PARAMETERS, RuleSet.defaults(), 500);
        long expected = new ReferenceDetector(PARAMETERS, RuleSet.defaults())
                .detect(records).stream()
                        .filter(output -> output.kind() == OutputKind.DECISION || output.kind() == OutputKind.ALERT)
                        .count();
        Configuration configuration = new Configuration();
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(20));
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(2);
        Replay replay = Replay.of(records, PARAMETERS);
        FraudStreams streams = FraudTopology.build(
                replay.transactions(environment),
                replay.labels(environment),
                replay.rules(environment),
                PARAMETERS,
                RuleSet.defaults(),
                StartingModels.NONE,
                Attempts.ofAJob());
        streams.decisions().sinkTo(new HoldingSink<>());
        streams.alerts().sinkTo(new HoldingSink<>());
        streams.completions()
                .sinkTo(new CompletionSink(
                        CompletionNotes::new,
                        new OutputSerializer<>(OutputKind.COMPLETION, "flink", OutputCodec::completion)));
        environment.execute();

        assertThat(FLUSHED).hasSize((int) expected);
        assertThat(FLUSHED_AT_ECHO).hasSizeGreaterThanOrEqualTo(4).containsOnly((int) expected);
    }

    /** Loses what is not flushed, as a Kafka producer would in a crash. */
    private static final class HoldingSink<T> implements Sink<T> {

        private static final long serialVersionUID = 1L;

        @Override
        public SinkWriter<T> createWriter(WriterInitContext context) {
            List<T> held = new ArrayList<>();
            return new SinkWriter<>() {
                @Override
                public void write(T element, Context writeContext) {
                    held.add(element);
                }

                @Override
                public void flush(boolean endOfInput) {
                    FLUSHED.addAll(held);
                    held.clear();
                }

                @Override
                public void close() {
                    // Holds nothing open.
                }
            };
        }
    }

    private static final class CompletionNotes extends MockProducer<byte[], byte[]> {

        CompletionNotes() {
            super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
            FLUSHED_AT_ECHO.add(FLUSHED.size());
            return super.send(record);
        }
    }
}
