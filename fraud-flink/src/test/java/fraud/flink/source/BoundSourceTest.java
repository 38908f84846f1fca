package fraud.flink.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.recovery.JobFailedException;
import fraud.topics.DetectorMemory;
import fraud.topics.TopicIdentities;
import fraud.topics.TopicIdentity;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumStateSerializer;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.junit.jupiter.api.Test;

/**
 * Goal: nothing is read of other topics than those that the memory is of. Method: the enumerator alone, asked and
 * answered by hand.
 */
class BoundSourceTest {

    private static final TopicIdentities TOPICS = topics(4, "A");
    private static final DetectorMemory MEMORY = new DetectorMemory("flink", TOPICS);

    private final Context context = new Context();
    private final KafkaEnumerator kafka = new KafkaEnumerator();

    @Test
    void letsAReaderReadOnceTheTopicsAreSeenToBeTheSame() {
        BoundEnumerator enumerator = enumerator(MEMORY);
        enumerator.start();
        register(enumerator, 0);
        register(enumerator, 1);
        assertThat(context.sent).isEmpty();

        context.answer(TOPICS);

        assertThat(context.sent).containsExactlyInAnyOrder("0 TopicsUnchanged[]", "1 TopicsUnchanged[]");
    }

    @Test
    void looksAgainForAReaderThatStartsAgain() {
        BoundEnumerator enumerator = enumerator(MEMORY);
        enumerator.start();
        register(enumerator, 0);
        context.answer(TOPICS);
        register(enumerator, 0);
        assertThat(context.sent).hasSize(1);

        assertThatThrownBy(() -> context.answer(topics(4, "X"))).isInstanceOf(SuppressRestartsException.class);

        assertThat(context.sent).hasSize(1);
    }

    @Test
    void endsTheJobForGoodOnceTheTopicsAreOthers() {
        BoundEnumerator enumerator = enumerator(MEMORY);
        enumerator.start();
        TopicIdentities grown = topics(5, "A");

        assertThatThrownBy(() -> context.answer(grown))
                .isInstanceOf(SuppressRestartsException.class)
                .cause()
                .isInstanceOf(JobFailedException.class)
                .hasMessage(TOPICS.difference(grown).orElseThrow());
    }

    @Test
    void rejectsAnotherMemoryBeforeTheConnectorStarts() {
        DetectorMemory other = new DetectorMemory("other", TOPICS);
        BoundEnumerator enumerator = enumerator(other);

        assertThatThrownBy(enumerator::start)
                .isInstanceOf(SuppressRestartsException.class)
                .cause()
                .hasMessage(other.difference(MEMORY).orElseThrow());

        assertThat(kafka.isStarted).isFalse();
        assertThat(context.questions).isEmpty();
    }

    @Test
    void waitsWhileTheBrokersDoNotAnswerOrHaveMissedATopic() {
        BoundEnumerator enumerator = enumerator(MEMORY);
        enumerator.start();
        register(enumerator, 0);

        context.answer(new IOException("away"));
        context.answer(topics(0, ""));
        assertThat(context.sent).isEmpty();
        context.answer(TOPICS);

        assertThat(context.sent).hasSize(1);
    }

    @Test
    void asksForAsLongAsTheJobRuns() {
        enumerator(MEMORY).start();

        assertThat(context.intervalsMillis).containsExactly(5_000L);
    }

    @Test
    void keepsTheMemoryOfTheCheckpointItWentOnFrom() throws Exception {
        BoundState state = enumerator(MEMORY).snapshotState(1);
        BoundState.Serializer serializer = new BoundState.Serializer(new KafkaSourceEnumStateSerializer());

        BoundState read = serializer.deserialize(serializer.getVersion(), serializer.serialize(state));

        assertThat(read.memory()).isEqualTo(MEMORY);
        assertThat(read.kafka().initialDiscoveryFinished()).isTrue();
        assertThat(serializer.getVersion()).isGreaterThan(serializer.ofKafka().getVersion());
    }

