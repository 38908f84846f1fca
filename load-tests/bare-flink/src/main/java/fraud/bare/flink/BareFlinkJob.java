package fraud.bare.flink;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import fraud.config.DetectorParameters;
import fraud.flink.config.ClusterRun;
import fraud.flink.config.FlinkSettings;
import fraud.flink.config.JobConfig;
import fraud.flink.sink.KafkaOutputs;
import fraud.flink.source.KafkaInputs;
import fraud.model.Origin;
import fraud.settings.RequiredTopics;
import fraud.sink.OutputKind;
import fraud.topics.InputTopics;
import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Flink without the domain, for the load lab: what reading, two shuffles, keyed state, checkpoints and writing cost
 * whatever the records mean. Every record of {@code transactions} is counted by card, then by merchant, and sent on as
 * it is.
 *
 * <pre>
 * transactions ─ by card ─ count ─ by merchant ─ count ─► decisions
 * labels ─────── discarded in the tasks that read them
 * versions ───── discarded in the tasks that read them
 * </pre>
 *
 * <p>It has the detector's settings, and with them its state backend, checkpoints, object reuse, buffer timeout,
 * parallelism and Kafka clients. A record's key is its card, so that of its value no more than the merchant is read.
 *
 * <p>What it has not, since it is the detector's own: event time with its watermarks and timers, the check that topics
 * are still the same, attempts at a record that fails, and the completion of an end of input. Labels and versions are
 * read, which every detector on these topics pays for; what becomes of them is the domain.
 *
 * <p>Comparisons over time rest on this file: it does not change with the detector, whose settings alone it follows.
 */
public final class BareFlinkJob {

    private BareFlinkJob() {}

    /** Runs the job with the arguments of the detector (see {@link JobConfig}). */
    public static void main(String... arguments) throws Exception {
        JobConfig config = JobConfig.parse(arguments);
        String name = config.detector().detectorName();
        InputTopics topics = config.detector().topics();
        DetectorParameters parameters = RequiredTopics.find(config.detector())
                .parameters(config.detector().parameters());
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(FlinkSettings.ofJob(config));

        read(environment, config, topics.transactions(), parameters.partitions(), new ToEcho())
                .keyBy(Echo::card)
                .process(new Count(Echo::withCardCount))
                .name("count by card")
                .uid("count-by-card")
                .keyBy(Echo::merchant)
                .process(new Count(Echo::withMerchantCount))
                .name("count by merchant")
                .uid("count-by-merchant")
                .sinkTo(KafkaSink.<Echo>builder()
                        .setBootstrapServers(config.detector().bootstrapServers())
                        .setKafkaProducerConfig(KafkaOutputs.producerProperties(config))
                        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                        .setRecordSerializer(new ToRecord(OutputKind.DECISION.topic(name)))
                        .build())
                .name("echo sink")
                .uid("echo-sink");
        readAndDiscard(environment, config, topics.labels(), parameters.labelPartitions());
        readAndDiscard(environment, config, topics.versions(), 1);

        ClusterRun.execute(environment, "fraud-" + name);
    }

    private static <T> DataStream<T> read(
            StreamExecutionEnvironment environment,
            JobConfig config,
            String topic,
            int partitions,
            KafkaRecordDeserializationSchema<T> deserializer) {
        KafkaSource<T> source = KafkaSource.<T>builder()
                .setProperties(KafkaInputs.consumerProperties(config))
                .setTopics(topic)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(deserializer)
                .build();
        return environment
                .fromSource(source, WatermarkStrategy.noWatermarks(), topic)
                .uid(topic + "-source")
                .setParallelism(Math.min(environment.getParallelism(), partitions));
    }

    private static void readAndDiscard(
            StreamExecutionEnvironment environment, JobConfig config, String topic, int partitions) {
        DataStream<byte[]> values = read(
                environment,
                config,
                topic,
                partitions,
                KafkaRecordDeserializationSchema.valueOnly(ByteArrayDeserializer.class));
        values.sinkTo(new DiscardingSink<>())
                .name("discard " + topic)
                .uid(topic + "-discarded")
                // In the task that read it.
                .setParallelism(values.getParallelism());
    }

