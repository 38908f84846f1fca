package fraud.metrics;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The catalogue of the detectors' metrics: what both engines export, under one name and with the same labels. What each
 * means, and how exact it is, is in {@code docs/METRICS.md}, which a test holds against this list.
 */
public enum Metric {
    DECISIONS(Type.COUNTER, "fraud_decisions_total", "Decisions", MetricLabel.OUTCOME),
    RULES_FIRED(Type.COUNTER, "fraud_rules_fired_total", "Decisions that a rule holds for", MetricLabel.RULE),
    SEQUENCES_FIRED(Type.COUNTER, "fraud_sequences_fired_total", "Alerts: matches of a sequence", MetricLabel.SEQUENCE),
    SEQUENCE_CANDIDATES(
            Type.COUNTER,
            "fraud_sequence_candidates_total",
            "Transactions that a sequence has looked at",
            MetricLabel.SEQUENCE),
    /** Of Spark alone: Flink's CEP keeps its attempts by key and counts none. */
    SEQUENCE_ATTEMPTS_OPEN(
            Type.GAUGE, "fraud_sequence_attempts_open", "Attempts of a sequence that are open", MetricLabel.SEQUENCE),
    DEAD_LETTERS(
            Type.COUNTER,
            "fraud_dead_letters_total",
            "Records that could not be read, and versions that were rejected",
            MetricLabel.REASON),
    DUPLICATES(Type.COUNTER, "fraud_duplicates_total", "Transactions that came again"),
    LATE_TRANSACTIONS(
            Type.COUNTER, "fraud_late_transactions_total", "Transactions that came too late for the sequences"),
    WAITING_TRANSACTIONS(
            Type.GAUGE, "fraud_waiting_transactions", "Transactions that wait for labels, rule sets or models"),
    VERSION_IN_FORCE(
            Type.GAUGE,
            "fraud_version_in_force",
            "Version at the latest event time that was decided; 0 is what the detector was started with, -1 no model",
            MetricLabel.ROLE),
    LAST_DECISION(
            Type.GAUGE,
            "fraud_last_decision_timestamp_seconds",
            "When the last decision was made, UTC epoch; 0 if none has been made since the start"),
    DECISION_LATENCY(
            Type.HISTOGRAM,
            "fraud_decision_latency_seconds",
            "From the time at which a record was meant to be sent to its decision"),
    PARTITION_READINESS(
            Type.GAUGE,
            "fraud_partition_readiness_timestamp_seconds",
            "The readiness clock as far as this partition lets it go, UTC epoch; 0 if it has brought no record",
            MetricLabel.TOPIC,
            MetricLabel.PARTITION),
    PARTITION_LAG(
            Type.GAUGE,
            "fraud_partition_lag_records",
            "Records of the partition that are yet to be read",
            MetricLabel.TOPIC,
            MetricLabel.PARTITION);

    /** What a value says. */
    public enum Type {
        /** Only grows while a process runs, from 0. */
        COUNTER,
        /** What is the case now. */
        GAUGE,
        /** A counter for each bound {@code le}, of all values up to it, and of all; their sum, and their number. */
        HISTOGRAM
    }

    private final Type type;
    private final String metricName;
    private final String help;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of constants
    private final List<MetricLabel> labels;

    Metric(Type type, String metricName, String help, MetricLabel... labels) {
        this.type = type;
        this.metricName = metricName;
        this.help = help;
        this.labels = List.of(labels);
    }

    /** What a value says. */
    public Type type() {
        return type;
    }

    /** Its name, the same for both engines. */
    public String metricName() {
        return metricName;
    }

    /** One sentence for who reads an endpoint. */
    public String help() {
        return help;
    }

    /** Its labels; a histogram's buckets have {@code le} besides. */
    public List<MetricLabel> labels() {
        return labels;
    }

    /** How many series {@link DetectorCounts} keeps of it. */
    int slots() {
        return type == Type.HISTOGRAM
                ? LatencyBuckets.COUNT + 1
                : labels.isEmpty() ? 1 : labels.get(0).labelValues().size();
    }

    /**
     * What Flink's Prometheus reporter makes of it: labels that a metric's group adds become part of the name. The
     * readiness of a partition is Flink's own metric, the watermark of a split.
     */
    public String nameInFlink() {
        if (this == PARTITION_READINESS) {
            return "flink_taskmanager_job_task_operator_split_watermark_currentWatermark";
        }
        return labels.stream()
                .map(label -> label.labelName() + "_")
                .collect(Collectors.joining("", "flink_taskmanager_job_task_operator_", metricName));
    }

    /** What the driver of Spark's detector exports. */
    public String nameInSpark() {
        return "spark_" + metricName;
    }
}
