package fraud.flink.source;

import fraud.config.DetectorParameters;
import fraud.flink.config.JobConfig;
import fraud.flink.config.OperatorIds;
import fraud.flink.parse.RecordDeserializer;
import fraud.parse.LabelCodec;
import fraud.parse.ParseResult;
import fraud.parse.TransactionCodec;
import fraud.parse.VersionCodec;
import fraud.recovery.RecordAttempts;
import fraud.topics.DetectorMemory;
import java.util.Collection;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * The input topics as streams: committed records of every partition from its first on, each partition's in offset
 * order.
 */
public final class KafkaInputs {

    private final StreamExecutionEnvironment environment;
    private final JobConfig config;
    private final DetectorMemory now;
    private final DetectorParameters parameters;
    private final RecordAttempts attempts;

    /**
     * The topics of this job.
     *
     * @param now what they are
     */
    public KafkaInputs(
            StreamExecutionEnvironment environment, JobConfig config, DetectorMemory now, RecordAttempts attempts) {
        this.environment = environment;
        this.config = config;
        this.now = now;
        this.parameters = now.parameters(config.detector().parameters());
        this.attempts = attempts;
    }

    /** Adds the source of {@code transactions} to the job. */
    public DataStream<ParseResult> transactions() {
        int partitions = parameters.partitions();
        return stream(
                config.detector().topics().transactions(),
                partitions,
                new RecordDeserializer(() -> new TransactionCodec(partitions)::parse, attempts),
                PartitionClocks.watermarks(parameters),
                OperatorIds.TRANSACTIONS_SOURCE);
    }

    /** Adds the source of {@code labels} to the job. */
    public DataStream<ParseResult> labels() {
        int partitions = parameters.labelPartitions();
        return stream(
                config.detector().topics().labels(),
                partitions,
                new RecordDeserializer(() -> new LabelCodec(partitions)::parse, attempts),
                PartitionClocks.watermarksOfLabels(parameters),
                OperatorIds.LABELS_SOURCE);
    }

    /** Adds the source of {@code versions} to the job. */
    public DataStream<ParseResult> versions() {
        return stream(
                config.detector().topics().versions(),
                1,
                new RecordDeserializer(() -> new VersionCodec()::parse, attempts),
                PartitionClocks.watermarks(parameters),
                OperatorIds.VERSIONS_SOURCE);
    }

    /** What a consumer of the input topics is given. */
    public static Properties consumerProperties(JobConfig config) {
        Properties properties = config.kafkaProperties();
        properties.setProperty("group.id", "fraud-" + config.detector().detectorName());
        properties.setProperty("isolation.level", "read_committed");
        // The number of partitions never changes, which BoundSource sees to.
        properties.setProperty(KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(), "-1");
        return properties;
    }

    private DataStream<ParseResult> stream(
            String topic,
            int partitions,
            RecordDeserializer deserializer,
            WatermarkStrategy<ParseResult> watermarks,
            String id) {
        Properties properties = consumerProperties(config);
        PartitionLags.addTo(properties);
        KafkaSource<ParseResult> source = KafkaSource.<ParseResult>builder()
                .setProperties(properties)
                .setTopics(topic)
                .setStartingOffsets(new EarliestOrFail())
                .setDeserializer(deserializer)
                .build();
        return environment
                .fromSource(new BoundSource<>(source, now, config.detector().kafkaClient()), watermarks, topic)
                .uid(id)
                // A subtask without a partition would have no clock, and hold back the watermark for ever.
                .setParallelism(Math.min(environment.getParallelism(), partitions));
    }

    /**
     * From each partition's first record; where the broker has deleted what was to be read next, the job fails rather
     * than skip it.
     */
    private static final class EarliestOrFail implements OffsetsInitializer {

        private static final long serialVersionUID = 1L;

        @Override
        public Map<TopicPartition, Long> getPartitionOffsets(
                Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
            return OffsetsInitializer.earliest().getPartitionOffsets(partitions, retriever);
        }

        @Override
        @SuppressWarnings("deprecation") // by Kafka; the connector knows no other
        public OffsetResetStrategy getAutoOffsetResetStrategy() {
            return OffsetResetStrategy.NONE;
        }
    }
}
