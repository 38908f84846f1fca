package fraud.flink.metrics;

import fraud.metrics.DetectorCounts;
import fraud.metrics.LatencyBuckets;
import fraud.metrics.Metric;
import fraud.metrics.MetricLabel;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * What an operator's task counts, as metrics of its group. Labels become groups with a key and a value, which reporters
 * that know labels turn into labels. The histogram is a counter a bucket: Flink's own histograms are exported as
 * quantiles, which cannot be added up over tasks.
 *
 * <p>All begin at 0 with each start of the task, and records since the last checkpoint are counted again.
 */
public final class TaskMetrics {

    private static final double MILLIS_OF_A_SECOND = 1_000;
    private static final double MICROS_OF_A_SECOND = 1_000_000;

    private TaskMetrics() {}

    /**
     * The counts of one task.
     *
     * @param group the operator's
     * @param exported the metrics that it counts
     */
    public static DetectorCounts in(MetricGroup group, Metric... exported) {
        DetectorCounts counts = new DetectorCounts();
        for (Metric metric : exported) {
            if (metric.type() == Metric.Type.HISTOGRAM) {
                exportHistogram(group, metric, counts);
            } else if (metric.labels().isEmpty()) {
                export(group, metric, counts, 0);
            } else {
                MetricLabel label = metric.labels().get(0);
                List<String> values = label.labelValues();
                for (int i = 0; i < values.size(); i++) {
                    export(group.addGroup(label.labelName(), values.get(i)), metric, counts, i);
                }
            }
        }
        return counts;
    }

    /** One series. */
    private static void export(MetricGroup group, Metric metric, DetectorCounts counts, int series) {
        if (metric.type() == Metric.Type.COUNTER) {
            group.counter(metric.metricName(), new Count(() -> counts.value(metric, series)));
        } else if (metric == Metric.LAST_DECISION) {
            Gauge<Double> seconds = () -> counts.value(metric, series) / MILLIS_OF_A_SECOND;
            group.gauge(metric.metricName(), seconds);
        } else {
            Gauge<Long> value = () -> counts.value(metric, series);
            group.gauge(metric.metricName(), value);
        }
    }

    private static void exportHistogram(MetricGroup group, Metric metric, DetectorCounts counts) {
        for (int i = 0; i < LatencyBuckets.COUNT; i++) {
            int bucket = i;
            group.addGroup("le", LatencyBuckets.label(bucket))
                    .counter(metric.metricName() + "_bucket", new Count(() -> counts.cumulative(bucket)));
        }
        Gauge<Double> sum = () -> counts.value(metric, LatencyBuckets.COUNT) / MICROS_OF_A_SECOND;
        group.gauge(metric.metricName() + "_sum", sum);
        group.counter(metric.metricName() + "_count", new Count(() -> counts.cumulative(LatencyBuckets.COUNT - 1)));
    }

    /** Shows a count that is kept elsewhere. */
    private record Count(LongSupplier kept) implements Counter {

        @Override
        public long getCount() {
            return kept.getAsLong();
        }

        @Override
        public void inc() {
            throw keptElsewhere();
        }

        @Override
        public void inc(long n) {
            throw keptElsewhere();
        }

        @Override
        public void dec() {
            throw keptElsewhere();
        }

        @Override
        public void dec(long n) {
            throw keptElsewhere();
        }

        private static UnsupportedOperationException keptElsewhere() {
            return new UnsupportedOperationException("is only shown");
        }
    }
}
