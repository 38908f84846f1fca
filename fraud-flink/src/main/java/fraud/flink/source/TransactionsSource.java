package fraud.flink.source;

import fraud.config.DetectorParameters;
import fraud.flink.JobConfig;
import fraud.flink.OperatorIds;
import fraud.flink.parse.TransactionDeserializer;
import fraud.parse.ParseResult;
import java.util.Collection;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/** The input topic as a stream: committed records of every partition from its first on, each partition's in offset order. */
public final class TransactionsSource {

    private TransactionsSource() {}

    /** Adds the source to a job. */
    public static DataStream<ParseResult> stream(
            StreamExecutionEnvironment environment, JobConfig config, DetectorParameters parameters) {
        Properties properties = config.kafkaProperties();
        properties.setProperty("group.id", "fraud-" + config.detectorName());
        properties.setProperty("isolation.level", "read_committed");
        // The number of partitions never changes (SEMANTICS 1.1).
        properties.setProperty(KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(), "-1");
        KafkaSource<ParseResult> source = KafkaSource.<ParseResult>builder()
                .setProperties(properties)
                .setTopics(config.transactionsTopic())
                .setStartingOffsets(new EarliestOrFail())
                .setDeserializer(new TransactionDeserializer(parameters.partitions()))
                .build();
        return environment
                .fromSource(source, PartitionClocks.watermarks(parameters), "transactions")
                .uid(OperatorIds.TRANSACTIONS_SOURCE)
                // A subtask without a partition would have no clock, and hold back the watermark for ever.
                .setParallelism(Math.min(environment.getParallelism(), parameters.partitions()));
    }

    /** From each partition's first record; where the broker has deleted what was to be read next, the job fails rather than skip it. */
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
