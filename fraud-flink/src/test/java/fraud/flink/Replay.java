package fraud.flink;

import fraud.config.DetectorParameters;
import fraud.flink.config.OperatorIds;
import fraud.flink.source.PartitionClocks;
import fraud.model.Origin;
import fraud.parse.LabelCodec;
import fraud.parse.ParseResult;
import fraud.parse.SourceRecord;
import fraud.parse.TransactionCodec;
import fraud.parse.VersionCodec;
import fraud.topics.InputTopics;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Records of all input topics on a order, played by a {@link ReplaySource} each. What the sources share cannot travel
 * with the job: they are in one JVM and find it by its number.
 */
public final class Replay {

    private static final Map<Integer, Replay> REPLAYS = new ConcurrentHashMap<>();
    private static final AtomicInteger FAILURES = new AtomicInteger();

    private final InputTopics topics = InputTopics.DEFAULT;
    private final List<SourceRecord> records;
    private final DetectorParameters parameters;
    private final ReadOrder order;
    private final boolean stays;
    private final int id;
    private final long middleMillis;

    private final AtomicInteger othersToRead;
    private final CompletableFuture<Void> othersRead = new CompletableFuture<>();
    private final Set<String> atTheMiddle = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean failed = new AtomicBoolean();
    private final CompletableFuture<Void> labelsWaited = new CompletableFuture<>();

    private Replay(List<SourceRecord> records, DetectorParameters parameters, ReadOrder order, boolean stays) {
        this.stays = stays;
        this.records = List.copyOf(records);
        this.parameters = parameters;
        this.order = order;
        this.othersToRead = new AtomicInteger((int) records.stream()
                .filter(record -> isOther(topics.transactions(), record.origin().partition()))
                .filter(record -> isOf(topics.transactions(), record))
                .count());
        if (othersToRead.get() == 0) {
            othersRead.complete(null);
        }
        LongSummaryStatistics times = records.stream()
                .mapToLong(record -> record.origin().publishedAtMillis())
                .summaryStatistics();
        // The first rule sets come late in a seeded stream, and the failure is to be between them.
        this.middleMillis = order == ReadOrder.FAILS_IN_THE_MIDDLE
                ? times.getMin() + (times.getMax() - times.getMin()) / 8 * 7
                : times.getMin() + (times.getMax() - times.getMin()) / 2;
        this.id = REPLAYS.size();
        REPLAYS.put(id, this);
    }

    /** Records of all topics, told apart by their topic; the production's names. */
    static Replay of(List<SourceRecord> records, DetectorParameters parameters, ReadOrder order) {
        return new Replay(records, parameters, order, false);
    }

    /** The same, on the straightest order. */
    public static Replay of(List<SourceRecord> records, DetectorParameters parameters) {
        return of(records, parameters, ReadOrder.STRAIGHT);
    }

    /** The same, of which no topic ever ends: as of a detector that is up to date. */
    public static Replay thatStays(List<SourceRecord> records, DetectorParameters parameters) {
        return new Replay(records, parameters, ReadOrder.STRAIGHT, true);
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

    /** The stream of {@code versions}. */
    public DataStream<ParseResult> rules(StreamExecutionEnvironment environment) {
        return new ReplaySource(id, topics.versions(), 1, () -> new VersionCodec()::parse)
                .stream(environment, PartitionClocks.watermarks(parameters), OperatorIds.VERSIONS_SOURCE);
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

    /** Whether a partition has to wait until all others of the transactions have been read. */
    private boolean isHeld(String topic, int partition) {
        return switch (order) {
            case LABELS_LAST -> topic.equals(topics.labels());
            case ONE_LABEL_PARTITION_LAST -> topic.equals(topics.labels()) && partition == 0;
            case RULES_LAST -> topic.equals(topics.versions());
            case ONE_TRANSACTION_PARTITION_LAST -> topic.equals(topics.transactions()) && partition == 0;
            case STRAIGHT, FAILS_IN_THE_MIDDLE, LABELS_AHEAD -> false;
        };
    }

    /** Whether a partition may go on with this record; if not, {@link #goesOn} is to come. */
    boolean mayRead(SourceRecord next) {
        Origin origin = next.origin();
        return switch (order) {
            case STRAIGHT -> true;
            case FAILS_IN_THE_MIDDLE -> failed.get() || origin.publishedAtMillis() < middleMillis;
            case LABELS_AHEAD ->
                labelsWaited.isDone()
                        || !isOf(topics.transactions(), next)
                        || origin.publishedAtMillis() < middleMillis;
            case LABELS_LAST, ONE_LABEL_PARTITION_LAST, RULES_LAST, ONE_TRANSACTION_PARTITION_LAST ->
                othersRead.isDone() || !isHeld(origin.topic(), origin.partition());
        };
    }

    /** What topics wait for on this order; never, if it is a failure. */
    CompletableFuture<Void> goesOn() {
        return switch (order) {
            case STRAIGHT, FAILS_IN_THE_MIDDLE -> new CompletableFuture<>();
            case LABELS_AHEAD -> labelsWaited;
            case LABELS_LAST, ONE_LABEL_PARTITION_LAST, RULES_LAST, ONE_TRANSACTION_PARTITION_LAST -> othersRead;
        };
    }

    /** Whether a topic that was read whole may say so. */
    boolean mayEnd(String topic) {
        return !stays && (order != ReadOrder.LABELS_AHEAD || !topic.equals(topics.labels()) || labelsWaited.isDone());
    }

    void notePaused(String topic) {
        if (topic.equals(topics.labels())) {
            labelsWaited.complete(null);
        }
    }

    boolean isYetToFail() {
        return order == ReadOrder.FAILS_IN_THE_MIDDLE && !failed.get();
    }

    /** Whether all topics have come to their middle, this one included. */
    boolean isAtTheMiddle(String topic) {
        atTheMiddle.add(topic);
        return atTheMiddle.containsAll(Set.of(topics.transactions(), topics.labels(), topics.versions()));
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
