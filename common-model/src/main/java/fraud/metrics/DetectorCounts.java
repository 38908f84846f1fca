package fraud.metrics;

import fraud.decide.Decision;
import fraud.model.Origin;
import fraud.model.RejectReason;
import fraud.rules.Reason;
import fraud.score.Scores;
import fraud.sequences.SequenceRule;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * What one task of a detector counts, whatever the engine: called where the thing happens, and free of any allocation.
 * How it leaves the task is each engine's own: in Flink as metrics of the operator, in Spark with the end of the task.
 *
 * <p>Written by one thread. Another may read any value at any time, and see it a moment late.
 */
public final class DetectorCounts implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final int[] FIRST_SLOTS = firstSlots();
    private static final int SLOTS =
            Arrays.stream(Metric.values()).mapToInt(Metric::slots).sum();

    private static final int NO_MODEL = -1;

    /** Of all metrics, one after the other; all but the two below are sums. */
    private final long[] values = new long[SLOTS];

    /** Event time of the decision that the versions in force were taken from. */
    private long versionsAtMillis;

    private boolean isZero;

    /** Of a task that has counted nothing yet. */
    public DetectorCounts() {
        clear();
    }

    private static int[] firstSlots() {
        int[] first = new int[Metric.values().length];
        int next = 0;
        for (Metric metric : Metric.values()) {
            first[index(metric)] = next;
            next += metric.slots();
        }
        return first;
    }

    /**
     * A decision was made.
     *
     * @param nowMillis UTC epoch in ms
     */
    public void decided(Decision decision, long nowMillis) {
        add(Metric.DECISIONS, decision.outcome(), 1);
        List<Reason> reasons = decision.reasons();
        for (int i = 0; i < reasons.size(); i++) {
            add(Metric.RULES_FIRED, reasons.get(i), 1);
        }
        values[slot(Metric.LAST_DECISION, 0)] = nowMillis;
        if (decision.eventTimeMillis() >= versionsAtMillis) {
            noteVersions(decision);
        }
        if (decision.origin().intendedSendMicros() != Origin.UNKNOWN) {
            long micros = Math.max(0, nowMillis * 1_000 - decision.origin().intendedSendMicros());
            add(Metric.DECISION_LATENCY, LatencyBuckets.of(micros), 1);
            add(Metric.DECISION_LATENCY, LatencyBuckets.COUNT, micros);
        }
    }

    private void noteVersions(Decision decision) {
        versionsAtMillis = decision.eventTimeMillis();
        Scores scores = decision.scores();
        int first = slot(Metric.VERSION_IN_FORCE, 0);
        values[first] = decision.ruleSetVersion();
        values[first + 1] = version(scores.modelVersion());
        values[first + 2] = version(scores.challengerVersion());
    }

    private static int version(String text) {
        return text == null || text.equals(Scores.NO_MODEL) ? NO_MODEL : Integer.parseInt(text);
    }

    /** A sequence has matched. */
    public void fired(SequenceRule sequence) {
        add(Metric.SEQUENCES_FIRED, sequence, 1);
    }

    /** A sequence looks at a transaction. */
    public void candidate(SequenceRule sequence) {
        add(Metric.SEQUENCE_CANDIDATES, sequence, 1);
    }

    /** So many more attempts of a sequence are open, or fewer. */
    public void attemptsOpen(SequenceRule sequence, int change) {
        add(Metric.SEQUENCE_ATTEMPTS_OPEN, sequence, change);
    }

    /** A record could not be read, or a version was rejected. */
    public void deadLetter(RejectReason reason) {
        add(Metric.DEAD_LETTERS, reason, 1);
    }

    /** A transaction came again. */
    public void duplicate() {
        add(Metric.DUPLICATES, 0, 1);
    }

    /** A transaction came too late for the sequences. */
    public void late() {
        add(Metric.LATE_TRANSACTIONS, 0, 1);
    }

    /** So many more transactions wait, or fewer. */
    public void waiting(int change) {
        add(Metric.WAITING_TRANSACTIONS, 0, change);
    }

    private void add(Metric metric, Enum<?> value, long count) {
        add(metric, index(value), count);
    }

    private void add(Metric metric, int series, long count) {
        values[slot(metric, series)] += count;
        isZero = false;
    }

    private static int slot(Metric metric, int series) {
        return FIRST_SLOTS[index(metric)] + series;
    }

    /**
     * A value, as it was counted: of the last decision in ms, of latencies in µs.
     *
     * @param series which value of the metric's label; of a histogram which bucket, each of its own values only, and
     *     behind the last the sum
     */
    public long value(Metric metric, int series) {
        return values[slot(metric, series)];
    }

    /** The value of the series whose label names this constant. */
    public long value(Metric metric, Enum<?> value) {
        return value(metric, index(value));
    }

    @SuppressWarnings("EnumOrdinal") // a place in memory for as long as the process runs, never written down
    private static int index(Enum<?> constant) {
        return constant.ordinal();
    }

    /** The values in a bucket of the histogram and in all below it. */
    public long cumulative(int bucket) {
        long count = 0;
        for (int i = 0; i <= bucket; i++) {
            count += value(Metric.DECISION_LATENCY, i);
        }
        return count;
    }

    /** Whether nothing was counted. */
    public boolean isZero() {
        return isZero;
    }

    /** Adds what another task has counted. */
    public void merge(DetectorCounts other) {
        long lastDecision = Math.max(value(Metric.LAST_DECISION, 0), other.value(Metric.LAST_DECISION, 0));
        int versions = slot(Metric.VERSION_IN_FORCE, 0);
        int behindVersions = versions + Metric.VERSION_IN_FORCE.slots();
        for (int i = 0; i < SLOTS; i++) {
            if (i < versions || i >= behindVersions) {
                values[i] += other.values[i];
            }
        }
        values[slot(Metric.LAST_DECISION, 0)] = lastDecision;
        if (other.versionsAtMillis >= versionsAtMillis) {
            System.arraycopy(other.values, versions, values, versions, behindVersions - versions);
            versionsAtMillis = other.versionsAtMillis;
        }
        isZero &= other.isZero;
    }

    /**
     * Raises to 0 what is negative of that which comes and goes. So, where what there was at the start is not known,
     * the count is never greater than what there is, and right from the first time on at which there is nothing.
     */
    public void raiseToZero() {
        for (Metric metric : List.of(Metric.WAITING_TRANSACTIONS, Metric.SEQUENCE_ATTEMPTS_OPEN)) {
            for (int i = 0; i < metric.slots(); i++) {
                values[slot(metric, i)] = Math.max(0, value(metric, i));
            }
        }
    }

    /** Begins anew. */
    public final void clear() {
        Arrays.fill(values, 0);
        int versions = slot(Metric.VERSION_IN_FORCE, 0);
        Arrays.fill(values, versions, versions + Metric.VERSION_IN_FORCE.slots(), NO_MODEL);
        versionsAtMillis = Long.MIN_VALUE;
        isZero = true;
    }
}
