package fraud.flink.source;

import fraud.recovery.JobFailedException;
import fraud.topics.TopicChecks;
import fraud.topics.TopicIdentities;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka's reader, bound to the topics that the job began with. Hands out nothing until it has been told that the topics
 * are unchanged. It would begin at once otherwise, since it finds its partitions and offsets in its own state. Ends the
 * job where records were deleted before they were read.
 */
final class BoundReader<T> implements SourceReader<T, KafkaPartitionSplit> {

    private static final Logger LOG = LoggerFactory.getLogger(BoundReader.class);

    private final SourceReader<T, KafkaPartitionSplit> kafka;
    private final TopicIdentities expected;
    private final Callable<TopicIdentities> lookup;
    private final MetricGroup metrics;
    private final CompletableFuture<Void> unchanged = new CompletableFuture<>();

    /**
     * Around the connector's reader.
     *
     * @param expected the topics as they were when the job started
     * @param lookup asks the brokers for them
     * @param metrics gets the lag of each partition that it reads
     */
    BoundReader(
            SourceReader<T, KafkaPartitionSplit> kafka,
            TopicIdentities expected,
            Callable<TopicIdentities> lookup,
            MetricGroup metrics) {
        this.kafka = kafka;
        this.expected = expected;
        this.lookup = lookup;
        this.metrics = metrics;
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
            throw withoutRestart(e);
        }
    }

    /**
     * Where the next offset is gone, no restart brings it back: the topic is another one, or the brokers have deleted
     * records before they were read. All else is as it was; so is that where the brokers do not say which, since the
     * restart asks them again.
     */
    private RuntimeException withoutRestart(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidOffsetException gone) {
                return lookUp().map(found -> expected.difference(found)
                                .orElseGet(() -> TopicChecks.deletedUnread(new TreeSet<>(gone.partitions().stream()
                                                .map(TopicPartition::toString)
                                                .toList())
                                        .toString())))
                        .<RuntimeException>map(
                                line -> new SuppressRestartsException(new JobFailedException(line, failure)))
                        .orElse(failure);
            }
        }
        return failure;
    }

    private Optional<TopicIdentities> lookUp() {
        try {
            return Optional.of(lookup.call());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (Exception e) {
            LOG.warn("the brokers do not say whether the topics are still the same: {}", JobFailedException.rootOf(e));
            return Optional.empty();
        }
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
        splits.forEach(split -> PartitionLags.export(split.getTopicPartition(), metrics));
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
