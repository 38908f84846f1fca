package fraud.flink.sink;

import fraud.model.Origin;
import fraud.sink.OutputKind;
import fraud.sink.OutputRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.util.function.SerializableFunction;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes one kind of output as its Kafka record: key and value by the contract, and headers that tell who wrote it and
 * when its input was meant to be sent (SEMANTICS 11).
 */
final class OutputSerializer<T> implements KafkaRecordSerializationSchema<T>, KafkaDatasetFacetProvider {

    private static final long serialVersionUID = 1L;
    /** What a build that is not packaged calls itself. */
    private static final String UNPACKAGED = "unpackaged";

    private final String topic;
    private final byte[] detector;
    private final byte[] version;
    private final SerializableFunction<T, OutputRecord> encoder;

    OutputSerializer(OutputKind kind, String detectorName, SerializableFunction<T, OutputRecord> encoder) {
        this.topic = kind.topic(detectorName);
        this.detector = bytes(detectorName);
        String packaged = OutputSerializer.class.getPackage().getImplementationVersion();
        this.version = bytes(packaged == null ? UNPACKAGED : packaged);
        this.encoder = encoder;
    }

    /** The sink aborts what an earlier run has left open on this topic. */
    @Override
    public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
        return Optional.of(new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(List.of(topic))));
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(T output, KafkaSinkContext context, Long eventTimeMillis) {
        return serialize(output);
    }

    /**
     * The record's timestamp is left to the producer: it says when the output was written, not when its input happened.
     */
    ProducerRecord<byte[], byte[]> serialize(T output) {
        OutputRecord encoded = encoder.apply(output);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, bytes(encoded.key()), encoded.value());
        record.headers().add(OutputRecord.DETECTOR_HEADER, detector).add(OutputRecord.DETECTOR_VERSION_HEADER, version);
        if (encoded.intendedSendMicros() != Origin.UNKNOWN) {
            record.headers().add(Origin.INTENDED_SEND_HEADER, bytes(Long.toString(encoded.intendedSendMicros())));
        }
        return record;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
