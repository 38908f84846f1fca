package fraud.cli.live;

import fraud.cli.topics.Signals;
import fraud.cli.topics.Topics;
import fraud.generator.config.GeneratorConfig;
import fraud.generator.stream.GeneratedRecord;
import fraud.generator.stream.LabelRecord;
import fraud.generator.stream.TransactionStream;
import fraud.model.Signal;
import fraud.parse.LabelCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A generated stream, its labels and its heartbeats, on their way into the input topics at a pace. Time is the stream's
 * own.
 */
public final class LiveTraffic {

    private final TransactionStream stream;
    private final Iterator<LabelRecord> labels;
    private final Producer<byte[], byte[]> producer;
    private final Signals signals;
    private LabelRecord nextLabel;
    private long next;
    private long greatestMillis;

    public LiveTraffic(GeneratorConfig config, Producer<byte[], byte[]> producer, Signals signals) {
        this.stream = TransactionStream.of(config);
        this.labels = stream.labels().iterator();
        this.nextLabel = labels.next();
        this.producer = producer;
        this.signals = signals;
    }

    /** Publishes at once what comes before this event, and a heartbeat. */
    public void publish(long end) {
        while (next < end) {
            GeneratedRecord record = stream.record(next++);
            Integer partition = record.partition() == GeneratedRecord.BY_KEY ? null : record.partition();
            send(Topics.TRANSACTIONS, partition, record.publishedAtMillis(), record.key(), record.value());
        }
        while (nextLabel != null && nextLabel.publishedAtMillis() <= greatestMillis) {
            byte[] key = nextLabel.label().merchantId().getBytes(StandardCharsets.UTF_8);
            send(Topics.LABELS, null, nextLabel.publishedAtMillis(), key, LabelCodec.toJson(nextLabel.label()));
            nextLabel = labels.hasNext() ? labels.next() : null;
        }
        signal(Signal.HEARTBEAT, 0);
    }

    /** Publishes what comes before this event, so many a second. */
    public void publish(long end, int perSecond) {
        long start = System.nanoTime();
        long first = next;
        while (next < end) {
            publish(Math.min(end, next + perSecond / 10));
            LockSupport.parkNanos(
                    start + (next - first) * Duration.ofSeconds(1).toNanos() / perSecond - System.nanoTime());
        }
    }

    /** Time of the latest record so far. */
    public long greatestMillis() {
        return greatestMillis;
    }

    /** Sends a signal to every partition, so long after the latest record. */
    public void signal(Signal signal, long laterMillis) {
        signals.send(signal, greatestMillis + laterMillis);
        producer.flush();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what is lost here is missing in what the reference reads, too
    private void send(String topic, Integer partition, long atMillis, byte[] key, byte[] value) {
        greatestMillis = Math.max(greatestMillis, atMillis);
        producer.send(new ProducerRecord<>(topic, partition, atMillis, key, value));
    }
}
