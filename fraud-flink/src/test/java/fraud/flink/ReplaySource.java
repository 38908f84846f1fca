package fraud.flink;

import fraud.config.DetectorParameters;
import fraud.flink.source.PartitionClocks;
import fraud.parse.ParseResult;
import fraud.parse.SourceRecord;
import fraud.parse.TransactionCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Plays records as a Kafka source would: one split a partition, with a clock of its own; which partition goes on is drawn at random. On
 * demand it fails once, in the middle, after a checkpoint.
 */
public final class ReplaySource
        implements Source<ParseResult, ReplaySource.PartitionSplit, List<ReplaySource.PartitionSplit>> {

    private static final long serialVersionUID = 1L;
    private static final Map<Long, Script> SCRIPTS = new ConcurrentHashMap<>();

    private final long id;
    private final int partitions;
    private final boolean failsOnce;

    /** What cannot travel with the job; readers of one JVM find it by the source's id. */
    private record Script(List<List<SourceRecord>> byPartition, AtomicBoolean failed) {}

    private ReplaySource(long id, int partitions, boolean failsOnce) {
        this.id = id;
        this.partitions = partitions;
        this.failsOnce = failsOnce;
    }

    /** The records as a stream with the production's watermarks, but one after every record, which is as strict as can be. */
    public static DataStream<ParseResult> stream(
            StreamExecutionEnvironment environment,
            List<SourceRecord> records,
            DetectorParameters parameters,
            boolean failsOnce) {
        List<List<SourceRecord>> byPartition = new ArrayList<>();
        for (int partition = 0; partition < parameters.partitions(); partition++) {
            int wanted = partition;
            byPartition.add(records.stream()
                    .filter(record -> record.origin().partition() == wanted)
                    .toList());
        }
        long id = SCRIPTS.size();
        SCRIPTS.put(id, new Script(byPartition, new AtomicBoolean()));
        WatermarkStrategy<ParseResult> clocks = PartitionClocks.watermarks(parameters);
        int readers = Math.min(environment.getParallelism(), parameters.partitions());
        return environment
                .fromSource(
                        new ReplaySource(id, parameters.partitions(), failsOnce),
                        WatermarkStrategy.<ParseResult>forGenerator(
                                        context -> new EveryRecord(clocks.createWatermarkGenerator(context)))
                                .withTimestampAssigner(clocks),
                        "replay")
                .uid(OperatorIds.TRANSACTIONS_SOURCE)
                .setParallelism(readers)
                .transform("without end of time", TypeInformation.of(ParseResult.class), new WithoutEndOfTime<>())
                .uid("without-end-of-time")
                .setParallelism(readers);
    }

    /** How many sources have failed on purpose. */
    static long failures() {
        return SCRIPTS.values().stream().filter(script -> script.failed().get()).count();
    }

    private record EveryRecord(WatermarkGenerator<ParseResult> generator) implements WatermarkGenerator<ParseResult> {
        @Override
        public void onEvent(ParseResult record, long timestamp, WatermarkOutput output) {
            generator.onEvent(record, timestamp, output);
            generator.onPeriodicEmit(new WatermarkOutput() {
                @Override
                public void emitWatermark(Watermark watermark) {
                    output.emitWatermark(watermark);
                }

                @Override
                public void markIdle() {
                    throw new AssertionError("a partition is never idle");
                }

                @Override
                public void markActive() {
                    throw new AssertionError("a partition is never idle");
                }
            });
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            // Has been emitted.
        }
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<ParseResult, PartitionSplit> createReader(SourceReaderContext context) {
        return new Reader(context);
    }

    @Override
    public SplitEnumerator<PartitionSplit, List<PartitionSplit>> createEnumerator(
            SplitEnumeratorContext<PartitionSplit> context) {
        List<PartitionSplit> all = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            all.add(new PartitionSplit(partition, 0));
        }
        return new Enumerator(context, all);
    }

    @Override
    public SplitEnumerator<PartitionSplit, List<PartitionSplit>> restoreEnumerator(
            SplitEnumeratorContext<PartitionSplit> context, List<PartitionSplit> unassigned) {
        return new Enumerator(context, new ArrayList<>(unassigned));
    }

    @Override
    public SimpleVersionedSerializer<PartitionSplit> getSplitSerializer() {
        return new SplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<List<PartitionSplit>> getEnumeratorCheckpointSerializer() {
        return new SplitsSerializer();
    }

    /** A partition from a place in its list of records on. */
    public record PartitionSplit(int partition, int position) implements SourceSplit {
        @Override
        public String splitId() {
            return String.valueOf(partition);
        }
    }

    private final class Reader implements SourceReader<ParseResult, PartitionSplit> {

        private final Random random;
        private final TransactionCodec codec = new TransactionCodec(partitions);
        private final List<PartitionSplit> splits = new ArrayList<>();
        private CompletableFuture<Void> available = new CompletableFuture<>();
        private boolean complete;
        private boolean atTheMiddle;
        private boolean savedAtTheMiddle;

        Reader(SourceReaderContext context) {
            this.random = new Random(context.getIndexOfSubtask());
        }

        @Override
        public void start() {
            // Splits are assigned without asking.
        }

        @Override
        public InputStatus pollNext(ReaderOutput<ParseResult> output) {
            Script script = SCRIPTS.get(id);
            List<PartitionSplit> unfinished = splits.stream()
                    .filter(split -> split.position()
                            < script.byPartition().get(split.partition()).size())
                    .toList();
            if (unfinished.isEmpty()) {
                return complete ? InputStatus.END_OF_INPUT : await();
            }
            if (failsOnce && !script.failed().get() && isAtTheMiddle(script)) {
                if (savedAtTheMiddle && script.failed().compareAndSet(false, true)) {
                    throw new IllegalStateException("failing on purpose");
                }
                atTheMiddle = true;
                return await();
            }
            PartitionSplit split = unfinished.get(random.nextInt(unfinished.size()));
            SourceRecord record = script.byPartition().get(split.partition()).get(split.position());
            splits.set(splits.indexOf(split), new PartitionSplit(split.partition(), split.position() + 1));
            output.createOutputForSplit(split.splitId())
                    .collect(codec.parse(record), record.origin().publishedAtMillis());
            return InputStatus.MORE_AVAILABLE;
        }

        private boolean isAtTheMiddle(Script script) {
            return splits.stream()
                    .anyMatch(split -> split.position()
                            >= script.byPartition().get(split.partition()).size() / 2);
        }

        private InputStatus await() {
            available = new CompletableFuture<>();
            return InputStatus.NOTHING_AVAILABLE;
        }

        @Override
        public List<PartitionSplit> snapshotState(long checkpointId) {
            return List.copyOf(splits);
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            savedAtTheMiddle = atTheMiddle;
            available.complete(null);
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            return available;
        }

        @Override
        public void addSplits(List<PartitionSplit> added) {
            splits.addAll(added);
            available.complete(null);
        }

        @Override
        public void notifyNoMoreSplits() {
            complete = true;
            available.complete(null);
        }

        @Override
        public void close() {
            // Holds nothing open.
        }
    }

    private record Enumerator(SplitEnumeratorContext<PartitionSplit> context, List<PartitionSplit> unassigned)
            implements SplitEnumerator<PartitionSplit, List<PartitionSplit>> {

        @Override
        public void start() {
            // Waits for readers.
        }

        @Override
        public void handleSplitRequest(int subtask, String host) {
            throw new UnsupportedOperationException("readers do not ask");
        }

        @Override
        public void addSplitsBack(List<PartitionSplit> splits, int subtask) {
            unassigned.addAll(splits);
        }

        /** All at once, as the Kafka source does: a split that came later would find the watermark gone on without it. */
        @Override
        public void addReader(int subtask) {
            List<PartitionSplit> own = unassigned.stream()
                    .filter(split -> split.partition() % context.currentParallelism() == subtask)
                    .toList();
            if (!own.isEmpty()) {
                unassigned.removeAll(own);
                context.assignSplits(new SplitsAssignment<>(Map.of(subtask, own)));
            }
            context.signalNoMoreSplits(subtask);
        }

        @Override
        public List<PartitionSplit> snapshotState(long checkpointId) {
            return List.copyOf(unassigned);
        }

        @Override
        public void close() {
            // Holds nothing open.
        }
    }

    private static final class SplitSerializer implements SimpleVersionedSerializer<PartitionSplit> {

        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(PartitionSplit split) {
            return new SplitsSerializer().serialize(List.of(split));
        }

        @Override
        public PartitionSplit deserialize(int version, byte[] bytes) {
            return new SplitsSerializer().deserialize(version, bytes).get(0);
        }
    }

    private static final class SplitsSerializer implements SimpleVersionedSerializer<List<PartitionSplit>> {

        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(List<PartitionSplit> splits) {
            ByteBuffer bytes = ByteBuffer.allocate(splits.size() * 2 * Integer.BYTES);
            splits.forEach(split -> bytes.putInt(split.partition()).putInt(split.position()));
            return bytes.array();
        }

        @Override
        public List<PartitionSplit> deserialize(int version, byte[] bytes) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            List<PartitionSplit> splits = new ArrayList<>();
            while (buffer.hasRemaining()) {
                splits.add(new PartitionSplit(buffer.getInt(), buffer.getInt()));
            }
            return splits;
        }
    }
}
