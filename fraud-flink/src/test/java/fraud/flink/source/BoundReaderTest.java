package fraud.flink.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.topics.TopicIdentities;
import fraud.topics.TopicIdentity;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.DisconnectException;
import org.junit.jupiter.api.Test;

class BoundReaderTest {

    private final Records records = new Records();
    private Callable<TopicIdentities> lookup = () -> topics("A");
    private final BoundReader<String> reader =
            new BoundReader<>(records, topics("A"), () -> lookup.call(), new UnregisteredMetricsGroup());

    private static TopicIdentities topics(String idOfTransactions) {
        return new TopicIdentities(List.of(
                new TopicIdentity("transactions", 4, idOfTransactions),
                new TopicIdentity("labels", 2, "B"),
                new TopicIdentity("versions", 1, "C")));
    }

    @Test
    void handsOutNothingBeforeItIsToldThatTheTopicsAreUnchanged() throws Exception {
        assertThat(reader.pollNext(null)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
        assertThat(reader.isAvailable()).isNotDone();
        assertThat(records.polls).isZero();
    }

    @Test
    void wakesUpAndReadsOnceItIsToldSo() throws Exception {
        CompletableFuture<Void> available = reader.isAvailable();

        reader.handleSourceEvents(new TopicsUnchanged());

        assertThat(available).isCompleted();
        assertThat(reader.isAvailable()).isCompleted();
        assertThat(reader.pollNext(null)).isEqualTo(InputStatus.MORE_AVAILABLE);
        assertThat(records.polls).isEqualTo(1);
    }

    @Test
    void passesOtherEventsOn() throws Exception {
        reader.handleSourceEvents(new SourceEvent() {
            private static final long serialVersionUID = 1L;
        });

        assertThat(records.events).isEqualTo(1);
        assertThat(reader.pollNext(null)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
    }

    @Test
    void endsTheJobForRecordsThatWereDeletedUnread() {
        reader.handleSourceEvents(new TopicsUnchanged());
        records.failure = new IllegalStateException(
                "a fetcher failed", new NoOffsetForPartitionException(new TopicPartition("transactions", 2)));

        assertThatThrownBy(() -> reader.pollNext(null))
                .isInstanceOf(SuppressRestartsException.class)
                .cause()
                .hasMessageStartingWith("records were deleted before they were read ([transactions-2]): ");
    }

    @Test
    void saysThatATopicIsAnotherWhereThatIsWhyTheNextOffsetIsGone() {
        reader.handleSourceEvents(new TopicsUnchanged());
        lookup = () -> topics("Z");
        records.failure = new NoOffsetForPartitionException(new TopicPartition("transactions", 2));

        assertThatThrownBy(() -> reader.pollNext(null))
                .isInstanceOf(SuppressRestartsException.class)
                .cause()
                .hasMessageStartingWith("topic transactions was deleted and made again");
    }

    @Test
    void leavesItToARestartWhereTheBrokersDoNotSayWhich() {
        reader.handleSourceEvents(new TopicsUnchanged());
        lookup = () -> {
            throw new TimeoutException("no answer");
        };
        records.failure = new NoOffsetForPartitionException(new TopicPartition("transactions", 2));

        assertThatThrownBy(() -> reader.pollNext(null)).isSameAs(records.failure);
    }

    @Test
    void leavesOtherFailuresAsTheyAre() {
        reader.handleSourceEvents(new TopicsUnchanged());
        records.failure = new IllegalStateException("a fetcher failed", new DisconnectException());

        assertThatThrownBy(() -> reader.pollNext(null)).isSameAs(records.failure);
    }

    /** Kafka's reader, which always has one more record. */
    private static final class Records implements SourceReader<String, KafkaPartitionSplit> {

        private int polls;
        private int events;
        private RuntimeException failure;

        @Override
        public void start() {}

        @Override
        public InputStatus pollNext(ReaderOutput<String> output) {
            if (failure != null) {
                throw failure;
            }
            polls++;
            return InputStatus.MORE_AVAILABLE;
        }

        @Override
        public List<KafkaPartitionSplit> snapshotState(long checkpointId) {
            return List.of();
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void addSplits(List<KafkaPartitionSplit> splits) {}

        @Override
        public void notifyNoMoreSplits() {}

        @Override
        public void handleSourceEvents(SourceEvent event) {
            events++;
        }

        @Override
        public void close() {}
    }
}
