package fraud.lab.workload.file;

import static java.nio.charset.StandardCharsets.US_ASCII;

import fraud.cli.failure.OperationFailedException;
import fraud.cli.topics.KafkaConnection;
import fraud.cli.topics.Signals;
import fraud.cli.topics.Topics;
import fraud.config.DetectorParameters;
import fraud.generator.publish.KafkaPublisher;
import fraud.generator.publish.Pacer;
import fraud.generator.publish.PublishProgress;
import fraud.generator.publish.PublisherClient;
import fraud.kafka.KafkaFailure;
import fraud.lab.workload.OfferedLoad;
import fraud.lab.workload.file.FileRows.Row;
import fraud.model.Origin;
import fraud.model.Signal;
import fraud.parse.ParseResult;
import fraud.parse.SourceRecord;
import fraud.topics.InputTopics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * The rows of a file in an open loop, with the generator's client and as it sends events: each at its time, which it
 * carries in the header {@value Origin#INTENDED_SEND_HEADER}, whether earlier ones are acknowledged or not. Heartbeats
 * keep the file's clock going in every partition of all input topics, and labels come when that clock passes them.
 */
public final class FileLoad implements OfferedLoad {

    /** From the call to the first row of the open loop, as the generator has it. */
    private static final long LEAD_MICROS = 500_000;

    private static final long MAX_REST_MICROS = 100_000;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);
    private static final long HEARTBEAT_MICROS = 1_000_000;
    /** In so many steps the clocks of quiet partitions pass a lead, as the generator has it. */
    private static final long HEARTBEATS_PER_LEAD = 8;

    private final FileTraffic traffic;
    private final FileRows rows;
    private final long heartbeatEveryMillis;
    private final Producer<byte[], byte[]> producer;
    private final Signals signals;
    private final Pacer pacer;
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private Thread thread;
    private long nextHeartbeatMicros;
    private long heartbeatMillis;

    // One thread writes; any reads.
    private volatile long history;
    private volatile long published;
    private volatile long toAnswer;
    private volatile long labels;
    private volatile long sentLate;
    private volatile long maxLagMicros;
    private volatile long maxEventTimeMillis;
    private volatile long maxPublishedAtMillis;
    private volatile boolean sent;
    private volatile boolean closed;

    FileLoad(
            FileTraffic traffic,
            FileRows rows,
            Duration lead,
            Producer<byte[], byte[]> producer,
            Signals signals,
            Pacer pacer) {
        this.traffic = traffic;
        this.rows = rows;
        this.heartbeatEveryMillis = lead.toMillis() / HEARTBEATS_PER_LEAD;
        this.producer = producer;
        this.signals = signals;
        this.pacer = pacer;
    }

    /**
     * The load of a file.
     *
     * @param parameters of the contract
     * @param scratch where to sort, if that is to be done
     */
    public static FileLoad connect(
            KafkaConnection connection, FileTraffic traffic, DetectorParameters parameters, Path scratch) {
        Properties client = new Properties();
        client.putAll(connection.producerTimeouts());
        client.putAll(connection.clientProperties());
        client.setProperty("bootstrap.servers", connection.bootstrapServers());
        Producer<byte[], byte[]> producer = PublisherClient.start(client);
        try (Admin admin = connection.admin()) {
            return new FileLoad(
                    traffic,
                    traffic.rows(parameters, scratch),
                    Duration.ofMillis(parameters.leadMillis()),
                    producer,
                    new Signals(producer, Topics.inputPartitions(admin, InputTopics.DEFAULT)),
                    Pacer.SYSTEM);
        }
    }

    /** The rows up to the first transaction, once: a file has no other history. */
    @Override
    public void sendHistory(int copies) {
        boolean hasTransaction = false;
        while (!hasTransaction) {
            Row row = rows.next().orElseThrow();
            send(row, null);
            hasTransaction = row.result().kind() == ParseResult.Kind.TRANSACTION;
        }
        history = published;
        heartbeat(maxPublishedAtMillis);
        producer.flush();
        requireNoFailure();
    }

    @Override
    public void startLive() {
        thread = new Thread(
                () -> {
                    try {
                        live();
                        sent = true;
                    } catch (RuntimeException e) {
                        fail(e);
                    }
                },
                "load");
        thread.setDaemon(true);
        thread.start();
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    void live() {
        long startMicros = pacer.nowMicros() + LEAD_MICROS;
        nextHeartbeatMicros = startMicros;
        Optional<Row> next = rows.next();
        long firstMillis = next.map(Row::millis).orElse(0L);
        // Each row is read before its time, so that reading it does not delay it.
        while (next.isPresent() && !closed && !traffic.isOver(next.get().millis() - firstMillis)) {
            Row row = next.get();
            long intendedMicros = startMicros + traffic.offsetMicros(row.millis() - firstMillis);
            await(intendedMicros, row.millis());
            send(row, Long.toString(intendedMicros).getBytes(US_ASCII));
            // After sending, so that waiting for room in the client's buffer counts.
            long lagMicros = pacer.nowMicros() - intendedMicros;
            maxLagMicros = Math.max(maxLagMicros, lagMicros);
            if (lagMicros > KafkaPublisher.LATE_SEND_MILLIS * 1_000) {
                sentLate++;
            }
            next = rows.next();
        }
        heartbeat(maxPublishedAtMillis);
        producer.flush();
    }

    /** Waits until a row's time has come; what it says of the file's clock is said meanwhile. */
    private void await(long micros, long rowMillis) {
        long now = pacer.nowMicros();
        while (now < micros && !closed) {
            if (now >= nextHeartbeatMicros) {
                nextHeartbeatMicros = now + HEARTBEAT_MICROS;
                heartbeat(rowMillis);
            }
            pacer.rest(Math.min(micros - now, MAX_REST_MICROS));
            now = pacer.nowMicros();
        }
        if (rowMillis - heartbeatMillis >= heartbeatEveryMillis) {
            heartbeat(rowMillis);
        }
    }

    private void heartbeat(long millis) {
        sendLabels(millis);
        signals.send(Signal.HEARTBEAT, millis, (metadata, exception) -> {
            if (exception != null) {
                fail(exception);
            }
        });
        heartbeatMillis = millis;
        maxPublishedAtMillis = Math.max(maxPublishedAtMillis, millis);
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    private void sendLabels(long millis) {
        for (SourceRecord label : rows.labelsUpTo(millis)) {
            send(record(label));
            labels++;
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    private void send(Row row, byte[] intendedMicros) {
        requireNoFailure();
        sendLabels(row.millis());
        ProducerRecord<byte[], byte[]> record = record(row.record());
        if (intendedMicros != null) {
            record.headers().add(Origin.INTENDED_SEND_HEADER, intendedMicros);
        }
        send(record);
        maxPublishedAtMillis = Math.max(maxPublishedAtMillis, row.millis());
        if (row.result().kind() == ParseResult.Kind.TRANSACTION) {
            maxEventTimeMillis =
                    Math.max(maxEventTimeMillis, row.result().transaction().eventTimeMillis());
        }
        published++;
        toAnswer += row.isAnswered() ? 1 : 0;
    }

    private static ProducerRecord<byte[], byte[]> record(SourceRecord record) {
        Origin origin = record.origin();
        return new ProducerRecord<>(
                origin.topic(), origin.partition(), origin.publishedAtMillis(), record.key(), record.value());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback has it all
    private void send(ProducerRecord<byte[], byte[]> record) {
        producer.send(record, (metadata, exception) -> {
            if (exception != null) {
                fail(exception);
            }
        });
    }

    /** The first failure is the cause of those that follow. */
    private void fail(Exception cause) {
        RuntimeException told = cause instanceof OperationFailedException failed
                ? failed
                : new OperationFailedException(
                        "cannot publish: "
                                + (cause instanceof KafkaException ? KafkaFailure.describe(cause) : cause.getMessage()),
                        cause);
        boolean unused = failure.compareAndSet(null, told);
    }

    private void requireNoFailure() {
        RuntimeException cause = failure.get();
        if (cause != null) {
            throw cause;
        }
    }

    @Override
    public boolean isSent() {
        requireNoFailure();
        return sent;
    }

    @Override
    public PublishProgress progress() {
        requireNoFailure();
        long all = published;
        long answered = toAnswer;
        return new PublishProgress(
                traffic.records(),
                history,
                all,
                all,
                answered,
                0,
                all - answered,
                0,
                0,
                labels,
                sentLate,
                maxLagMicros,
                maxEventTimeMillis,
                maxPublishedAtMillis);
    }

    @Override
    public long toAnswer() {
        requireNoFailure();
        return toAnswer;
    }

    @Override
    public void close() {
        closed = true;
        producer.close(CLOSE_TIMEOUT);
        try {
            if (thread != null) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        rows.close();
    }
}
