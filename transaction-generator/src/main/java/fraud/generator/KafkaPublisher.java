package fraud.generator;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import fraud.config.ConfigException;
import fraud.model.Label;
import fraud.model.Mark;
import fraud.model.Origin;
import fraud.parse.LabelCodec;
import fraud.parse.TransactionCodec;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes a stream to Kafka in an open loop: every event is handed to the client at its time on the schedule, whether earlier ones are
 * acknowledged or not, and carries that time in the header {@value Origin#INTENDED_SEND_HEADER}. An event whose time has passed is sent at
 * once; how far behind that was is counted, so that a reader can tell a slow generator from a slow detector.
 *
 * <p>One thread calls {@link #run()} once; the other methods may be called from any thread. Memory is bounded by the client's buffer: when
 * the brokers fall behind it fills up, sending waits, the lag says so, and after {@code max.block.ms} the run fails.
 */
public final class KafkaPublisher implements AutoCloseable {

    /** Handing over an event later than this counts as late; a healthy run has next to none. */
    public static final long LATE_SEND_MILLIS = 50;

    private static final Logger LOG = LoggerFactory.getLogger(KafkaPublisher.class);

    /** So that a stop is noticed soon at low rates. */
    private static final long MAX_REST_MICROS = 100_000;

    private static final long REHEARSED_EVENTS = 2_000;
    private static final long REHEARSAL_MARGIN_MICROS = 100_000;
    private static final long MARK_INTERVAL_MICROS = 1_000_000;
    private static final long WARNING_LAG_MICROS = 1_000_000;
    private static final long WARNING_INTERVAL_MICROS = 10_000_000;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final TransactionStream stream;
    private final Schedule schedule;
    private final Topics topics;
    private final Producer<byte[], byte[]> producer;
    private final Pacer pacer;
    private final PublishCounters counters = new PublishCounters();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final byte[] mark = TransactionCodec.toJson(Mark.PROGRESS);
    private long nextMarkMicros;
    private long nextWarningMicros;
    private volatile boolean stopped;

    /**
     * Where to publish.
     *
     * @param transactions topic of the events
     * @param labels topic of the labels, published with their transactions; none if empty
     */
    public record Topics(String transactions, Optional<String> labels) {}

    KafkaPublisher(TransactionStream stream, Topics topics, Producer<byte[], byte[]> producer, Pacer pacer) {
        this.stream = stream;
        this.schedule = stream.config().schedule();
        this.topics = topics;
        this.producer = producer;
        this.pacer = pacer;
        this.nextMarkMicros = schedule.startMillis() * 1_000;
    }

    /**
     * A publisher of its own client. Acknowledged by all replicas, in order, without duplicates by retries, unless the properties say
     * otherwise.
     *
     * @param properties of the Kafka client; {@code bootstrap.servers} must be there
     * @throws ConfigException if the client refuses them
     */
    public static KafkaPublisher connect(TransactionStream stream, Topics topics, Properties properties) {
        Properties effective = new Properties();
        effective.putAll(Map.of(
                ProducerConfig.ACKS_CONFIG, "all",
                // The delay counts as the detectors', so little of it; a batch fills up by itself when there is much to
                // send.
                ProducerConfig.LINGER_MS_CONFIG, "1",
                ProducerConfig.BATCH_SIZE_CONFIG, "65536",
                ProducerConfig.COMPRESSION_TYPE_CONFIG, "none",
                // With these a broker that is gone ends the run within half a minute instead of two.
                ProducerConfig.MAX_BLOCK_MS_CONFIG, "15000",
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000",
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "30000"));
        effective.putAll(properties);
        try {
            ByteArraySerializer bytes = new ByteArraySerializer();
            return new KafkaPublisher(
                    stream, topics, new KafkaProducer<>(effective, bytes, new ByteArraySerializer()), Pacer.SYSTEM);
        } catch (org.apache.kafka.common.config.ConfigException e) {
            throw new ConfigException(e.getMessage());
        } catch (KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new ConfigException("the Kafka client does not start: " + cause.getMessage());
        }
    }

    /**
     * Publishes all events and waits until the brokers have them. Ends early, after waiting likewise, when {@link #stop()} is called or the
     * thread is interrupted.
     *
     * @return the final counts
     * @throws ConfigException if the topic has another number of partitions than the stream was made for
     * @throws PublishException if an event could not be published
     */
    public PublishProgress run() {
        boolean interrupted = false;
        try {
            requireTopics();
            rehearse();
            for (long index = 0; index < schedule.count() && await(schedule.intendedSendMicros(index)); index++) {
                publish(stream.record(index));
            }
            // The client would not wait for anything in an interrupted thread.
            interrupted = Thread.interrupted();
            producer.flush();
        } catch (InterruptException e) {
            interrupted = true;
        } catch (KafkaException e) {
            throw cannotPublish(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        throwFailure();
        return progress();
    }

    /** Makes {@link #run()} return soon. */
    public void stop() {
        stopped = true;
    }

    /** The counts so far. */
    public PublishProgress progress() {
        return counters.snapshot(schedule.count());
    }

    /** Ends the client. */
    @Override
    public void close() {
        stop();
        producer.close(CLOSE_TIMEOUT);
    }

    /** Also fetches what the client has to know of the topics before the first event is due. */
    private void requireTopics() {
        int actual = partitions(topics.transactions());
        if (actual != stream.config().partitions()) {
            throw new ConfigException("partitions = " + stream.config().partitions() + ": topic "
                    + topics.transactions() + " has " + actual);
        }
        topics.labels().ifPresent(this::partitions);
    }

    /** Makes some events before their time and forgets them, so that the first ones do not wait for the JVM to learn how. */
    private void rehearse() {
        long events = Math.min(REHEARSED_EVENTS, schedule.count());
        long untilMicros = schedule.intendedSendMicros(0) - REHEARSAL_MARGIN_MICROS;
        for (long index = 0; index < events && pacer.nowMicros() < untilMicros; index++) {
            GeneratedRecord unused = stream.record(index);
        }
    }

    private int partitions(String topic) {
        try {
            return producer.partitionsFor(topic).size();
        } catch (TimeoutException e) {
            throw new PublishException(
                    "topic " + topic + ": it is not there, or the brokers do not answer: " + e.getMessage(), e);
        }
    }

    /** Waits until a time has come; false if publishing is to end before. */
    private boolean await(long micros) {
        long now = pacer.nowMicros();
        while (true) {
            throwFailure();
            if (stopped || Thread.currentThread().isInterrupted()) {
                return false;
            }
            keepClocksGoing(Math.min(now, micros));
            if (now >= micros) {
                return true;
            }
            pacer.rest(Math.min(micros - now, MAX_REST_MICROS));
            now = pacer.nowMicros();
        }
    }

    /** A mark to every partition once a second of the schedule (SEMANTICS 10.2): few events may not touch them all. */
    private void keepClocksGoing(long micros) {
        if (micros < nextMarkMicros) {
            return;
        }
        nextMarkMicros = micros + MARK_INTERVAL_MICROS;
        for (int partition = 0; partition < stream.config().partitions(); partition++) {
            send(new ProducerRecord<>(topics.transactions(), partition, null, mark), () -> {});
        }
    }

    private void publish(GeneratedRecord event) {
        Integer partition = event.partition() == GeneratedRecord.BY_KEY ? null : (Integer) event.partition();
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topics.transactions(), partition, event.key(), event.value());
        record.headers()
                .add(
                        Origin.INTENDED_SEND_HEADER,
                        Long.toString(event.intendedSendMicros()).getBytes(US_ASCII));
        send(record, counters::acknowledged);
        if (event.label() != null) {
            topics.labels().ifPresent(topic -> publish(topic, event.label()));
        }
        long now = pacer.nowMicros();
        // After sending, so that waiting for room in the client's buffer counts.
        long lagMicros = Math.max(0, now - event.intendedSendMicros());
        counters.published(event, lagMicros);
        if (lagMicros > WARNING_LAG_MICROS && now >= nextWarningMicros) {
            nextWarningMicros = now + WARNING_INTERVAL_MICROS;
            LOG.warn(
                    "the generator is {} ms behind its schedule of {} events/s: the brokers or this machine do not keep up",
                    TimeUnit.MICROSECONDS.toMillis(lagMicros),
                    schedule.ratePerSecond());
        }
    }

    private void publish(String topic, Label label) {
        send(
                new ProducerRecord<>(topic, label.merchantId().getBytes(UTF_8), LabelCodec.toJson(label)),
                counters::acknowledged);
        counters.labelled();
    }

    /** Waits only for room in the client's buffer; a failure is thrown when the next record is to be sent. */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback has it all
    private void send(ProducerRecord<byte[], byte[]> record, Runnable onAcknowledgement) {
        throwFailure();
        producer.send(record, (metadata, exception) -> {
            if (exception == null) {
                onAcknowledgement.run();
            } else {
                failure.compareAndSet(null, exception);
            }
        });
    }

    private void throwFailure() {
        Exception cause = failure.get();
        if (cause != null) {
            throw cannotPublish(cause);
        }
    }

    private PublishException cannotPublish(Exception cause) {
        // No room in the client's buffer, no answer to what is in it, no leader to send to: all of them are this
        // exception.
        return cause instanceof TimeoutException
                ? new PublishException(
                        "the brokers do not keep up with " + schedule.ratePerSecond()
                                + " events/s or do not answer; give them more or lower the rate: " + cause.getMessage(),
                        cause)
                : new PublishException("cannot publish to Kafka: " + cause.getMessage(), cause);
    }
}