    /**
     * A record on its way from topic to topic.
     *
     * @param card the record's key; empty if it has none
     * @param merchant what its value says; empty if it says nothing
     * @param value as it was read; null if it was
     * @param partition where it was read
     * @param offset where it was read
     * @param intendedSend the header {@value Origin#INTENDED_SEND_HEADER} as it was read, or null
     * @param cardCount records of the card so far, this one included; 0 until it was counted
     * @param merchantCount records of the merchant so far, this one included; 0 until it was counted
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way from Kafka to Kafka, never compared
    public record Echo(
            String card,
            String merchant,
            byte[] value,
            int partition,
            long offset,
            byte[] intendedSend,
            long cardCount,
            long merchantCount) {

        Echo withCardCount(long count) {
            return new Echo(card, merchant, value, partition, offset, intendedSend, count, merchantCount);
        }

        Echo withMerchantCount(long count) {
            return new Echo(card, merchant, value, partition, offset, intendedSend, cardCount, count);
        }
    }

    /** Takes over what was read, and looks for the merchant. */
    private static final class ToEcho implements KafkaRecordDeserializationSchema<Echo> {

        private static final long serialVersionUID = 1L;
        private static final JsonFactory JSON = new JsonFactory();
        private static final String MERCHANT = "merchantId";

        @Override
        public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Echo> out) {
            Header intended = record.headers().lastHeader(Origin.INTENDED_SEND_HEADER);
            out.collect(new Echo(
                    record.key() == null ? "" : new String(record.key(), UTF_8),
                    record.value() == null ? "" : merchantOf(record.value()),
                    record.value(),
                    record.partition(),
                    record.offset(),
                    intended == null ? null : intended.value(),
                    0,
                    0));
        }

        /** Reads no further than to the merchant. Of what cannot be read, it is empty. */
        private static String merchantOf(byte[] json) {
            try (JsonParser parser = JSON.createParser(json)) {
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    return "";
                }
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    boolean isMerchant = parser.currentName().equals(MERCHANT);
                    parser.nextToken();
                    if (isMerchant) {
                        return parser.getValueAsString("");
                    }
                    parser.skipChildren();
                }
                return "";
            } catch (IOException e) {
                return "";
            }
        }

        @Override
        public TypeInformation<Echo> getProducedType() {
            return TypeInformation.of(Echo.class);
        }
    }

    /** Counts the records of each key, in one value of keyed state, and tells each how many there were. */
    private static final class Count extends KeyedProcessFunction<String, Echo, Echo> {

        private static final long serialVersionUID = 1L;

        private final Counted counted;
        private transient ValueState<Long> count;

        /** Writes a count into a record. */
        private interface Counted extends Serializable {
            Echo with(Echo echo, long count);
        }

        Count(Counted counted) {
            this.counted = counted;
        }

        @Override
        public void open(OpenContext context) {
            count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
        }

        @Override
        public void processElement(Echo echo, Context context, Collector<Echo> out) throws Exception {
            Long before = count.value();
            long now = before == null ? 1 : before + 1;
            count.update(now);
            out.collect(counted.with(echo, now));
        }
    }

    /**
     * Writes a record as it was read. The headers {@code source} and {@value Origin#INTENDED_SEND_HEADER} are those of
     * the lab's echo, by which it is held against its source; {@code counts} is of the card and of the merchant.
     */
    private static final class ToRecord implements KafkaRecordSerializationSchema<Echo> {

        private static final long serialVersionUID = 1L;

        private final String topic;

        ToRecord(String topic) {
            this.topic = topic;
        }

        @Override
        public ProducerRecord<byte[], byte[]> serialize(Echo echo, KafkaSinkContext context, Long timestamp) {
            byte[] key = echo.card().isEmpty() ? null : echo.card().getBytes(UTF_8);
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, echo.value());
            record.headers()
                    .add("source", (echo.partition() + "-" + echo.offset()).getBytes(US_ASCII))
                    .add("counts", (echo.cardCount() + "," + echo.merchantCount()).getBytes(US_ASCII));
            if (echo.intendedSend() != null) {
                record.headers().add(Origin.INTENDED_SEND_HEADER, echo.intendedSend());
            }
            return record;
        }
    }
}
