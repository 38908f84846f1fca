package fraud.generator.publish;

import static java.nio.charset.StandardCharsets.US_ASCII;

import fraud.generator.stream.GeneratedRecord;
import fraud.model.Origin;
import fraud.topics.InputTopics;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands events to the client, and counts how far behind the schedule that was. One thread sends. */
final class EventSender {

    private static final Logger LOG = LoggerFactory.getLogger(EventSender.class);

    private static final long WARNING_LAG_MICROS = 1_000_000;
    private static final long WARNING_INTERVAL_MICROS = 10_000_000;

    private final InputTopics topics;
    private final CheckedProducer producer;
    private final PublishCounters counters;
    private final Pacer pacer;
    private long nextWarningMicros;

    EventSender(InputTopics topics, CheckedProducer producer, PublishCounters counters, Pacer pacer) {
        this.topics = topics;
        this.producer = producer;
        this.counters = counters;
        this.pacer = pacer;
    }

    /** Sends an event that has no time on the schedule. */
    void history(GeneratedRecord event) {
        producer.send(record(event), counters::acknowledged);
        counters.publishedHistory(event);
    }

    /**
     * Sends an event of the open loop.
     *
     * @param intendedSendMicros its time on the schedule, by the pacer's clock
     * @param ratePerSecond of the schedule, for the warning that it is not kept
     */
    void live(GeneratedRecord event, long intendedSendMicros, long ratePerSecond) {
        ProducerRecord<byte[], byte[]> record = record(event);
        record.headers()
                .add(
                        Origin.INTENDED_SEND_HEADER,
                        Long.toString(intendedSendMicros).getBytes(US_ASCII));
        producer.send(record, counters::acknowledged);
        long now = pacer.nowMicros();
        // After sending, so that waiting for room in the client's buffer counts.
        long lagMicros = Math.max(0, now - intendedSendMicros);
        counters.published(event, lagMicros);
        if (lagMicros > WARNING_LAG_MICROS && now >= nextWarningMicros) {
            nextWarningMicros = now + WARNING_INTERVAL_MICROS;
            LOG.warn(
                    "the generator is {} ms behind its schedule of {} events/s: the brokers or this machine do not keep up",
                    TimeUnit.MICROSECONDS.toMillis(lagMicros),
                    ratePerSecond);
        }
    }

    private ProducerRecord<byte[], byte[]> record(GeneratedRecord event) {
        Integer partition = event.partition() == GeneratedRecord.BY_KEY ? null : (Integer) event.partition();
        return new ProducerRecord<>(
                topics.transactions(), partition, event.publishedAtMillis(), event.key(), event.value());
    }
}
