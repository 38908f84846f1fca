package fraud.flink;

import fraud.flink.state.BinaryTypes;
import fraud.parse.ParseResult;
import fraud.parse.SourceRecord;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkAlignmentParams;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
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
import org.apache.flink.util.function.SerializableSupplier;

/**
 * Plays the records of one topic as a Kafka source would: one split a partition, with a clock of its own; which
 * partition goes on is drawn at random. Where it waits or fails is up to its {@link Replay}.
 */
final class ReplaySource
        implements Source<ParseResult, ReplaySource.PartitionSplit, List<ReplaySource.PartitionSplit>> {

    private static final long serialVersionUID = 1L;

    private final int replay;
    private final String topic;
    private final int partitions;
    private final SerializableSupplier<Function<SourceRecord, ParseResult>> codecs;

    ReplaySource(
            int replay,
            String topic,
            int partitions,
            SerializableSupplier<Function<SourceRecord, ParseResult>> codecs) {
        this.replay = replay;
        this.topic = topic;
        this.partitions = partitions;
        this.codecs = codecs;
    }

    /** The records as a stream with these watermarks, but one after every record, which is as strict as can be. */
    DataStream<ParseResult> stream(
            StreamExecutionEnvironment environment, WatermarkStrategy<ParseResult> watermarks, String uid) {
        int readers = Math.min(environment.getParallelism(), partitions);
        return environment
                .fromSource(this, new AfterEveryRecord(watermarks), topic)
                .uid(uid)
                .setParallelism(readers)
                .transform("without end of time", BinaryTypes.PARSE_RESULT, new WithoutEndOfTime<>())
                .uid("without-end-of-time-" + topic)
                .setParallelism(readers);
    }

    private record AfterEveryRecord(WatermarkStrategy<ParseResult> watermarks)
            implements WatermarkStrategy<ParseResult> {

        @Override
        public WatermarkGenerator<ParseResult> createWatermarkGenerator(WatermarkGeneratorSupplier.Context context) {
            return new EveryRecord(watermarks.createWatermarkGenerator(context));
        }

        @Override
        public TimestampAssigner<ParseResult> createTimestampAssigner(TimestampAssignerSupplier.Context context) {
            return watermarks.createTimestampAssigner(context);
        }

        @Override
        public WatermarkAlignmentParams getAlignmentParameters() {
            return watermarks.getAlignmentParameters();
        }
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

        private final Replay shared = Replay.numbered(replay);
        private final Random random;
        private final Function<SourceRecord, ParseResult> codec = codecs.get();
        private final Map<Integer, List<SourceRecord>> records = new HashMap<>();
        private final Set<String> paused = new HashSet<>();
        private final List<PartitionSplit> splits = new ArrayList<>();
        private CompletableFuture<Void> available = new CompletableFuture<>();
        private boolean complete;
        private boolean atTheMiddle;
        private boolean snapshotAtTheMiddle;
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
            // Before looking at the shared, so that what changes meanwhile is not missed.
            CompletableFuture<Void> change = shared.goesOn().isDone() ? new CompletableFuture<>() : shared.goesOn();
            List<PartitionSplit> unfinished = splits.stream()
                    .filter(split -> split.position() < records(split).size())
                    .toList();
            if (unfinished.isEmpty()) {
                return complete && shared.mayEnd(topic) ? InputStatus.END_OF_INPUT : await(change);
            }
            List<PartitionSplit> open = unfinished.stream()
                    .filter(split -> shared.mayRead(next(split)))
                    .toList();
            if (open.isEmpty() && shared.isYetToFail()) {
                if (savedAtTheMiddle) {
                    shared.failOnce(topic);
                }
                atTheMiddle = shared.isAtTheMiddle(topic);
            }
            List<PartitionSplit> ready = open.stream()
                    .filter(split -> !paused.contains(split.splitId()))
                    .toList();
            if (ready.isEmpty()) {
                return await(change);
            }
            PartitionSplit split = ready.get(random.nextInt(ready.size()));
            SourceRecord record = next(split);
            splits.set(splits.indexOf(split), new PartitionSplit(split.partition(), split.position() + 1));
            output.createOutputForSplit(split.splitId())
                    .collect(codec.apply(record), record.origin().publishedAtMillis());
            shared.noteRead(topic, split.partition());
            return InputStatus.MORE_AVAILABLE;
        }

        private List<SourceRecord> records(PartitionSplit split) {
            return records.computeIfAbsent(split.partition(), partition -> shared.of(topic, partition));
        }

        private SourceRecord next(PartitionSplit split) {
            return records(split).get(split.position());
        }

        /** Until the shared goes on, or until something else happens here. */
        private InputStatus await(CompletableFuture<Void> change) {
            available = change.copy();
            return InputStatus.NOTHING_AVAILABLE;
        }

        @Override
        public void pauseOrResumeSplits(Collection<String> splitsToPause, Collection<String> splitsToResume) {
            paused.addAll(splitsToPause);
            paused.removeAll(splitsToResume);
            if (!splitsToPause.isEmpty()) {
                shared.notePaused(topic);
            }
            available.complete(null);
        }

        @Override
        public List<PartitionSplit> snapshotState(long checkpointId) {
            snapshotAtTheMiddle = atTheMiddle;
            return List.copyOf(splits);
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            savedAtTheMiddle = snapshotAtTheMiddle;
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

        /**
         * All at once, as the Kafka source does: a split that came later would find the watermark gone on without it.
         */
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
