package fraud.flink.parse;

import fraud.flink.state.BinaryTypes;
import fraud.model.Origin;
import fraud.parse.ParseResult;
import fraud.parse.SourceRecord;
import fraud.recovery.RecordAttempts;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.flink.util.function.SerializableSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Reads each Kafka record into what it is. It never throws on input and never skips a record: what cannot be read is a
 * dead letter, and every record moves its partition's clock. It reads inside the source, because the source needs the
 * event time to stamp the record.
 */
public final class RecordDeserializer implements KafkaRecordDeserializationSchema<ParseResult> {

    private static final long serialVersionUID = 1L;
    /** Of a 64-bit number in decimal, with its sign. */
    private static final int MAX_HEADER_BYTES = 20;

    private final SerializableSupplier<Function<SourceRecord, ParseResult>> codecs;
    private final RecordAttempts.Step read;
    private transient Function<SourceRecord, ParseResult> codec;

    /**
     * A deserializer for a topic.
     *
     * @param codecs makes what reads a record of this topic; it stays with one thread
     */
    public RecordDeserializer(
            SerializableSupplier<Function<SourceRecord, ParseResult>> codecs, RecordAttempts attempts) {
        this.codecs = codecs;
        this.read = attempts.step("read");
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        codec = codecs.get();
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<ParseResult> out) {
        Origin origin = new Origin(
                record.topic(), record.partition(), record.offset(), record.timestamp(), intendedSendMicros(record));
        out.collect(read.get(origin, () -> codec.apply(new SourceRecord(origin, record.key(), record.value()))));
    }

    /** A header that cannot be read is as good as none: it serves measurements only. */
    private static long intendedSendMicros(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(Origin.INTENDED_SEND_HEADER);
        if (header == null || header.value() == null || header.value().length > MAX_HEADER_BYTES) {
            return Origin.UNKNOWN;
        }
        try {
            return Long.parseLong(new String(header.value(), StandardCharsets.US_ASCII));
        } catch (NumberFormatException e) {
            return Origin.UNKNOWN;
        }
    }

    @Override
    public TypeInformation<ParseResult> getProducedType() {
        return BinaryTypes.PARSE_RESULT;
    }
}
