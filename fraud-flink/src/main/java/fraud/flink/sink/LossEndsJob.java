package fraud.flink.sink;

import fraud.recovery.JobFailedException;
import fraud.sink.OutputKind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;

/**
 * Commits transactions as the connector does, but ends the job where one is gone: the connector logs that Kafka has
 * aborted it, and goes on, though the checkpoint that it belongs to is complete, so that nobody writes its outputs
 * again.
 *
 * <p>After a crash Kafka also rejects a transaction that was committed before, if its id has been used again since. The
 * epoch of the id tells the two apart: aborting a transaction that was open for too long raises it by one, and so does
 * its commit, after which each further use raises it again.
 */
final class LossEndsJob implements Committer<TimedCommittable> {

    private static final Set<TransactionState> ABORTED = EnumSet.of(
            TransactionState.COMPLETE_ABORT, TransactionState.PREPARE_ABORT, TransactionState.PREPARE_EPOCH_FENCE);

    private final Committer<KafkaCommittable> connector;
    private final OutputKind kind;
    private final Duration timeout;
    private final TransactionStates states;
    private final long createdAtMillis;

    /**
     * Around the connector's own.
     *
     * @param kind of the outputs
     * @param timeout for which Kafka keeps a transaction open
     * @param states asked about transactions that Kafka rejects
     * @param nowMillis UTC epoch in ms
     */
    LossEndsJob(
            Committer<KafkaCommittable> connector,
            OutputKind kind,
            Duration timeout,
            TransactionStates states,
            long nowMillis) {
        this.connector = connector;
        this.kind = kind;
        this.timeout = timeout;
        this.states = states;
        this.createdAtMillis = nowMillis;
    }

    @Override
    public void commit(Collection<CommitRequest<TimedCommittable>> requests) throws IOException, InterruptedException {
        List<Request> ofConnector = requests.stream().map(Request::new).toList();
        connector.commit(List.copyOf(ofConnector));
        for (Request request : ofConnector) {
            if (request.rejection != null) {
                requireCommittedBefore(request.of.getCommittable(), request.rejection);
                request.of.signalFailedWithKnownReason(request.rejection);
            }
        }
    }

    /** Ends the job unless a transaction that Kafka rejects was committed by an earlier run. */
    private void requireCommittedBefore(TimedCommittable committable, Throwable cause)
            throws IOException, InterruptedException {
        KafkaCommittable transaction = committable.transaction();
        boolean isOfEarlierRun = committable.preparedAtMillis() < createdAtMillis;
        if (isOfEarlierRun && !isAborted(transaction, states.describe(transaction.getTransactionalId()))) {
            return;
        }
        throw new SuppressRestartsException(new JobFailedException(
                "Kafka has aborted a transaction of " + kind.plural()
                        + " whose checkpoint is complete: outputs written up to "
                        + Instant.ofEpochMilli(committable.preparedAtMillis())
                        + " are lost. It was open for longer than transaction.timeout.millis = " + timeout.toMillis()
                        + ", or another job writes under this detector.name. Start anew from Kafka, without a checkpoint"
                        + " and under another detector.name (deploy/README.md, \"Exactly once\"); `fraud reconcile`"
                        + " says which offsets have no output",
                cause));
    }

    private static boolean isAborted(KafkaCommittable transaction, TransactionDescription now) {
        return now.producerId() == transaction.getProducerId()
                && now.producerEpoch() == transaction.getEpoch() + 1
                && ABORTED.contains(now.state());
    }

    @Override
    public void close() throws Exception {
        connector.close();
    }

    /** A request as the connector is to see it. What it says of a rejection is passed on later. */
    private static final class Request implements CommitRequest<KafkaCommittable> {

        private final CommitRequest<TimedCommittable> of;
        private Throwable rejection;

        Request(CommitRequest<TimedCommittable> of) {
            this.of = of;
        }

        @Override
        public KafkaCommittable getCommittable() {
            return of.getCommittable().transaction();
        }

        @Override
        public int getNumberOfRetries() {
            return of.getNumberOfRetries();
        }

        @Override
        public void signalFailedWithKnownReason(Throwable cause) {
            rejection = cause;
        }

        @Override
        public void signalFailedWithUnknownReason(Throwable cause) {
            of.signalFailedWithUnknownReason(cause);
        }

        @Override
        public void retryLater() {
            of.retryLater();
        }

        @Override
        public void updateAndRetryLater(KafkaCommittable transaction) {
            of.updateAndRetryLater(
                    new TimedCommittable(transaction, of.getCommittable().preparedAtMillis()));
        }

        @Override
        public void signalAlreadyCommitted() {
            of.signalAlreadyCommitted();
        }

        @Override
        public String toString() {
            return of.getCommittable().transaction().toString();
        }
    }
}
