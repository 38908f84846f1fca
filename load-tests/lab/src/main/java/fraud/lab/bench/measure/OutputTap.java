package fraud.lab.bench.measure;

import static java.nio.charset.StandardCharsets.US_ASCII;

import fraud.cli.failure.OperationFailedException;
import fraud.cli.outputs.Completions;
import fraud.cli.topics.KafkaConnection;
import fraud.cli.topics.TopicReader;
import fraud.cli.topics.Topics;
import fraud.model.Origin;
import fraud.model.Signal;
import fraud.parse.TransactionCodec;
import fraud.sink.OutputKind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/**
 * Reads a system's outputs as they are committed, in a thread of its own, and takes their time. It looks into none of
 * them but completions and the signals that an echo sends on: what they say is checked once the run is over, and costs
 * the run nothing.
 */
public final class OutputTap implements AutoCloseable {

    private static final List<byte[]> SIGNALS =
            Arrays.stream(Signal.values()).map(TransactionCodec::toJson).toList();

    private final Map<String, OutputKind> kinds;
    private final TopicReader reader;
    private final LatencyLog decisions = new LatencyLog();
    private final LatencyLog alerts = new LatencyLog();
    private final Completions ends;
    private final Thread thread;
    private final long before;
    private volatile long answers;
    private volatile long outputs;
    private volatile int completions;
    private volatile RuntimeException failure;
    private volatile boolean stopped;

    /**
     * Starts to follow a system.
     *
     * @param system the name that ends its topics'
     * @param fromNow whether to leave out what is in the topics by now
     */
    public OutputTap(KafkaConnection connection, Admin admin, String system, boolean fromNow) {
        this.kinds =
                Arrays.stream(OutputKind.values()).collect(Collectors.toMap(kind -> kind.topic(system), kind -> kind));
        List<TopicPartition> partitions = new ArrayList<>();
        kinds.keySet().forEach(topic -> partitions.addAll(Topics.partitions(admin, topic)));
        this.reader = new TopicReader(connection, partitions);
        this.before = fromNow ? reader.skipToEnd() : 0;
        this.ends = new Completions(admin, reader);
        this.thread = new Thread(this::follow, "tap");
        thread.setDaemon(true);
        thread.start();
    }

    private void follow() {
        try (reader) {
            while (!stopped) {
                int unused = reader.poll(this::accept);
                ends.look();
                completions = ends.count();
            }
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    private void accept(ConsumerRecord<byte[], byte[]> record) {
        OutputKind kind = kinds.get(record.topic());
        switch (kind) {
            case DECISION -> time(decisions, record);
            case ALERT -> time(alerts, record);
            case COMPLETION -> ends.add(record.value());
            case DEAD_LETTER, DUPLICATE, LATE -> {}
        }
        outputs++;
        if (kind == OutputKind.DEAD_LETTER || kind == OutputKind.DUPLICATE) {
            answers++;
        } else if (kind == OutputKind.DECISION && !isSignal(record.value())) {
            answers++;
        }
    }

    /** Which a detector does not answer: an echo's are no answers either, or it would seem to do more than was sent. */
    private static boolean isSignal(byte[] value) {
        return SIGNALS.stream().anyMatch(signal -> Arrays.equals(signal, value));
    }

    private static void time(LatencyLog log, ConsumerRecord<byte[], byte[]> record) {
        Header intended = record.headers().lastHeader(Origin.INTENDED_SEND_HEADER);
        if (intended != null) {
            log.add(
                    Long.parseLong(new String(intended.value(), US_ASCII)),
                    record.timestamp(),
                    ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
        }
    }

    /**
     * Decisions, dead letters and duplicates so far, repeats included, without signals that an echo sent on, and
     * without what was left out.
     *
     * @throws OperationFailedException if the outputs can no longer be read
     */
    public long answers() {
        requireRunning();
        return answers;
    }

    /** Records of any kind so far. */
    public long outputs() {
        requireRunning();
        return outputs;
    }

    /** Offsets of its topics that were left out, in all partitions. */
    public long before() {
        return before;
    }

    /** Partitions whose end has been completed. */
    public int completions() {
        requireRunning();
        return completions;
    }

    private void requireRunning() {
        RuntimeException cause = failure;
        if (cause != null) {
            throw new OperationFailedException("cannot read the outputs: " + cause.getMessage(), cause);
        }
    }

    /** The times of the decisions whose transaction had a time to be sent at; after {@link #stop()}. */
    public LatencyLog decisions() {
        return decisions;
    }

    /** The same of the alerts. */
    public LatencyLog alerts() {
        return alerts;
    }

    /** Stops following, and waits until the thread has ended; what was seen stays. */
    public void stop() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
