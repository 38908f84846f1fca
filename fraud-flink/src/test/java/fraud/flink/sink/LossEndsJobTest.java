package fraud.flink.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.sink.OutputKind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.Committer.CommitRequest;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.junit.jupiter.api.Test;

class LossEndsJobTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final KafkaCommittable TRANSACTION =
            new KafkaCommittable(17, (short) 3, "fraud-flink/decisions-0", null);

    private final Throwable fenced = new IOException("fenced");

    /** The connector's committer, to which Kafka says always the same. */
    private Committer<KafkaCommittable> connector(boolean isRejected) {
        return new Committer<>() {
            @Override
            public void commit(Collection<CommitRequest<KafkaCommittable>> requests) {
                for (CommitRequest<KafkaCommittable> request : requests) {
                    assertThat(request.getCommittable()).isEqualTo(TRANSACTION);
                    if (isRejected) {
                        request.signalFailedWithKnownReason(fenced);
                    }
                }
            }

            @Override
            public void close() {
                // Holds nothing.
            }
        };
    }

    /** What came of a transaction that was closed so long after the committer was made. */
    private Request commit(boolean isRejected, Duration age, TransactionState state, int epoch) throws Exception {
        Request request =
                new Request(new TimedCommittable(TRANSACTION, NOW.plus(age).toEpochMilli()));
        TransactionStates states = id -> {
            assertThat(id).isEqualTo(TRANSACTION.getTransactionalId());
            return new TransactionDescription(1, state, 17, epoch, 900_000, OptionalLong.empty(), Set.of());
        };
        try (LossEndsJob committer = new LossEndsJob(
                connector(isRejected), OutputKind.DECISION, Duration.ofMinutes(15), states, NOW.toEpochMilli())) {
            committer.commit(List.of(request));
        }
        return request;
    }

    private static final Duration OF_THIS_RUN = Duration.ofSeconds(5);
    private static final Duration OF_AN_EARLIER_RUN = Duration.ofSeconds(-5);

    @Test
    void commitsWhatKafkaTakes() throws Exception {
        assertThat(commit(false, OF_AN_EARLIER_RUN, TransactionState.COMPLETE_ABORT, 4).failure)
                .isNull();
    }

    @Test
    void endsTheJobIfATransactionOfThisRunIsGone() {
        assertThatThrownBy(() -> commit(true, OF_THIS_RUN, TransactionState.EMPTY, 9))
                .isInstanceOf(SuppressRestartsException.class)
                .cause()
                .hasMessageStartingWith("Kafka has aborted a transaction of decisions whose checkpoint is complete:"
                        + " outputs written up to 2026-03-01T12:00:05Z are lost")
                .hasMessageContaining("transaction.timeout.millis = 900000");
    }

    @Test
    void endsTheJobIfATransactionOfAnEarlierRunWasAborted() {
        assertThatThrownBy(() -> commit(true, OF_AN_EARLIER_RUN, TransactionState.COMPLETE_ABORT, 4))
                .isInstanceOf(SuppressRestartsException.class);
    }

    @Test
    void goesOnIfItWasCommittedAndItsIdUsedAgain() throws Exception {
        assertThat(commit(true, OF_AN_EARLIER_RUN, TransactionState.COMPLETE_ABORT, 5).failure)
                .isSameAs(fenced);
        assertThat(commit(true, OF_AN_EARLIER_RUN, TransactionState.ONGOING, 4).failure)
                .isSameAs(fenced);
    }

    @Test
    void aCommittableComesBackFromACheckpoint() throws IOException {
        SimpleVersionedSerializer<TimedCommittable> serializer =
                new TimedCommittable.Serializer(new SimpleVersionedSerializer<>() {
                    @Override
                    public int getVersion() {
                        return 7;
                    }

                    @Override
                    public byte[] serialize(KafkaCommittable transaction) {
                        return new byte[] {1, 2, 3};
                    }

                    @Override
                    public KafkaCommittable deserialize(int version, byte[] serialized) {
                        assertThat(version).isEqualTo(7);
                        assertThat(serialized).containsExactly(1, 2, 3);
                        return TRANSACTION;
                    }
                });
        TimedCommittable committable = new TimedCommittable(TRANSACTION, NOW.toEpochMilli());

        assertThat(serializer.deserialize(serializer.getVersion(), serializer.serialize(committable)))
                .isEqualTo(committable);
        assertThatThrownBy(() -> serializer.deserialize(2, new byte[0])).hasMessageContaining("version 2");
    }

    /** Flink's own request, as far as this test needs it. */
    private static final class Request implements CommitRequest<TimedCommittable> {

        private final TimedCommittable committable;
        private Throwable failure;

        Request(TimedCommittable committable) {
            this.committable = committable;
        }

        @Override
        public TimedCommittable getCommittable() {
            return committable;
        }

        @Override
        public int getNumberOfRetries() {
            return 0;
        }

        @Override
        public void signalFailedWithKnownReason(Throwable cause) {
            failure = cause;
        }

        @Override
        public void signalFailedWithUnknownReason(Throwable cause) {
            throw new AssertionError(cause);
        }

        @Override
        public void retryLater() {
            throw new AssertionError();
        }

        @Override
        public void updateAndRetryLater(TimedCommittable other) {
            throw new AssertionError();
        }

        @Override
        public void signalAlreadyCommitted() {
            throw new AssertionError();
        }
    }
}
