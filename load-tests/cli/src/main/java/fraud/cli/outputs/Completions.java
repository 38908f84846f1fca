package fraud.cli.outputs;

import com.fasterxml.jackson.databind.ObjectMapper;
import fraud.cli.failure.OperationFailedException;
import fraud.cli.topics.TopicReader;
import fraud.cli.topics.Topics;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/**
 * Which ends of input a detector has completed (SEMANTICS 10.4, 10.5): those of which a completion has been read, and
 * then everything that stood in the topics of its outputs when that was read, the transactions among it committed or
 * aborted. Not thread-safe.
 */
public final class Completions {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Supplier<Map<TopicPartition, Long>> logEnds;
    private final Predicate<Map<TopicPartition, Long>> hasRead;
    private final BitSet announced = new BitSet();
    private final BitSet completed = new BitSet();
    private Map<TopicPartition, Long> ends;

    /**
     * Those of one detector; none at first.
     *
     * @param reader of all its outputs, completions included
     */
    public Completions(Admin admin, TopicReader reader) {
        this(() -> Topics.endOffsets(admin, reader.partitions()), reader::hasReached);
    }

    /**
     * Those of one detector; none at first.
     *
     * @param logEnds where the logs of its outputs end at the moment, open transactions included
     * @param hasRead whether everything before such offsets has been read or was aborted
     */
    Completions(Supplier<Map<TopicPartition, Long>> logEnds, Predicate<Map<TopicPartition, Long>> hasRead) {
        this.logEnds = logEnds;
        this.hasRead = hasRead;
    }

    /**
     * Takes a completion that the reader has brought.
     *
     * @throws OperationFailedException if it is none
     */
    public void add(byte[] value) {
        int partition;
        try {
            partition = JSON.readTree(value).required("sourcePartition").intValue();
        } catch (IOException | IllegalArgumentException e) {
            throw new OperationFailedException("a detector's completion is not what SEMANTICS 10.4 says", e);
        }
        if (!announced.get(partition)) {
            announced.set(partition);
            ends = null;
        }
    }

    /** Looks at how far the reader is; to be called after each time that it has read. */
    public void look() {
        if (announced.equals(completed)) {
            return;
        }
        if (ends == null) {
            ends = logEnds.get();
        }
        if (hasRead.test(ends)) {
            completed.or(announced);
        }
    }

    /** How many partitions' ends are completed. */
    public int count() {
        return completed.cardinality();
    }

    /** The partitions of the input whose end is not completed, of so many. */
    public List<Integer> missing(int inputPartitions) {
        return IntStream.range(0, inputPartitions)
                .filter(partition -> !completed.get(partition))
                .boxed()
                .toList();
    }
}