    @Test
    void rejectsAStateWithoutAMemory() throws IOException {
        KafkaSourceEnumStateSerializer ofKafka = new KafkaSourceEnumStateSerializer();
        byte[] bare = ofKafka.serialize(kafka.snapshotState(1));
        BoundState.Serializer serializer = new BoundState.Serializer(ofKafka);

        assertThatThrownBy(() -> serializer.deserialize(ofKafka.getVersion(), bare))
                .isInstanceOf(SuppressRestartsException.class)
                .cause()
                .hasMessageStartingWith(
                        "the checkpoint does not say which topics it is of: start without a checkpoint");
    }

    private BoundEnumerator enumerator(DetectorMemory memory) {
        return new BoundEnumerator(kafka, context, memory, MEMORY, new BoundEnumerator.Lookup() {
            @Override
            public TopicIdentities call() {
                throw new AssertionError("answered by hand");
            }

            @Override
            public void close() {}
        });
    }

    private void register(BoundEnumerator enumerator, int subtask) {
        context.readers.put(subtask, new ReaderInfo(subtask, "here"));
        enumerator.addReader(subtask);
    }

    private static TopicIdentities topics(int partitions, String id) {
        return new TopicIdentities(List.of(
                new TopicIdentity("transactions", partitions, id),
                new TopicIdentity("labels", 2, "B"),
                new TopicIdentity("versions", 1, "C")));
    }

    /** The coordinator's side, on one thread: what was asked is answered when the test says so. */
    private static final class Context implements SplitEnumeratorContext<KafkaPartitionSplit> {

        private final Map<Integer, ReaderInfo> readers = new HashMap<>();
        private final List<String> sent = new ArrayList<>();
        private final List<Long> intervalsMillis = new ArrayList<>();
        private final Queue<BiConsumer<TopicIdentities, Throwable>> questions = new ArrayDeque<>();
        private BiConsumer<TopicIdentities, Throwable> periodic;

        private void answer(TopicIdentities topics) {
            question().accept(topics, null);
        }

        private void answer(Throwable failure) {
            question().accept(null, failure);
        }

        private BiConsumer<TopicIdentities, Throwable> question() {
            return questions.isEmpty() ? periodic : questions.remove();
        }

        @Override
        @SuppressWarnings("unchecked") // it asks for nothing else
        public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler) {
            questions.add((BiConsumer<TopicIdentities, Throwable>) (BiConsumer<?, Throwable>) handler);
        }

        @Override
        @SuppressWarnings("unchecked") // it asks for nothing else
        public <T> void callAsync(
                Callable<T> callable, BiConsumer<T, Throwable> handler, long initialDelayMillis, long periodMillis) {
            intervalsMillis.add(periodMillis);
            periodic = (BiConsumer<TopicIdentities, Throwable>) (BiConsumer<?, Throwable>) handler;
        }

        @Override
        public Map<Integer, ReaderInfo> registeredReaders() {
            return readers;
        }

        @Override
        public void sendEventToSourceReader(int subtask, SourceEvent event) {
            sent.add(subtask + " " + event);
        }

        @Override
        public SplitEnumeratorMetricGroup metricGroup() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int currentParallelism() {
            return 2;
        }

        @Override
        public void assignSplits(SplitsAssignment<KafkaPartitionSplit> assignment) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void signalNoMoreSplits(int subtask) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void runInCoordinatorThread(Runnable runnable) {
            runnable.run();
        }
    }

    /** The connector's, which does nothing here. */
    private static final class KafkaEnumerator implements SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> {

        private boolean isStarted;

        @Override
        public void start() {
            isStarted = true;
        }

        @Override
        public void handleSplitRequest(int subtask, String host) {}

        @Override
        public void addSplitsBack(List<KafkaPartitionSplit> splits, int subtask) {}

        @Override
        public void addReader(int subtask) {}

        @Override
        public KafkaSourceEnumState snapshotState(long checkpointId) {
            return new KafkaSourceEnumState(Set.of(), true);
        }

        @Override
        public void close() {}
    }
}
