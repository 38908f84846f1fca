package fraud.lab;

import fraud.model.Origin;
import fraud.ops.DetectorOutputs;
import fraud.ops.Engine;
import fraud.ops.OperationFailedException;
import fraud.ops.reconcile.Output;
import fraud.ops.topics.KafkaConnection;
import fraud.report.DemoReport.Latencies;
import fraud.sink.OutputKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Reads one engine's outputs as they come, in a thread of its own, and takes the time. What it says of the engine may be read from any
 * thread; the latencies only after {@link #close()}.
 */
final class OutputFollower implements AutoCloseable {

    private final Engine engine;
    private final DetectorOutputs outputs;
    private final LongSupplier measuredFromMicros;
    private final LatencyRecorder decisions = new LatencyRecorder();
    private final LatencyRecorder alerts = new LatencyRecorder();
    private final Thread thread;
    private volatile Status status;
    private volatile RuntimeException failure;
    private volatile boolean stopped;

    /**
     * How far an engine is.
     *
     * @param answers decisions, dead letters and duplicates
     * @param decisions decisions
     * @param alerts alerts
     * @param withoutEcho partitions whose end has not been echoed
     * @param lastOutputNanos when something came last, by {@link System#nanoTime()}
     */
    record Status(long answers, long decisions, long alerts, List<Integer> withoutEcho, long lastOutputNanos) {}

    /**
     * Starts to follow an engine.
     *
     * @param measuredFromMicros the end of the warm-up as far as it is known yet, UTC epoch in µs
     */
    OutputFollower(
            Engine engine,
            KafkaConnection connection,
            Admin admin,
            int inputPartitions,
            LongSupplier measuredFromMicros) {
        this.engine = engine;
        this.measuredFromMicros = measuredFromMicros;
        this.outputs = new DetectorOutputs(connection, admin, engine.wireName(), inputPartitions, this::accept);
        this.status = new Status(0, 0, 0, outputs.withoutEcho(), System.nanoTime());
        this.thread = new Thread(this::follow, "follow-" + engine.wireName());
        thread.setDaemon(true);
        thread.start();
    }

    Engine engine() {
        return engine;
    }

    /**
     * How far the engine is.
     *
     * @throws OperationFailedException if its outputs can no longer be read
     */
    Status status() {
        RuntimeException cause = failure;
        if (cause != null) {
            throw new OperationFailedException(
                    "cannot read the outputs of " + engine.wireName() + ": " + cause.getMessage(), cause);
        }
        return status;
    }

    /** The latencies; to be called after {@link #close()}. */
    Latencies latencies() {
        return new Latencies(decisions.latency(), alerts.latency());
    }

    private void follow() {
        try (outputs) {
            while (!stopped) {
                int came = outputs.poll();
                if (came > 0) {
                    status = new Status(
                            outputs.answers(),
                            outputs.count(OutputKind.DECISION),
                            outputs.count(OutputKind.ALERT),
                            outputs.withoutEcho(),
                            System.nanoTime());
                }
            }
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private void accept(Output output, ConsumerRecord<byte[], byte[]> record) {
        switch (output.kind()) {
            case DECISION -> time(decisions, record);
            case ALERT -> time(alerts, record);
            case DEAD_LETTER, DUPLICATE, LATE, ECHO -> {}
        }
    }

    private void time(LatencyRecorder recorder, ConsumerRecord<byte[], byte[]> record) {
        Header intended = record.headers().lastHeader(Origin.INTENDED_SEND_HEADER);
        if (intended == null) {
            throw new OperationFailedException(record.topic() + " has a record without the header "
                    + Origin.INTENDED_SEND_HEADER + " (SEMANTICS 11)");
        }
        recorder.record(
                Long.parseLong(new String(intended.value(), StandardCharsets.US_ASCII)),
                ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()),
                measuredFromMicros.getAsLong());
    }

    /** Stops following, and waits until the thread has ended. */
    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
