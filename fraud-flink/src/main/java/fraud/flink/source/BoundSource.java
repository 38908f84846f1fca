package fraud.flink.source;

import fraud.kafka.TopicLookup;
import fraud.topics.DetectorMemory;
import fraud.topics.TopicIdentities;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A Kafka source that is bound to the job's input topics, all three of them, as they were when the detector began
 * (SEMANTICS 1.5). Kafka's clients follow a name to whatever topic has it, and read only the partitions that they knew
 * at first.
 *
 * <p>Each source watches all topics, so that none reads on while only another has noticed, and all say the same.
 */
final class BoundSource<T> implements Source<T, KafkaPartitionSplit, BoundState>, ResultTypeQueryable<T> {

    private static final long serialVersionUID = 1L;

    private final KafkaSource<T> kafka;
    private final DetectorMemory now;
    private final Map<String, String> client;

    /**
     * Around the connector's source.
     *
     * @param now which detector starts on which topics
     * @param client what a Kafka client is configured with
     */
    BoundSource(KafkaSource<T> kafka, DetectorMemory now, Map<String, String> client) {
        this.kafka = kafka;
        this.now = now;
        this.client = client;
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, BoundState> createEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context) {
        return new BoundEnumerator(kafka.createEnumerator(context), context, now, now, lookup());
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, BoundState> restoreEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context, BoundState state) throws Exception {
        return new BoundEnumerator(
                kafka.restoreEnumerator(context, state.kafka()), context, state.memory(), now, lookup());
    }

    private BoundEnumerator.Lookup lookup() {
        TopicLookup lookup = new TopicLookup(client);
        return new BoundEnumerator.Lookup() {
            @Override
            public TopicIdentities call() throws Exception {
                return new TopicIdentities(lookup.find(now.topics().names()));
            }

            @Override
            public void close() {
                lookup.close();
            }
        };
    }

    @Override
    public SourceReader<T, KafkaPartitionSplit> createReader(SourceReaderContext context) throws Exception {
        Callable<TopicIdentities> lookup = () -> {
            try (TopicLookup brokers = new TopicLookup(client)) {
                return new TopicIdentities(brokers.find(now.topics().names()));
            }
        };
        return new BoundReader<>(kafka.createReader(context), now.topics(), lookup, context.metricGroup());
    }

    @Override
    public SimpleVersionedSerializer<BoundState> getEnumeratorCheckpointSerializer() {
        return new BoundState.Serializer(kafka.getEnumeratorCheckpointSerializer());
    }

    @Override
    public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
        return kafka.getSplitSerializer();
    }

    @Override
    public Boundedness getBoundedness() {
        return kafka.getBoundedness();
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return kafka.getProducedType();
    }
}
