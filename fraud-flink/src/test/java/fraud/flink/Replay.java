package fraud.flink;

import fraud.config.DetectorParameters;
import fraud.config.InputTopics;
import fraud.flink.source.PartitionClocks;
import fraud.parse.LabelCodec;
import fraud.parse.ParseResult;
import fraud.parse.RuleSetCodec;
import fraud.parse.SourceRecord;
import fraud.parse.TransactionCodec;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Records of all input topics on a course, played by a {@link ReplaySource} each. What the sources share cannot travel with the job: they
 * are in one JVM and find it by its number.
 */
public final class Replay {

    private static final Map<Integer, Replay> REPLAYS = new ConcurrentHashMap<>();
    private static final AtomicInteger FAILURES = new AtomicInteger();

    private final InputTopics topics = InputTopics.DEFAULT;
    private final List<SourceRecord> records;
    private final DetectorParameters parameters;
    private final Course course;
    private final int id;

    private final AtomicInteger othersToRead;
    private final CompletableFuture<Void> othersRead = new CompletableFuture<>();
    private final Set<String> atTheMiddle = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean failed = new AtomicBoolean();
    private final CompletableFuture<Void> labelsWaited = new CompletableFuture<>();

    private Replay(List<SourceRecord> records, DetectorParameters parameters, Course course) {
        this.records = List.copyOf(records);
        this.parameters = parameters;
        this.course = course;
        this.othersToRead = new AtomicInteger((int) records.stream()
                .filter(record -> isOther(topics.transactions(), record.origin().partition()))
                .filter(record -> isOf(topics.transactions(), record))
                .count());
        if (othersToRead.get() == 0) {
            othersRead.complete(null);
        }
        this.id = REPLAYS.size();
        REPLAYS.put(id, this);
    }

    /** Records of all topics, told apart by their topic; the production's names. */
    static Replay of(List<SourceRecord> records, DetectorParameters parameters, Course course) {
        return new Replay(records, parameters, course);
    }

    /** The same, on the straightest course. */
    public static Replay of(List<SourceRecord> records, DetectorParameters parameters) {
        return of(records, parameters, Course.STRAIGHT);
    }

    static Replay numbered(int id) {
        return REPLAYS.get(id);
    }

    /** How many jobs have failed on purpose. */
    static int failures() {
        return FAILURES.get();
    }

    /** The stream of {@code transactions}. */
    public DataStream<ParseResult> transactions(StreamExecutionEnvironment environment) {
        int partitions = parameters.partitions();
        return new ReplaySource(id, topics.transactions(), partitions, () -> new TransactionCodec(partitions)::parse)
                .stream(environment, PartitionClocks.watermarks(parameters), OperatorIds.TRANSACTIONS_SOURCE);
    }

    /** The stream of {@code labels}. */
    public DataStream<ParseResult> labels(StreamExecutionEnvironment environment) {
        int partitions = parameters.labelPartitions();
        return new ReplaySource(id, topics.labels(), partitions, () -> new LabelCodec(partitions)::parse)
                .stream(environment, PartitionClocks.watermarksOfLabels(parameters), OperatorIds.LABELS_SOURCE);
    }

    /** The stream of {@code rules}. */
    public DataStream<ParseResult> rules(StreamExecutionEnvironment environment) {
        return new ReplaySource(id, topics.rules(), 1, () -> new RuleSetCodec()::parse)
                .stream(environment, PartitionClocks.watermarks(parameters), OperatorIds.RULES_SOURCE);
    }

    List<SourceRecord> of(String topic, int partition) {
        return records.stream()
                .filter(record -> isOf(topic, record) && record.origin().partition() == partition)
                .toList();
    }

    void noteRead(String topic, int partition) {
        if (isOther(topic, partition) && othersToRead.decrementAndGet() == 0) {
            othersRead.complete(null);
        }
    }

    private boolean isOther(String topic, int partition) {
        return topic.equals(topics.transactions()) && !isHeld(topic, partition);
    }

    /** Whether a partition has to wait for {@link #othersRead}. */
    boolean isHeld(String topic, int partition) {
        return switch (course) {
            case LABELS_LAST -> topic.equals(topics.labels());
            case ONE_LABEL_PARTITION_LAST -> topic.equals(topics.labels()) && partition == 0;
            case RULES_LAST -> topic.equals(topics.rules());
            case ONE_TRANSACTION_PARTITION_LAST -> topic.equals(topics.transactions()) && partition == 0;
            case STRAIGHT, FAILS_IN_THE_MIDDLE, LABELS_AHEAD -> false;
        };
    }

    /** Done once all transactions have been read, but those of a partition that is held. */
    CompletableFuture<Void> othersRead() {
        return othersRead;
    }

    /** What a topic waits for in its middle, besides the failure. */
    CompletableFuture<Void> middle(String topic) {
        boolean waits = topic.equals(topics.transactions()) && course == Course.LABELS_AHEAD;
        return waits ? labelsWaited : CompletableFuture.completedFuture(null);
    }

    /** What a topic waits for before it ends. */
    CompletableFuture<Void> end(String topic) {
        return topic.equals(topics.labels()) && course == Course.LABELS_AHEAD
                ? labelsWaited
                : CompletableFuture.completedFuture(null);
    }

    void notePaused(String topic) {
        if (topic.equals(topics.labels())) {
            labelsWaited.complete(null);
        }
    }

    boolean isYetToFail() {
        return course == Course.FAILS_IN_THE_MIDDLE && !failed.get();
    }

    /** Whether all topics have come to their middle, this one included. */
    boolean isAtTheMiddle(String topic) {
        atTheMiddle.add(topic);
        return atTheMiddle.containsAll(Set.of(topics.transactions(), topics.labels(), topics.rules()));
    }

    /** Fails, once; only a source of transactions does. */
    void failOnce(String topic) {
        if (topic.equals(topics.transactions()) && failed.compareAndSet(false, true)) {
            FAILURES.incrementAndGet();
            throw new IllegalStateException("failing on purpose");
        }
    }

    private static boolean isOf(String topic, SourceRecord record) {
        return record.origin().topic().equals(topic);
    }
}
