package fraud.lab.measuring;

import fraud.cli.detectors.Engine;
import fraud.cli.failure.OperationFailedException;
import fraud.cli.outputs.DetectorOutputs;
import fraud.cli.outputs.Output;
import fraud.cli.topics.KafkaConnection;
import fraud.model.Origin;
import fraud.report.figures.EngineReport.Latency;
import fraud.report.figures.EngineReport.LatencySecond;
import fraud.sink.OutputKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Reads one engine's outputs as they come, in a thread of its own, and takes the time of those whose input had a time
 * to be sent at: the history's had none. What it says of the engine may be read from any thread; the latencies of the
 * whole run only after {@link #close()}.
 */
public final class OutputFollower implements AutoCloseable {

    private final Engine engine;
    private final DetectorOutputs outputs;
    private final LongSupplier measuredFromMicros;
    private final LatencyRecorder decisions = new LatencyRecorder();
    private final LatencyRecorder alerts = new LatencyRecorder();
    private final Thread thread;
    private long untimed;
    private volatile Status status;
    private volatile RuntimeException failure;
    private volatile boolean stopped;

    /**
     * How far an engine is.
     *
     * @param outputs of any kind but completions
     * @param answers decisions, dead letters and duplicates
     * @param decisions decisions
     * @param alerts alerts
     * @param untimed decisions and alerts without an intended send time
     * @param withoutCompletion partitions whose end has not been completed
     * @param firstOutputNanos when the first came, by {@link System#nanoTime()}; 0 before
     * @param lastOutputNanos when something came last, by {@link System#nanoTime()}
     */
    public record Status(
            long outputs,
            long answers,
            long decisions,
            long alerts,
            long untimed,
            List<Integer> withoutCompletion,
            long firstOutputNanos,
            long lastOutputNanos) {}

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
        this.status = new Status(0, 0, 0, 0, 0, outputs.withoutCompletion(), 0, System.nanoTime());
        this.thread = new Thread(this::follow, "follow-" + engine.wireName());
        thread.setDaemon(true);
        thread.start();
    }

    public Engine engine() {
        return engine;
    }

    /**
     * How far the engine is.
     *
     * @throws OperationFailedException if its outputs can no longer be read
     */
    public Status status() {
        RuntimeException cause = failure;
        if (cause != null) {
            throw new OperationFailedException(
                    "cannot read the outputs of " + engine.wireName() + ": " + cause.getMessage(), cause);
        }
        return status;
    }

    /** Latencies of decisions since the last call; to be called by one thread. */
    Optional<LatencySecond> interval(double atSeconds) {
        return decisions.interval(atSeconds);
    }

    /** Latencies of the decisions; to be called after {@link #close()}. */
    public Latency decisionLatency() {
        return decisions.latency();
    }

    /** Latencies of the alerts; to be called after {@link #close()}. */
    public Latency alertLatency() {
        return alerts.latency();
    }

    private void follow() {
        try (outputs) {
            while (!stopped) {
                int came = outputs.poll();
                if (came > 0) {
                    long now = System.nanoTime();
                    status = new Status(
                            outputs.outputs(),
                            outputs.answers(),
                            outputs.count(OutputKind.DECISION),
                            outputs.count(OutputKind.ALERT),
                            untimed,
                            outputs.withoutCompletion(),
                            status.firstOutputNanos() == 0 ? now : status.firstOutputNanos(),
                            now);
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
            case DEAD_LETTER, DUPLICATE, LATE, COMPLETION -> {}
        }
    }

    private void time(LatencyRecorder recorder, ConsumerRecord<byte[], byte[]> record) {
        Header intended = record.headers().lastHeader(Origin.INTENDED_SEND_HEADER);
        if (intended == null) {
            untimed++;
            return;
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
