package fraud.flink.source;

import fraud.config.TopicChecks;
import fraud.flink.JobFailedException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.TopicPartition;

/**
 * Kafka's reader, bound to the topics that the job began with. Hands out nothing until it has been told that the topics are unchanged. It would begin at once otherwise, since it finds its partitions
 * and offsets in its own state. Ends the job where records were deleted before they were read.
 */
final class BoundReader<T> implements SourceReader<T, KafkaPartitionSplit> {

    private final SourceReader<T, KafkaPartitionSplit> kafka;
    private final CompletableFuture<Void> unchanged = new CompletableFuture<>();

    BoundReader(SourceReader<T, KafkaPartitionSplit> kafka) {
        this.kafka = kafka;
    }

    @Override
    public void start() {
        kafka.start();
    }

    @Override
    public InputStatus pollNext(ReaderOutput<T> output) throws Exception {
        if (!unchanged.isDone()) {
            return InputStatus.NOTHING_AVAILABLE;
        }
        try {
            return kafka.pollNext(output);
        } catch (RuntimeException e) {
            throw deletedUnread(e).orElse(e);
        }
    }

    /** No restart brings back records that the brokers have deleted before they were read. */
    private static Optional<RuntimeException> deletedUnread(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidOffsetException ofOffset) {
                String partitions = String.valueOf(new TreeSet<>(ofOffset.partitions().stream()
                        .map(TopicPartition::toString)
                        .toList()));
                return Optional.of(new SuppressRestartsException(
                        new JobFailedException(TopicChecks.deletedUnread(partitions), failure)));
            }
        }
        return Optional.empty();
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return unchanged.isDone() ? kafka.isAvailable() : unchanged;
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
        if (event instanceof TopicsUnchanged) {
            unchanged.complete(null);
        } else {
            kafka.handleSourceEvents(event);
        }
    }

    @Override
    public List<KafkaPartitionSplit> snapshotState(long checkpointId) {
        return kafka.snapshotState(checkpointId);
    }

    @Override
    public void addSplits(List<KafkaPartitionSplit> splits) {
        kafka.addSplits(splits);
    }

    @Override
    public void notifyNoMoreSplits() {
        kafka.notifyNoMoreSplits();
    }

    @Override
    public void pauseOrResumeSplits(Collection<String> toPause, Collection<String> toResume) {
        kafka.pauseOrResumeSplits(toPause, toResume);
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
    public void close() throws Exception {
        kafka.close();
    }
}
