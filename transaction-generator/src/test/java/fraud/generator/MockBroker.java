package fraud.generator;

import fraud.model.Origin;
import java.util.List;
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

/** Kafka's own test double of a producer, with a topic {@code transactions}. */
final class MockBroker implements AutoCloseable {
    final MockProducer<byte[], byte[]> producer;
    /** What the broker puts in the timestamps; below 0 it takes them as they are. */
    long timestampMillis = -1;

    MockBroker(int partitions) {
        this(partitions, true);
    }

    MockBroker(int partitions, boolean acknowledging) {
        Node node = new Node(0, "localhost", 9092);
        List<PartitionInfo> infos = IntStream.range(0, partitions)
                .mapToObj(i -> new PartitionInfo("transactions", i, node, new Node[] {node}, new Node[] {node}))
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
        return new KafkaPublisher(stream, KafkaPublisherTest.TOPICS, producer, pacer);
    }

    List<ProducerRecord<byte[], byte[]>> sentTo(String topic) {
        return producer.history().stream()
                .filter(record -> record.topic().equals(topic))
                .toList();
    }

    /** Marks alone carry no intended send time. */
    List<ProducerRecord<byte[], byte[]>> events() {
        return sentTo("transactions").stream()
                .filter(record -> record.headers().lastHeader(Origin.INTENDED_SEND_HEADER) != null)
                .toList();
    }

    List<ProducerRecord<byte[], byte[]>> marks() {
        return sentTo("transactions").stream()
                .filter(record -> record.headers().lastHeader(Origin.INTENDED_SEND_HEADER) == null)
                .toList();
    }

    @Override
    public void close() {
        producer.sendException = null;
        producer.close();
    }
}
