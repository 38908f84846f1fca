package fraud.flink.sink;

import fraud.decide.Decision;
import fraud.flink.config.JobConfig;
import fraud.flink.config.OperatorIds;
import fraud.model.DeadLetter;
import fraud.model.Duplicate;
import fraud.model.LateTransaction;
import fraud.model.Origin;
import fraud.recovery.RecordAttempts;
import fraud.sink.OutputCodec;
import fraud.sink.OutputKind;
import fraud.sink.OutputRecord;
import fraud.sink.ProducerDefaults;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.function.SerializableFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Gives every output its topic. A checkpoint completes only when all output before it has been acknowledged. At least
 * once, what is repeated after a crash is equal byte for byte (SEMANTICS 2.3); exactly once, output stands in
 * transactions that are committed when the checkpoint is complete, each sink's by itself, completions excepted.
 */
public final class KafkaOutputs {

    private final JobConfig config;
    private final RecordAttempts attempts;

    /** Sinks to the topics of this job. */
    public KafkaOutputs(JobConfig config, RecordAttempts attempts) {
        this.config = config;
        this.attempts = attempts;
    }

    /** Adds a sink to each stream. */
    public void attach(FraudStreams streams) {
        add(
                streams.decisions(),
                kafka(OutputKind.DECISION, Decision::origin, OutputCodec::encode),
                OperatorIds.DECISION_SINK);
        add(streams.alerts(), kafka(OutputKind.ALERT, OutputCodec::encode), OperatorIds.ALERT_SINK);
        add(
                streams.deadLetters(),
                kafka(OutputKind.DEAD_LETTER, DeadLetter::origin, OutputCodec::encode),
                OperatorIds.DEAD_LETTER_SINK);
        add(
                streams.duplicates(),
                kafka(OutputKind.DUPLICATE, Duplicate::origin, OutputCodec::encode),
                OperatorIds.DUPLICATE_SINK);
        add(
                streams.late(),
                kafka(OutputKind.LATE, LateTransaction::origin, OutputCodec::encode),
                OperatorIds.LATE_SINK);
        add(streams.completions(), completions(), OperatorIds.COMPLETION_SINK);
        add(streams.skewViolations(), new SkewViolationSink(), OperatorIds.SKEW_VIOLATION_SINK);
    }

    /** With the parallelism of the stream, so that the sink runs in the task that made the output. */
    private static <T> void add(DataStream<T> stream, Sink<T> sink, String id) {
        stream.sinkTo(sink).name(id.replace('-', ' ')).uid(id).setParallelism(stream.getParallelism());
    }

    /** Of what comes from one record. */
    private <T> Sink<T> kafka(
            OutputKind kind, SerializableFunction<T, Origin> origin, SerializableFunction<T, OutputRecord> encoder) {
        RecordAttempts.Step encode = attempts.step("encode " + kind);
        return kafka(kind, atOrigin(encode, origin, encoder));
    }

    static <T> SerializableFunction<T, OutputRecord> atOrigin(
            RecordAttempts.Step encode,
            SerializableFunction<T, Origin> origin,
            SerializableFunction<T, OutputRecord> encoder) {
        return output -> encode.get(origin.apply(output), () -> encoder.apply(output));
    }

    private <T> Sink<T> kafka(OutputKind kind, SerializableFunction<T, OutputRecord> encoder) {
        KafkaSinkBuilder<T> sink = KafkaSink.<T>builder()
                .setBootstrapServers(config.detector().bootstrapServers())
                .setKafkaProducerConfig(producerProperties(config))
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setRecordSerializer(serializer(kind, encoder));
        if (config.delivery() == JobConfig.Delivery.AT_LEAST_ONCE) {
            return sink.build();
        }
        Transactions transactions = Transactions.of(config);
        String idPrefix = transactions.idPrefix(kind);
        sink.setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(idPrefix)
                // Few ids, used again and again; and a start asks Kafka for what an earlier run has left open, rather
                // than try all ids that it may have used.
                .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
                .setProperty(Transactions.TIMEOUT, transactions.timeoutMillis());
        return new TransactionalSink<>(
                sink.build(), kind, idPrefix, config.transactionTimeout(), TransactionStates.of(adminProperties()));
    }

    private Properties adminProperties() {
        Properties properties = new Properties();
        properties.putAll(config.kafkaProperties());
        properties.putIfAbsent("bootstrap.servers", config.detector().bootstrapServers());
        return properties;
    }

    private CompletionSink completions() {
        Properties properties = producerProperties(config);
        return new CompletionSink(
                () -> new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer()),
                serializer(OutputKind.COMPLETION, OutputCodec::completion));
    }

    private <T> OutputSerializer<T> serializer(OutputKind kind, SerializableFunction<T, OutputRecord> encoder) {
        return new OutputSerializer<>(kind, config.detector().detectorName(), encoder);
    }

    /** What a producer of outputs is given. */
    public static Properties producerProperties(JobConfig config) {
        Properties properties = new Properties();
        properties.putAll(ProducerDefaults.SETTINGS);
        properties.putAll(config.kafkaProperties());
        properties.setProperty("acks", "all");
        return properties;
    }
}
