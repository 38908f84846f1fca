package fraud.lab.bench.scoring;

import static java.nio.charset.StandardCharsets.US_ASCII;

import fraud.cli.failure.OperationFailedException;
import fraud.cli.topics.KafkaConnection;
import fraud.cli.topics.Topics;
import fraud.config.DetectorParameters;
import fraud.generator.publish.KafkaPublisher;
import fraud.generator.publish.Pacer;
import fraud.generator.publish.PublishProgress;
import fraud.generator.publish.PublisherClient;
import fraud.generator.stream.TransactionStream;
import fraud.kafka.KafkaFailure;
import fraud.lab.workload.OfferedLoad;
import fraud.model.Origin;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Transactions that carry their features, on the schedule of a workload and with the generator's client: as many as its
 * stream has events, one a time of its schedule. All are made before the first is sent, so that making them delays
 * none.
 */
public final class FeaturedLoad implements OfferedLoad {

    /** From the call to the first event of the open loop, as the generator has it. */
    private static final long LEAD_MICROS = 500_000;

    private static final long MAX_REST_MICROS = 100_000;

    private final TransactionStream stream;
    private final FeaturedRecords records;
    private final Producer<byte[], byte[]> producer;
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private volatile long history;
    private volatile long published;
    private volatile long sentLate;
    private volatile long maxLagMicros;
    private volatile boolean sent;
    private volatile boolean closed;

    /**
     * The load of a workload's stream; takes some seconds, for the features.
     *
     * @param parameters of the contract
     */
    public FeaturedLoad(KafkaConnection connection, TransactionStream stream, DetectorParameters parameters) {
        this.stream = stream;
        this.records = FeaturedRecords.of(stream, parameters, FeaturedRecords.MOST);
        Properties client = new Properties();
        client.putAll(connection.producerTimeouts());
        client.putAll(connection.clientProperties());
        client.setProperty("bootstrap.servers", connection.bootstrapServers());
        this.producer = PublisherClient.start(client);
    }

    @Override
    public void sendHistory(int copies) {
        long end = published + stream.historyCount() * copies;
        while (published < end) {
            send(null);
        }
        history = published;
        producer.flush();
        requireNoFailure();
    }

    @Override
    public void startLive() {
        Thread thread = new Thread(
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
    private void live() {
        long startMicros = Pacer.SYSTEM.nowMicros() + LEAD_MICROS;
        for (long index = stream.historyCount(); index < stream.count() && !closed; index++) {
            long intendedMicros = startMicros + stream.sendOffsetMicros(index);
            for (long now = Pacer.SYSTEM.nowMicros(); now < intendedMicros; now = Pacer.SYSTEM.nowMicros()) {
                Pacer.SYSTEM.rest(Math.min(intendedMicros - now, MAX_REST_MICROS));
            }
            send(Long.toString(intendedMicros).getBytes(US_ASCII));
            // After sending, so that waiting for room in the client's buffer counts.
            long lagMicros = Pacer.SYSTEM.nowMicros() - intendedMicros;
            maxLagMicros = Math.max(maxLagMicros, lagMicros);
            if (lagMicros > KafkaPublisher.LATE_SEND_MILLIS * 1_000) {
                sentLate++;
            }
        }
        producer.flush();
    }

    @SuppressWarnings({"FutureReturnValueIgnored", "NonAtomicVolatileUpdate"
    }) // the callback has it all; one thread sends
    private void send(byte[] intendedMicros) {
        requireNoFailure();
        FeaturedRecords.Entry entry = records.get(published);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(Topics.TRANSACTIONS, entry.key(), entry.value());
        if (intendedMicros != null) {
            record.headers().add(Origin.INTENDED_SEND_HEADER, intendedMicros);
        }
        producer.send(record, (metadata, exception) -> {
            if (exception != null) {
                fail(exception);
            }
        });
        published++;
    }

    /** The first failure is the cause of those that follow. */
    private void fail(Exception cause) {
        String reason = cause instanceof KafkaException ? KafkaFailure.describe(cause) : cause.getMessage();
        boolean unused = failure.compareAndSet(null, new OperationFailedException("cannot publish: " + reason, cause));
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
        long now = published;
        return new PublishProgress(stream.count(), history, now, now, now, 0, 0, 0, 0, 0, sentLate, maxLagMicros, 0, 0);
    }

    @Override
    public long toAnswer() {
        requireNoFailure();
        return published;
    }

    @Override
    public void close() {
        closed = true;
        producer.close();
    }
}
