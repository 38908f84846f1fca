package fraud.generator.publish;

import fraud.config.ConfigException;
import fraud.generator.config.GeneratorConfig;
import fraud.generator.config.Parameter;
import fraud.generator.file.RunManifest;
import fraud.generator.stream.GeneratedRecord;
import fraud.generator.stream.TransactionStream;
import fraud.model.Origin;
import fraud.topics.InputTopics;
import java.time.Duration;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Publishes a stream to Kafka: its history as fast as the brokers take it, and the rest in an open loop. There every
 * event is handed to the client at its time on the schedule, whether earlier ones are acknowledged or not, and carries
 * that time in the header {@value Origin#INTENDED_SEND_HEADER}; events of the history carry none. An event whose time
 * has passed is sent at once; how far behind that was is counted, so that a reader can tell a slow generator from a
 * slow detector.
 *
 * <p>Records have the timestamps of the stream's own clock, so that the topics must take them as they are
 * ({@code message.timestamp.type=CreateTime}). Labels are published when the clock passes them. Heartbeats keep that
 * clock going in every partition of all input topics: none is ahead of what is still to be published, and none is
 * further behind the last event than the detectors' lead allows, so that no decision of a live event has to wait
 * (SEMANTICS 5.1).
 *
 * <p>One thread calls {@link #run()}, or {@link #backfill()} and then {@link #live()}, once; the other methods may be
 * called from any thread. Memory is bounded by the client's buffer: when the brokers fall behind it fills up, sending
 * waits, the lag says so, and after {@code max.block.ms} the run fails.
 *
 * <p>Over 300 lines: one loop whose parts share its clocks.
 */
public final class KafkaPublisher implements AutoCloseable {

    /** Handing over an event later than this counts as late; a healthy run has next to none. */
    public static final long LATE_SEND_MILLIS = 50;

    /** So that a stop is noticed soon at low rates. */
    private static final long MAX_REST_MICROS = 100_000;

    /** Time for the JVM to learn how to make events, before the first of the open loop. */
    private static final long LEAD_MICROS = 500_000;

    private static final long REHEARSED_EVENTS = 2_000;
    private static final long REHEARSAL_MARGIN_MICROS = 100_000;
    private static final long HEARTBEAT_INTERVAL_MICROS = 1_000_000;
    /** In the history, where detectors are behind anyway. */
    private static final long EVENTS_PER_HEARTBEAT = 1_000;

    /**
     * In so many steps the clocks of quiet partitions pass a lead: a detector that works in batches sees the last step
     * a batch later.
     */
    private static final long HEARTBEATS_PER_LEAD = 8;

    private volatile TransactionStream stream;
    private final long heartbeatEveryMillis;
    private final CheckedProducer producer;
    private final SideTopics sideTopics;
    private final EventSender sender;
    private final Pacer pacer;
    private final PublishCounters counters = new PublishCounters();
    private final RunManifest manifest;
    private long nextIndex;
    private long nextHeartbeatMicros;
    private volatile boolean stopped;

    KafkaPublisher(
            TransactionStream stream,
            InputTopics topics,
            Duration lead,
            Producer<byte[], byte[]> producer,
            TopicCheck check,
            Pacer pacer) {
        this.stream = stream;
        this.heartbeatEveryMillis = lead.toMillis() / HEARTBEATS_PER_LEAD;
        this.producer =
                new CheckedProducer(producer, check, () -> this.stream.config().integer(Parameter.RATE));
        this.sideTopics = new SideTopics(stream, topics, this.producer, counters);
        this.sender = new EventSender(topics, this.producer, counters, pacer);
        this.pacer = pacer;
        this.manifest = new RunManifest(stream);
    }

    /**
     * A publisher of its own client. Acknowledged by all replicas, in order, without duplicates by retries, unless the
     * properties say otherwise.
     *
     * @param topics where to publish, all three
     * @param lead the detectors' {@code versions.lead.millis}
     * @param properties of the Kafka client; {@code bootstrap.servers} must be there
     * @param check whether the topics stay as they are
     * @throws ConfigException if the client rejects them
     */
    public static KafkaPublisher connect(
            TransactionStream stream, InputTopics topics, Duration lead, Properties properties, TopicCheck check) {
        return new KafkaPublisher(stream, topics, lead, PublisherClient.start(properties), check, Pacer.SYSTEM);
    }

    /**
     * Publishes the history, and then the rest.
     *
     * @return the final counts
     * @throws ConfigException if a topic has another number of partitions than it must have
     * @throws PublishException if an event could not be published
     */
    public PublishProgress run() {
        backfill();
        return live();
    }

    /**
     * Publishes the history as fast as the brokers take it, and waits until they have it. Ends early, after waiting
     * likewise, when {@link #stop()} is called or the thread is interrupted.
     *
     * @return the counts so far
     * @throws ConfigException if a topic has another number of partitions than it must have
     * @throws PublishException if an event could not be published
     */
    public PublishProgress backfill() {
        return backfill(stream.historyCount());
    }

    /**
     * Publishes the history up to an index, as {@link #backfill()} does; the next call goes on from there.
     *
     * @param endIndex the first index that is left for later; one beyond the history's end is taken for the end
     */
    public PublishProgress backfill(long endIndex) {
        return publishing(() -> publishHistory(endIndex));
    }

    /**
     * Publishes the history as far as it may, waits for more, and ends when there is to be no more: the thread that
     * watches the detectors decides on the way how long it gets. What is published depends on its end alone, and not on
     * the steps in which it came.
     */
    public PublishProgress backfill(Allowance allowance) {
        return publishing(() -> {
            while (mayGoOn()) {
                boolean isFinal = allowance.isFinal();
                publishHistory(allowance.endIndex());
                if (isFinal) {
                    return;
                }
                pacer.rest(MAX_REST_MICROS);
            }
        });
    }

    private void publishHistory(long endIndex) {
        long end = Math.min(endIndex, stream.historyCount());
        while (nextIndex < end && mayGoOn()) {
            GeneratedRecord event = stream.record(nextIndex);
            if (nextIndex % EVENTS_PER_HEARTBEAT == 0) {
                sideTopics.signal(event.publishedAtMillis());
            }
            publish(event, sender::history);
        }
    }

    /**
     * Takes events as published that another publisher of the same stream has, up to an index, with the labels and the
     * heartbeats that {@link #backfill(long)} sends with them: they are made, since the clocks go by them, and neither
     * sent nor counted. For the thread that publishes.
     *
     * @param endIndex the first index that is left to this one
     */
    public void skip(long endIndex) {
        while (nextIndex < endIndex) {
            GeneratedRecord event = stream.record(nextIndex);
            counters.skipped(event);
            manifest.add(event);
            nextIndex = event.index() + 1;
        }
        sideTopics.skip(counters.maxPublishedAtMillis());
    }

    /**
     * Between the history and the rest: goes on as a stream that is the same so far, whose history ends with what has
     * been published, and which has its own rate and number of events after that. For the thread that publishes.
     *
     * @throws IllegalArgumentException if it is another stream, is longer than this one, or its history ends elsewhere
     */
    public void goOnAs(TransactionStream other) {
        GeneratorConfig mine = stream.config();
        GeneratorConfig same = other.config()
                .with(Parameter.HISTORY_DAYS, mine.integer(Parameter.HISTORY_DAYS))
                .with(Parameter.RATE, mine.integer(Parameter.RATE))
                .with(Parameter.COUNT, mine.integer(Parameter.COUNT));
        if (!same.equals(mine) || other.historyCount() != nextIndex || other.count() > stream.count()) {
            throw new IllegalArgumentException("not the same stream so far, or not within its length");
        }
        stream = other;
        manifest.isOf(other);
    }

    /**
     * Publishes what comes after the history on its schedule, from half a second after this call on, and waits until
     * the brokers have it. Ends early, after waiting likewise, when {@link #stop()} is called or the thread is
     * interrupted.
     *
     * @return the final counts
     * @throws ConfigException if a topic has another number of partitions than it must have
     * @throws PublishException if an event could not be published
     */
    public PublishProgress live() {
        if (nextIndex < stream.historyCount() && !stopped) {
            throw new IllegalStateException("the history comes first");
        }
        return publishing(() -> {
            long startMicros = pacer.nowMicros() + LEAD_MICROS;
            rehearse(startMicros - REHEARSAL_MARGIN_MICROS);
            nextHeartbeatMicros = startMicros;
            long ratePerSecond = stream.config().integer(Parameter.RATE);
            while (nextIndex < stream.count()) {
                long intendedSendMicros = startMicros + stream.sendOffsetMicros(nextIndex);
                // Made before its time, so that making it does not delay it.
                GeneratedRecord event = stream.record(nextIndex);
                if (!await(intendedSendMicros, event)) {
                    return;
                }
                publish(event, it -> sender.live(it, intendedSendMicros, ratePerSecond));
            }
        });
    }

    private PublishProgress publishing(Runnable work) {
        boolean interrupted = false;
        try {
            sideTopics.requireTopics(stream.config().partitions());
            work.run();
            if (nextIndex > 0) {
                sideTopics.signal(counters.maxPublishedAtMillis());
            }
            // The client would not wait for anything in an interrupted thread.
            interrupted = Thread.interrupted();
            producer.flush();
        } catch (InterruptException e) {
            interrupted = true;
        } catch (KafkaException e) {
            throw producer.cannotPublish(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        producer.throwFailure();
        return progress();
    }

    /** What has been published so far; for the thread that publishes, or for others after it has ended. */
    public RunManifest manifest() {
        return manifest;
    }

    /** Makes {@link #run()} return soon. */
    public void stop() {
        stopped = true;
    }

    /** The counts so far. */
    public PublishProgress progress() {
        return counters.snapshot(stream.count());
    }

    /** Ends the client. */
    @Override
    public void close() {
        stop();
        producer.close();
    }

    /**
     * Makes some events before their time and forgets them, so that the first ones do not wait for the JVM to learn
     * how.
     */
    private void rehearse(long untilMicros) {
        long until = Math.min(nextIndex + REHEARSED_EVENTS, stream.count());
        for (long index = nextIndex; index < until && pacer.nowMicros() < untilMicros; index++) {
            GeneratedRecord unused = stream.record(index);
        }
    }

    private boolean mayGoOn() {
        producer.throwFailure();
        return !stopped && !Thread.currentThread().isInterrupted();
    }

    /** Waits until an event's time has come; false if publishing is to end before. */
    private boolean await(long micros, GeneratedRecord event) {
        long now = pacer.nowMicros();
        while (mayGoOn()) {
            if (Math.min(now, micros) >= nextHeartbeatMicros) {
                // Few events may not touch every partition (SEMANTICS 10.2).
                nextHeartbeatMicros = Math.min(now, micros) + HEARTBEAT_INTERVAL_MICROS;
                sideTopics.signal(event.publishedAtMillis());
            }
            if (now >= micros) {
                if (event.publishedAtMillis() - sideTopics.heartbeatMillis() >= heartbeatEveryMillis) {
                    sideTopics.signal(event.publishedAtMillis());
                }
                return true;
            }
            pacer.rest(Math.min(micros - now, MAX_REST_MICROS));
            now = pacer.nowMicros();
        }
        return false;
    }

    private void publish(GeneratedRecord event, Consumer<GeneratedRecord> send) {
        sideTopics.publishOutcomesUpTo(event.publishedAtMillis());
        send.accept(event);
        manifest.add(event);
        nextIndex = event.index() + 1;
    }
}
