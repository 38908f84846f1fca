package fraud.flink.source;

import fraud.metrics.Metric;
import fraud.metrics.MetricLabel;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.JmxReporter;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;

/**
 * The lag of each partition, as Kafka's consumer knows it anyway ({@code records-lag}). The connector adds them up for
 * each reader and shows only the sum; a consumer tells the reporters that it makes itself, by class name. So what it
 * tells is shared by all consumers of the job in a JVM, of which one at a time reads a partition.
 */
public final class PartitionLags implements MetricsReporter {

    private static final Map<String, KafkaMetric> LAGS = new ConcurrentHashMap<>();

    /** Has each consumer with these properties tell of its lags, besides what it tells already. */
    static void addTo(Properties consumer) {
        String given = consumer.getProperty(ConsumerConfig.METRIC_REPORTER_CLASSES_CONFIG, JmxReporter.class.getName());
        consumer.setProperty(
                ConsumerConfig.METRIC_REPORTER_CLASSES_CONFIG, given + "," + PartitionLags.class.getName());
    }

    /** Exports the lag of a partition; not a number until its reader has fetched. */
    static void export(TopicPartition partition, MetricGroup group) {
        String key = key(partition.topic(), String.valueOf(partition.partition()));
        Gauge<Double> lag = () -> {
            KafkaMetric known = LAGS.get(key);
            return known == null ? Double.NaN : ((Number) known.metricValue()).doubleValue();
        };
        group.addGroup(MetricLabel.TOPIC.labelName(), partition.topic())
                .addGroup(MetricLabel.PARTITION.labelName(), String.valueOf(partition.partition()))
                .gauge(Metric.PARTITION_LAG.metricName(), lag);
    }

    /** Kafka's older metrics have an underscore for each point of a topic's name. */
    private static String key(String topic, String partition) {
        return topic.replace('.', '_') + "-" + partition;
    }

    @Override
    public void init(List<KafkaMetric> metrics) {
        metrics.forEach(this::metricChange);
    }

    @Override
    public void metricChange(KafkaMetric metric) {
        if (isLag(metric)) {
            LAGS.put(keyOf(metric), metric);
        }
    }

    @Override
    public void metricRemoval(KafkaMetric metric) {
        if (isLag(metric)) {
            LAGS.remove(keyOf(metric), metric);
        }
    }

    private static boolean isLag(KafkaMetric metric) {
        return metric.metricName().name().equals("records-lag")
                && metric.metricName().tags().containsKey("partition");
    }

    private static String keyOf(KafkaMetric metric) {
        Map<String, String> tags = metric.metricName().tags();
        return key(tags.get("topic"), tags.get("partition"));
    }

    @Override
    public void close() {
        // What a consumer had told is removed by the consumer.
    }

    @Override
    public void configure(Map<String, ?> configs) {
        // Needs nothing to be told.
    }
}
