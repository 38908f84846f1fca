package fraud.spark.metrics;

import fraud.config.DetectorParameters;
import fraud.metrics.DetectorCounts;
import fraud.topics.InputTopics;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The counts of all batches that were committed since the driver started, each once: what a batch counts is held back
 * until it is committed, and forgotten if it fails; a task that is computed again, because what it had written for the
 * next stage is lost, replaces what it had counted before. All that it ever holds are the tasks of a batch or two.
 *
 * <p>What waits or is open in the checkpoint at the start is not known: such a count is a lower bound until it was 0 in
 * truth ({@link DetectorCounts#raiseToZero}).
 */
public final class CommittedCounts {

    private record Batch(String run, long number) {}

    private record Work(int stage, int partition) {}

    private record Contribution(long attempt, DetectorCounts counts, Map<TopicPartition, Long> readiness) {}

    private final Map<Batch, Map<Work, Contribution>> open = new HashMap<>();
    private final DetectorCounts committed = new DetectorCounts();
    private final Map<TopicPartition, Long> readiness = new LinkedHashMap<>();
    /** The same of all that was read, committed or not. */
    private final Map<TopicPartition, Long> readSoFar = new LinkedHashMap<>();

    private final Map<TopicPartition, Double> lags = new LinkedHashMap<>();
    private Batch last = new Batch(null, Long.MIN_VALUE);

    /**
     * Nothing has been counted.
     *
     * @param topics what is read
     * @param parameters how many partitions they have
     */
    public CommittedCounts(InputTopics topics, DetectorParameters parameters) {
        note(topics.transactions(), parameters.partitions());
        note(topics.labels(), parameters.labelPartitions());
        note(topics.versions(), 1);
    }

    private void note(String topic, int partitions) {
        for (int i = 0; i < partitions; i++) {
            readiness.put(new TopicPartition(topic, i), 0L);
            readSoFar.put(new TopicPartition(topic, i), 0L);
            lags.put(new TopicPartition(topic, i), Double.NaN);
        }
    }

    /** A task has succeeded; in parts, if it counts in several places. */
    synchronized void add(TaskTag tag, DetectorCounts counts, PartitionReadiness ofTask) {
        ofTask.millis().forEach((partition, millis) -> readSoFar.merge(partition, millis, Math::max));
        Batch batch = new Batch(tag.run(), tag.batch());
        boolean isOver = tag.run() == null || (tag.run().equals(last.run()) && tag.batch() <= last.number());
        if (isOver) {
            return;
        }
        Map<Work, Contribution> tasks = open.computeIfAbsent(batch, none -> new HashMap<>());
        Work work = new Work(tag.stage(), tag.partition());
        Contribution before = tasks.get(work);
        if (before == null || before.attempt() != tag.attempt()) {
            before = new Contribution(tag.attempt(), new DetectorCounts(), new HashMap<>());
            tasks.put(work, before);
        }
        before.counts().merge(counts);
        Map<TopicPartition, Long> read = before.readiness();
        ofTask.millis().forEach((partition, millis) -> read.merge(partition, millis, Math::max));
    }

    /** A batch of a run was committed; whatever else was held back before it is not to come any more. */
    synchronized void commit(String run, long number) {
        last = new Batch(run, number);
        Map<Work, Contribution> tasks = open.remove(last);
        if (tasks != null) {
            for (Contribution task : tasks.values()) {
                committed.merge(task.counts());
                task.readiness().forEach((partition, millis) -> readiness.merge(partition, millis, Math::max));
            }
            committed.raiseToZero();
        }
        open.keySet().removeIf(batch -> !batch.run().equals(run) || batch.number() <= number);
    }

    /** So many records of a partition were left when the last batch was planned. */
    synchronized void lag(TopicPartition partition, double records) {
        lags.put(partition, records);
    }

    /** What was counted; a copy. */
    public synchronized DetectorCounts counts() {
        DetectorCounts copy = new DetectorCounts();
        copy.merge(committed);
        return copy;
    }

    /** How far each partition lets the readiness clock go, UTC epoch in ms; 0 without a record. A copy. */
    synchronized Map<TopicPartition, Long> readinessMillis() {
        return new LinkedHashMap<>(readiness);
    }

    /**
     * The readiness clock of all that was read since the driver started, UTC epoch in ms; 0 as long as a partition has
     * brought nothing. Once a batch is over this is what it and those before have read: Spark hears of its tasks first.
     * What is read again says nothing new.
     */
    synchronized long readMillis() {
        return Collections.min(readSoFar.values());
    }

    /** The lag of each partition in records; not a number until it is known. A copy. */
    synchronized Map<TopicPartition, Double> lags() {
        return new LinkedHashMap<>(lags);
    }
}
