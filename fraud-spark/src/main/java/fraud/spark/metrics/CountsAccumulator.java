package fraud.spark.metrics;

import fraud.metrics.DetectorCounts;
import fraud.model.Origin;
import org.apache.spark.util.AccumulatorV2;

/**
 * Takes to the driver what tasks count. Executors are JVMs of their own, as many on a machine as its cores allow, and
 * none has an endpoint: so a task's counts travel with the end of the task, as those of any accumulator do, and only if
 * it succeeds. There they go to {@link CommittedCounts}, since Spark itself would add up again what is computed again.
 *
 * <p>Spark makes a copy for each task, and more than one where functions of one task hold it; each is merged.
 */
public final class CountsAccumulator extends AccumulatorV2<DetectorCounts, DetectorCounts> {

    private static final long serialVersionUID = 1L;

    private final DetectorCounts counts = new DetectorCounts();
    private final PartitionReadiness readiness = new PartitionReadiness();

    /** Null until a task counts. */
    private TaskTag tag;

    /** Of the driver only; null in tasks and in tests of single stages. */
    private final transient CommittedCounts totals;

    /** One that counts for nobody. */
    public CountsAccumulator() {
        this(null);
    }

    CountsAccumulator(CommittedCounts totals) {
        this.totals = totals;
    }

    /** Where the task that runs in this thread counts. */
    public DetectorCounts ofTask() {
        if (tag == null) {
            tag = TaskTag.current();
        }
        return counts;
    }

    /**
     * The task has read a record.
     *
     * @param readinessMillis how far it lets the readiness clock go, UTC epoch in ms
     */
    public void read(Origin origin, long readinessMillis) {
        if (tag == null) {
            tag = TaskTag.current();
        }
        readiness.read(origin, readinessMillis);
    }

    /** A task writes while its heartbeat would be sent. */
    @Override
    public boolean excludeFromHeartbeat() {
        return true;
    }

    /**
     * Asked by the executor's heartbeat too, of any task at any time: also of one that is being deserialized, whose
     * accumulators Spark registers before they have their fields. A heartbeat that fails is the last.
     */
    @Override
    public boolean isZero() {
        return counts == null || readiness == null || (counts.isZero() && readiness.isEmpty());
    }

    @Override
    public CountsAccumulator copy() {
        CountsAccumulator copy = new CountsAccumulator(totals);
        copy.counts.merge(counts);
        copy.readiness.merge(readiness);
        copy.tag = tag;
        return copy;
    }

    @Override
    public CountsAccumulator copyAndReset() {
        return new CountsAccumulator(totals);
    }

    @Override
    public void reset() {
        counts.clear();
        readiness.clear();
    }

    @Override
    public void add(DetectorCounts more) {
        ofTask().merge(more);
    }

    /** Called in the driver, with the counts of a task that has succeeded. */
    @Override
    public void merge(AccumulatorV2<DetectorCounts, DetectorCounts> ofTask) {
        CountsAccumulator other = (CountsAccumulator) ofTask;
        if (totals != null && other.tag != null && !other.isZero()) {
            totals.add(other.tag, other.counts, other.readiness);
        }
    }

    @Override
    public DetectorCounts value() {
        return totals == null ? counts : totals.counts();
    }
}
