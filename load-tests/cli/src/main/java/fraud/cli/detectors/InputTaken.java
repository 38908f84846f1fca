package fraud.cli.detectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fraud.cli.topics.Topics;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How many records of the input a detector has taken, by its own account: what Flink commits to its consumer group with
 * each checkpoint, what Spark tells of each batch in its {@code progress.file}. A sign of life where nothing comes out,
 * as while labels are read. Copies of the end of input count for nothing once {@link #countUpTo} has said where the
 * input ends: they come until a detector answers, so that one which takes them and does nothing would seem to be at
 * work for ever.
 *
 * <p>Not thread-safe but for the client's answers.
 */
public final class InputTaken {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long EVERY_NANOS = Duration.ofSeconds(1).toNanos();

    private final Map<TopicPartition, Long> positions = new ConcurrentHashMap<>();
    private final Runnable ask;
    private Map<TopicPartition, Long> ends = Map.of();
    private long nextNanos = System.nanoTime();

    private InputTaken(Engine engine, Admin admin, Path progressFile) {
        this.ask = switch (engine) {
            case FLINK -> () -> askForOffsets(admin, "fraud-" + engine.wireName());
            case SPARK -> new ProgressLines(progressFile)::read;
            case REFERENCE -> throw new IllegalArgumentException("the reference runs in this JVM");
        };
    }

    /**
     * What a detector takes.
     *
     * @param progressFile what Spark's setting of that name is
     */
    public static InputTaken of(Engine engine, Admin admin, Path progressFile) {
        return new InputTaken(engine, admin, progressFile);
    }

    /** From now on, nothing behind these offsets counts. */
    public void countUpTo(Map<TopicPartition, Long> endOffsets) {
        ends = Map.copyOf(endOffsets);
    }

    /** How many records have been taken as far as is known; asks anew now and then, without waiting for the answer. */
    public long total() {
        if (System.nanoTime() - nextNanos >= 0) {
            nextNanos = System.nanoTime() + EVERY_NANOS;
            ask.run();
        }
        return positions.entrySet().stream()
                .mapToLong(
                        position -> Math.min(position.getValue(), ends.getOrDefault(position.getKey(), Long.MAX_VALUE)))
                .sum();
    }

    private void reached(TopicPartition partition, long offset) {
        positions.merge(partition, offset, Math::max);
    }

    /** Before the first checkpoint there is nothing; an answer that fails is made good by the next. */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback has it all
    private void askForOffsets(Admin admin, String group) {
        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().whenComplete((offsets, failure) -> {
            if (failure == null) {
                offsets.forEach(this::reachedOffset);
            }
        });
    }

    private void reachedOffset(TopicPartition partition, OffsetAndMetadata offset) {
        if (offset != null) {
            reached(partition, offset.offset());
        }
    }

    /**
     * Takes the progress of a batch: {@code sources[].endOffset} is {@code {topic: {partition: offset}}} for Kafka's.
     */
    void take(JsonNode progress) {
        for (JsonNode source : progress.path("sources")) {
            for (String topic : Topics.INPUTS) {
                source.path("endOffset").path(topic).properties().forEach(partition -> {
                    if (partition.getKey().matches("[0-9]{1,9}")
                            && partition.getValue().isIntegralNumber()) {
                        reached(
                                new TopicPartition(topic, Integer.parseInt(partition.getKey())),
                                partition.getValue().longValue());
                    }
                });
            }
        }
    }

    /** The lines of a file that grows. */
    private final class ProgressLines {

        private final Path file;
        private long nextByte;

        ProgressLines(Path file) {
            this.file = file;
        }

        void read() {
            try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
                byte[] bytes = new byte[(int) Math.min(in.length() - nextByte, 1 << 24)];
                in.seek(nextByte);
                in.readFully(bytes);
                String text = new String(bytes, StandardCharsets.ISO_8859_1);
                // What is not written to its end is for the next time.
                int end = text.lastIndexOf('\n') + 1;
                nextByte += end;
                text.substring(0, end).lines().forEach(this::takeLine);
            } catch (IOException e) {
                // Not there yet.
            }
        }

        private void takeLine(String line) {
            try {
                take(JSON.readTree(line));
            } catch (JsonProcessingException e) {
                // It is a sign of life less, and a caller that needs the whole file says so.
            }
        }
    }
}
