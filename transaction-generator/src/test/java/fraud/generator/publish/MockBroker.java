package fraud.generator.publish;

import fraud.generator.stream.TransactionStream;
import fraud.model.Origin;
import fraud.model.Signal;
import fraud.parse.TransactionCodec;
import fraud.topics.InputTopics;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka's own test double of a producer, with the input topics. */
final class MockBroker implements AutoCloseable {
    private static final byte[] SIGNAL = TransactionCodec.toJson(Signal.HEARTBEAT);

    final MockProducer<byte[], byte[]> producer;
    /** What the broker puts in the timestamps; below 0 it takes them as they are. */
    long timestampMillis = -1;

    MockBroker(int partitions) {
        this(partitions, true);
    }

    MockBroker(int partitions, boolean acknowledging) {
        this(partitions, 1, acknowledging);
    }

    MockBroker(int partitions, int rulesPartitions, boolean acknowledging) {
        Node node = new Node(0, "localhost", 9092);
        Node[] nodes = {node};
        List<PartitionInfo> infos =
                Map.of("transactions", partitions, "labels", 2, "versions", rulesPartitions).entrySet().stream()
                        .flatMap(topic -> IntStream.range(0, topic.getValue())
                                .mapToObj(i -> new PartitionInfo(topic.getKey(), i, node, nodes, nodes)))
                        .toList();
        Cluster cluster = new Cluster("mock", List.of(node), infos, Set.of(), Set.of());
        this.producer =
                new MockProducer<>(cluster, acknowledging, null, new ByteArraySerializer(), new ByteArraySerializer()) {
                    @Override
                    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
                        return super.send(
                                record,
                                (metadata, exception) -> callback.onCompletion(
                                        timestampMillis < 0 || metadata == null ? metadata : stamped(metadata),
                                        exception));
                    }
                };
    }

    private RecordMetadata stamped(RecordMetadata metadata) {
        return new RecordMetadata(
                new TopicPartition(metadata.topic(), metadata.partition()), 0, 0, timestampMillis, 0, 0);
    }

    KafkaPublisher publisher(TransactionStream stream, Pacer pacer) {
        return publisher(stream, TopicCheck.NONE, pacer);
    }

    KafkaPublisher publisher(TransactionStream stream, TopicCheck check, Pacer pacer) {
        return new KafkaPublisher(stream, InputTopics.DEFAULT, KafkaPublisherTest.LEAD, producer, check, pacer);
    }

    List<ProducerRecord<byte[], byte[]>> sentTo(String topic) {
        return producer.history().stream()
                .filter(record -> record.topic().equals(topic))
                .toList();
    }

    /** Events of the live part: the others carry no intended send time. */
    List<ProducerRecord<byte[], byte[]>> events() {
        return sentTo("transactions").stream()
                .filter(record -> record.headers().lastHeader(Origin.INTENDED_SEND_HEADER) != null)
                .toList();
    }

    List<ProducerRecord<byte[], byte[]>> signals(String topic, int partition) {
        return sentTo(topic).stream()
                .filter(record -> Arrays.equals(record.value(), SIGNAL) && record.partition() == partition)
                .toList();
    }

    @Override
    public void close() {
        producer.sendException = null;
        producer.close();
    }
}
