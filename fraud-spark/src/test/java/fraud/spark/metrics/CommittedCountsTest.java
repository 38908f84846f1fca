package fraud.spark.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.config.DetectorParameters;
import fraud.metrics.DetectorCounts;
import fraud.metrics.Metric;
import fraud.model.Origin;
import fraud.topics.InputTopics;
import org.junit.jupiter.api.Test;

/** What Spark computes again is counted once, and what it gives up not at all. */
class CommittedCountsTest {

    private static final String RUN = "run";

    private final CommittedCounts totals = new CommittedCounts(InputTopics.DEFAULT, DetectorParameters.defaults(2));
    private final CommitListener listener = new CommitListener(totals);

    @Test
    void countsABatchOnceItIsCommitted() {
        add(RUN, 1, 10, 0, 100, 3);
        add(RUN, 1, 10, 1, 101, 4);
        assertThat(duplicates()).isZero();

        totals.commit(RUN, 1);
        totals.commit(RUN, 1);

        assertThat(duplicates()).isEqualTo(7);
    }

    @Test
    void addsUpWhatOneTaskCountsInSeveralPlacesAndReplacesWhatAnotherAttemptHasCounted() {
        add(RUN, 1, 10, 0, 100, 3);
        add(RUN, 1, 10, 0, 100, 4);
        add(RUN, 1, 10, 0, 102, 7);
        totals.commit(RUN, 1);

        assertThat(duplicates()).isEqualTo(7);
    }

    @Test
    void forgetsABatchThatHasFailedAndIsRunAgain() {
        add(RUN, 1, 10, 0, 100, 3);
        add("next run", 1, 12, 0, 110, 3);
        totals.commit("next run", 1);
        add(RUN, 1, 10, 1, 101, 4);
        totals.commit("next run", 2);

        assertThat(duplicates()).isEqualTo(3);
    }

    @Test
    void ignoresATaskThatEndsAfterItsBatch() {
        totals.commit(RUN, 1);
        add(RUN, 1, 10, 0, 100, 3);
        totals.commit(RUN, 2);

        assertThat(duplicates()).isZero();
    }

    @Test
    void neverCountsMoreWaitingThanThereAreWhenSomeWaitedBeforeTheStart() {
        changeWaiting(1, 2);
        changeWaiting(2, -5);
        assertThat(waiting()).isZero();

        changeWaiting(3, 4);
        assertThat(waiting()).isEqualTo(4);
    }

    private void changeWaiting(long batch, int change) {
        DetectorCounts counts = new DetectorCounts();
        counts.waiting(change);
        totals.add(new TaskTag(RUN, batch, 10, 0, batch), counts, new PartitionReadiness());
        totals.commit(RUN, batch);
    }

    private long waiting() {
        return totals.counts().value(Metric.WAITING_TRANSACTIONS, 0);
    }

    @Test
    void ignoresWhatBelongsToNoQuery() {
        add(null, -1, 10, 0, 100, 3);
        totals.commit(RUN, 1);

        assertThat(duplicates()).isZero();
    }

    @Test
    void keepsTheGreatestReadinessOfEachPartitionAndZeroWithoutARecord() {
        PartitionReadiness read = new PartitionReadiness();
        read.read(new Origin("transactions", 1, 0, 5, Origin.UNKNOWN), 5);
        read.read(new Origin("labels", 0, 0, 9, Origin.UNKNOWN), 9);
        read.read(new Origin("transactions", 1, 1, 4, Origin.UNKNOWN), 4);
        totals.add(new TaskTag(RUN, 1, 10, 0, 100), new DetectorCounts(), read);
        totals.commit(RUN, 1);

        assertThat(totals.readinessMillis())
                .containsEntry(new TopicPartition("transactions", 0), 0L)
                .containsEntry(new TopicPartition("transactions", 1), 5L)
                .containsEntry(new TopicPartition("labels", 0), 9L)
                .containsEntry(new TopicPartition("versions", 0), 0L);
    }

    @Test
    void takesTheLagFromTheOffsetsOfKafkasSourceAndFromNoOther() {
        listener.noteLags("{\"transactions\":{\"1\":40}}", "{\"transactions\":{\"1\":42}}");
        listener.noteLags("7", "9");
        listener.noteLags(null, null);
        listener.noteLags("no json", null);

        assertThat(totals.lags())
                .containsEntry(new TopicPartition("transactions", 1), 2.0)
                .containsEntry(new TopicPartition("transactions", 0), Double.NaN)
                .hasSize(2 + DetectorParameters.defaults(2).labelPartitions() + 1);
    }

    private void add(String run, long batch, int stage, int partition, long attempt, int duplicates) {
        DetectorCounts counts = new DetectorCounts();
        for (int i = 0; i < duplicates; i++) {
            counts.duplicate();
        }
        totals.add(new TaskTag(run, batch, stage, partition, attempt), counts, new PartitionReadiness());
    }

    private long duplicates() {
        return totals.counts().value(Metric.DUPLICATES, 0);
    }
}
