package fraud.cli.reconcile;

import fraud.cli.outputs.DetectorOutputs;
import fraud.cli.progress.Progress;
import fraud.cli.topics.InputRecords;
import fraud.cli.topics.KafkaConnection;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/**
 * Reconciles a detector that may be at work, while records keep coming. Judged is what is in the input topics at the
 * start; each of it is to get its answer, which is waited for as long as answers come. Of later records nothing is
 * judged.
 */
public final class TopicReconciliation {

    private final KafkaConnection connection;
    private final Admin admin;
    private final Duration patience;
    private final Progress progress;

    /**
     * A reconciliation over the topics of a cluster.
     *
     * @param patience how long to wait for the next answer
     */
    public TopicReconciliation(KafkaConnection connection, Admin admin, Duration patience, Progress progress) {
        this.connection = connection;
        this.admin = admin;
        this.patience = patience;
        this.progress = progress;
    }

    /**
     * What comes of it; what has no answer by then is lost.
     *
     * @param detector the name in its topics
     * @param inputPartitions partitions of {@code transactions}
     * @param reconciler that has seen nothing yet
     */
    public Reconciliation of(String detector, int inputPartitions, Reconciler reconciler) {
        // The outputs' ends first: what stands before them is of records, and alerts name records, that the input has
        // then.
        Map<TopicPartition, Long> ends;
        try (DetectorOutputs outputs =
                new DetectorOutputs(connection, admin, detector, inputPartitions, (output, record) -> {})) {
            ends = outputs.ends();
        }
        InputRecords.read(connection, admin, reconciler::input);
        try (DetectorOutputs outputs =
                new DetectorOutputs(connection, admin, detector, inputPartitions, (output, record) -> {
                    boolean isBefore =
                            record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()));
                    if (isBefore || reconciler.isOfInput(output)) {
                        reconciler.output(output);
                    }
                })) {
            outputs.readToEnd();
            awaitAnswers(outputs, reconciler);
        }
        return reconciler.finish();
    }

    private void awaitAnswers(DetectorOutputs outputs, Reconciler reconciler) {
        long open = reconciler.open();
        long since = System.nanoTime();
        long told = since;
        while (open > 0 && System.nanoTime() - since <= patience.toNanos()) {
            outputs.poll();
            long now = System.nanoTime();
            if (reconciler.open() < open) {
                open = reconciler.open();
                since = now;
            }
            if (now - told > Progress.LINE_EVERY.toNanos()) {
                told = now;
                progress.say("waiting for " + open + " outputs, the last came "
                        + Duration.ofNanos(now - since).toSeconds() + " s ago");
            }
        }
        if (open > 0) {
            progress.say(
                    open + " outputs have not come, and no other has for " + patience.toSeconds()
                            + " s: they count as lost; --patience waits longer, and what waits for a quiet partition needs a heartbeat");
        }
    }
}
