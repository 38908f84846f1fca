package fraud.flink.sink;

import fraud.sink.OutputKind;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.connector.kafka.sink.TwoPhaseCommittingStatefulSink;
import org.apache.flink.connector.kafka.sink.TwoPhaseCommittingStatefulSink.PrecommittingStatefulSinkWriter;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessageTypeInfo;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * The connector's sink in transactions, whose loss of one ends the job ({@link LossEndsJob}).
 *
 * @param <T> what it writes
 */
final class TransactionalSink<T>
        implements Sink<T>,
                SupportsWriterState<T, KafkaWriterState>,
                SupportsCommitter<TimedCommittable>,
                SupportsPostCommitTopology<TimedCommittable> {

    private static final long serialVersionUID = 1L;

    private final TwoPhaseCommittingStatefulSink<T, KafkaWriterState, KafkaCommittable> connector;
    private final OutputKind kind;
    private final String idPrefix;
    private final Duration timeout;
    private final TransactionStates states;

    /**
     * Around the connector's own.
     *
     * @param idPrefix what begins the ids of its transactions
     * @param timeout for which Kafka keeps one open
     * @param states says what has become of one
     */
    TransactionalSink(
            TwoPhaseCommittingStatefulSink<T, KafkaWriterState, KafkaCommittable> connector,
            OutputKind kind,
            String idPrefix,
            Duration timeout,
            TransactionStates states) {
        this.connector = connector;
        this.kind = kind;
        this.idPrefix = idPrefix;
        this.timeout = timeout;
        this.states = states;
    }

    @Override
    public Writer<T> createWriter(WriterInitContext context) throws IOException {
        return new Writer<>(connector.createWriter(context));
    }

    @Override
    public Writer<T> restoreWriter(WriterInitContext context, Collection<KafkaWriterState> state) throws IOException {
        return new Writer<>(connector.restoreWriter(context, state));
    }

    @Override
    public SimpleVersionedSerializer<KafkaWriterState> getWriterStateSerializer() {
        return connector.getWriterStateSerializer();
    }

    @Override
    public Committer<TimedCommittable> createCommitter(CommitterInitContext context) throws IOException {
        return new LossEndsJob(connector.createCommitter(context), kind, timeout, states, System.currentTimeMillis());
    }

    @Override
    public SimpleVersionedSerializer<TimedCommittable> getCommittableSerializer() {
        return new TimedCommittable.Serializer(connector.getCommittableSerializer());
    }

    /** As the connector does: writer and committer talk to each other in one process. */
    @Override
    public void addPostCommitTopology(DataStream<CommittableMessage<TimedCommittable>> committer) {
        Transformation<?> transformation = committer.getTransformation();
        while (transformation.getOutputType() instanceof CommittableMessageTypeInfo
                && transformation.getCoLocationGroupKey() == null) {
            transformation.setCoLocationGroupKey(idPrefix);
            transformation = transformation.getInputs().get(0);
        }
    }

    /** The connector's writer; notes when it closes a transaction. */
    private static final class Writer<T>
            implements StatefulSinkWriter<T, KafkaWriterState>, CommittingSinkWriter<T, TimedCommittable> {

        private final PrecommittingStatefulSinkWriter<T, KafkaWriterState, KafkaCommittable> writer;

        Writer(PrecommittingStatefulSinkWriter<T, KafkaWriterState, KafkaCommittable> writer) {
            this.writer = writer;
        }

        @Override
        public void write(T element, Context context) throws IOException, InterruptedException {
            writer.write(element, context);
        }

        @Override
        public void flush(boolean endOfInput) throws IOException, InterruptedException {
            writer.flush(endOfInput);
        }

        @Override
        public Collection<TimedCommittable> prepareCommit() throws IOException, InterruptedException {
            long nowMillis = System.currentTimeMillis();
            return writer.prepareCommit().stream()
                    .map(transaction -> new TimedCommittable(transaction, nowMillis))
                    .toList();
        }

        @Override
        public List<KafkaWriterState> snapshotState(long checkpointId) throws IOException {
            return writer.snapshotState(checkpointId);
        }

        @Override
        public void close() throws Exception {
            writer.close();
        }
    }
}
