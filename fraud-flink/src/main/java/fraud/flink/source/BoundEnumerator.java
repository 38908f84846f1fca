package fraud.flink.source;

import fraud.recovery.JobFailedException;
import fraud.topics.DetectorMemory;
import fraud.topics.TopicIdentities;
import fraud.topics.TopicWatch;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps whose memory the checkpoint is, and ends the job for good when that is another's, or the topics are no longer
 * the same: it looks before a reader may read, on each start and restart, and again every {@link TopicWatch#INTERVAL}.
 * Brokers that do not answer change nothing.
 */
final class BoundEnumerator implements SplitEnumerator<KafkaPartitionSplit, BoundState> {

    private static final Logger LOG = LoggerFactory.getLogger(BoundEnumerator.class);

    private final SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> kafka;
    private final SplitEnumeratorContext<KafkaPartitionSplit> context;
    private final DetectorMemory memory;
    private final DetectorMemory now;
    private final TopicWatch watch;
    private final Lookup lookup;
    private final Set<Integer> waiting = new TreeSet<>();
    private boolean isAnswered = true;

    /** Asks the brokers for the input topics. */
    interface Lookup extends Callable<TopicIdentities>, AutoCloseable {
        @Override
        void close();
    }

    /**
     * Around the connector's enumerator.
     *
     * @param memory that of the checkpoint, or of this start where there is none
     * @param now that of this start
     */
    BoundEnumerator(
            SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> kafka,
            SplitEnumeratorContext<KafkaPartitionSplit> context,
            DetectorMemory memory,
            DetectorMemory now,
            Lookup lookup) {
        this.kafka = kafka;
        this.context = context;
        this.memory = memory;
        this.now = now;
        this.watch = new TopicWatch(now.topics());
        this.lookup = lookup;
    }

    @Override
    public void start() {
        memory.difference(now).ifPresent(BoundEnumerator::end);
        kafka.start();
        long interval = TopicWatch.INTERVAL.toMillis();
        context.callAsync(lookup, this::compare, interval, interval);
    }

    @Override
    public void addReader(int subtask) {
        kafka.addReader(subtask);
        waiting.add(subtask);
        context.callAsync(lookup, this::compare);
    }

    private void compare(TopicIdentities found, Throwable failure) {
        if (failure != null) {
            if (isAnswered) {
                LOG.warn(
                        "the brokers do not say whether the topics are still the same, asking again: {}",
                        failure.toString());
            }
            isAnswered = false;
            return;
        }
        isAnswered = true;
        watch.difference(found, System.nanoTime()).ifPresent(BoundEnumerator::end);
        if (found.equals(watch.expected())) {
            waiting.retainAll(context.registeredReaders().keySet());
            waiting.forEach(subtask -> context.sendEventToSourceReader(subtask, new TopicsUnchanged()));
            waiting.clear();
        }
    }

    /** Not to be tried again: it would be the same each time. */
    private static void end(String line) {
        throw new SuppressRestartsException(new JobFailedException(line));
    }

    @Override
    public void handleSplitRequest(int subtask, String host) {
        kafka.handleSplitRequest(subtask, host);
    }

    @Override
    public void addSplitsBack(List<KafkaPartitionSplit> splits, int subtask) {
        kafka.addSplitsBack(splits, subtask);
    }

    @Override
    public void handleSourceEvent(int subtask, SourceEvent event) {
        kafka.handleSourceEvent(subtask, event);
    }

    @Override
    public BoundState snapshotState(long checkpointId) throws Exception {
        return new BoundState(memory, kafka.snapshotState(checkpointId));
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        kafka.notifyCheckpointComplete(checkpointId);
    }

    @Override
    public void notifyCheckpointAborted(long checkpointId) throws Exception {
        kafka.notifyCheckpointAborted(checkpointId);
    }

    @Override
    public void close() throws IOException {
        try (lookup) {
            kafka.close();
        }
    }
}
