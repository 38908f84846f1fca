package fraud.spark.metrics;

import fraud.metrics.DetectorCounts;
import fraud.metrics.LatencyBuckets;
import fraud.metrics.Metric;
import fraud.metrics.MetricLabel;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The catalogue's metrics as they stand when a scrape comes. */
record PrometheusSnapshots(CommittedCounts totals) implements MultiCollector {

    private static final double MILLIS_OF_A_SECOND = 1_000;
    private static final double MICROS_OF_A_SECOND = 1_000_000;

    @Override
    public MetricSnapshots collect() {
        DetectorCounts counts = totals.counts();
        MetricSnapshots.Builder snapshots = MetricSnapshots.builder();
        for (Metric metric : Metric.values()) {
            snapshots.metricSnapshot(snapshot(metric, counts));
        }
        return snapshots.build();
    }

    private MetricSnapshot snapshot(Metric metric, DetectorCounts counts) {
        return switch (metric) {
            case PARTITION_READINESS ->
                ofPartitions(metric, totals.readinessMillis(), millis -> millis / MILLIS_OF_A_SECOND);
            case PARTITION_LAG -> ofPartitions(metric, totals.lags(), lag -> lag);
            case LAST_DECISION ->
                gauge(metric)
                        .dataPoint(point(Labels.EMPTY, counts.value(metric, 0) / MILLIS_OF_A_SECOND))
                        .build();
            case DECISION_LATENCY -> histogram(metric, counts);
            case SEQUENCE_ATTEMPTS_OPEN, WAITING_TRANSACTIONS, VERSION_IN_FORCE -> {
                GaugeSnapshot.Builder gauge = gauge(metric);
                forEachSeries(
                        metric,
                        (labels, series) -> gauge.dataPoint(point(labels, (double) counts.value(metric, series))));
                yield gauge.build();
            }
            case DECISIONS,
                    RULES_FIRED,
                    SEQUENCES_FIRED,
                    SEQUENCE_CANDIDATES,
                    DEAD_LETTERS,
                    DUPLICATES,
                    LATE_TRANSACTIONS -> counter(metric, counts);
        };
    }

    private static CounterSnapshot counter(Metric metric, DetectorCounts counts) {
        // The ending is the format's.
        CounterSnapshot.Builder counter = CounterSnapshot.builder()
                .name(metric.nameInSpark().replaceFirst("_total$", ""))
                .help(metric.help());
        forEachSeries(
                metric,
                (labels, series) -> counter.dataPoint(CounterDataPointSnapshot.builder()
                        .labels(labels)
                        .value((double) counts.value(metric, series))
                        .build()));
        return counter.build();
    }

    private static HistogramSnapshot histogram(Metric metric, DetectorCounts counts) {
        ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        double[] bounds = LatencyBuckets.boundsSeconds();
        for (int i = 0; i < bounds.length; i++) {
            buckets.bucket(bounds[i], counts.value(metric, i));
        }
        return HistogramSnapshot.builder()
                .name(metric.nameInSpark())
                .help(metric.help())
                .dataPoint(HistogramDataPointSnapshot.builder()
                        .classicHistogramBuckets(buckets.build())
                        .sum(counts.value(metric, LatencyBuckets.COUNT) / MICROS_OF_A_SECOND)
                        .build())
                .build();
    }

    private static <N> GaugeSnapshot ofPartitions(
            Metric metric, Map<TopicPartition, N> values, Function<N, Double> value) {
        GaugeSnapshot.Builder gauge = gauge(metric);
        values.forEach((partition, number) -> gauge.dataPoint(point(
                Labels.of(
                        MetricLabel.TOPIC.labelName(),
                        partition.topic(),
                        MetricLabel.PARTITION.labelName(),
                        String.valueOf(partition.partition())),
                value.apply(number))));
        return gauge.build();
    }

    private static GaugeSnapshot.Builder gauge(Metric metric) {
        return GaugeSnapshot.builder().name(metric.nameInSpark()).help(metric.help());
    }

    private static GaugeDataPointSnapshot point(Labels labels, double value) {
        return GaugeDataPointSnapshot.builder().labels(labels).value(value).build();
    }

    private static void forEachSeries(Metric metric, BiConsumer<Labels, Integer> series) {
        if (metric.labels().isEmpty()) {
            series.accept(Labels.EMPTY, 0);
            return;
        }
        MetricLabel label = metric.labels().get(0);
        for (int i = 0; i < label.labelValues().size(); i++) {
            series.accept(Labels.of(label.labelName(), label.labelValues().get(i)), i);
        }
    }
}
