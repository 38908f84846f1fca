package fraud.lab.workload;

import fraud.cli.failure.OperationFailedException;
import fraud.cli.topics.KafkaConnection;
import fraud.generator.publish.Allowance;
import fraud.generator.publish.KafkaPublisher;
import fraud.generator.publish.PublishProgress;
import fraud.generator.publish.TopicCheck;
import fraud.topics.InputTopics;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;

/**
 * The generator at work in a thread of its own: the first of the history at once, the rest of it and the live part when
 * it is told to.
 */
public final class Traffic implements AutoCloseable {

    /**
     * Enough for both engines to have something to decide, and so few that sending them takes nothing from the engines'
     * start.
     */
    private static final long FIRST_EVENTS = 1_000;

    /** Of the shortest history, at most one in so many; the same for a longer one, so that it begins likewise. */
    private static final long FIRST_SHARE = 10;

    private final KafkaPublisher publisher;
    private final long firstEvents;
    private final Thread thread;
    private final CountDownLatch rest = new CountDownLatch(1);
    private final CountDownLatch live = new CountDownLatch(1);
    private volatile long endIndex;
    private volatile boolean endIsFinal;
    private volatile DemoStream liveStream;
    private volatile boolean firstSent;
    private volatile Optional<PublishProgress> history = Optional.empty();
    private volatile boolean sent;
    private volatile RuntimeException failure;

    /** What may be sent of the history. The end is read after the word that it is final, so it is set before. */
    private final Allowance allowance = new Allowance() {
        @Override
        public long endIndex() {
            return endIndex;
        }

        @Override
        public boolean isFinal() {
            return endIsFinal;
        }
    };

    /**
     * Traffic for detectors.
     *
     * @param lead the detectors' {@code versions.lead.millis}
     */
    public Traffic(KafkaConnection connection, DemoStream stream, Duration lead) {
        this.firstEvents = Math.min(FIRST_EVENTS, stream.countOfDays(1) / FIRST_SHARE + 1);
        Properties client = new Properties();
        client.putAll(connection.producerTimeouts());
        client.putAll(connection.clientProperties());
        client.setProperty("bootstrap.servers", connection.bootstrapServers());
        this.publisher = KafkaPublisher.connect(stream.stream(), InputTopics.DEFAULT, lead, client, TopicCheck.NONE);
        this.thread = new Thread(this::publish, "traffic");
        thread.setDaemon(true);
    }

    private void publish() {
        try {
            publisher.backfill(firstEvents);
            firstSent = true;
            rest.await();
            history = Optional.of(publisher.backfill(allowance));
            live.await();
            publisher.goOnAs(liveStream.stream());
            publisher.live();
            sent = true;
        } catch (InterruptedException e) {
            // Closed before its time.
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    /** Sends the first events of the history, so that the engines can show that they are up; returns at once. */
    public void start() {
        thread.start();
    }

    /** Whether the first events are durable. */
    public boolean isFirstSent() {
        progress();
        return firstSent;
    }

    /**
     * Lets the history be sent up to an event, as fast as the broker takes it; returns at once.
     *
     * @param end the first event that has to wait, or is left out
     * @param isFinal whether it is left out
     */
    void sendHistory(long end, boolean isFinal) {
        endIndex = end;
        endIsFinal = isFinal;
        rest.countDown();
    }

    /** What the history came to, once all of it is durable. */
    public Optional<PublishProgress> history() {
        progress();
        return history;
    }

    /**
     * Starts the live part, once the history is durable; returns at once.
     *
     * @param stream the same stream so far, whose history ends with what has been sent
     */
    public void startLive(DemoStream stream) {
        liveStream = stream;
        live.countDown();
    }

    /** Whether everything is durable. */
    public boolean isSent() {
        progress();
        return sent;
    }

    /**
     * What has been sent.
     *
     * @throws OperationFailedException if sending has failed
     */
    public PublishProgress progress() {
        RuntimeException cause = failure;
        if (cause != null) {
            throw new OperationFailedException(cause.getMessage(), cause);
        }
        return publisher.progress();
    }

    /** Records sent so far that get a decision, a dead letter or a duplicate (SEMANTICS 2.1). */
    public long toAnswer() {
        PublishProgress now = progress();
        return now.published() - now.controls();
    }

    /** Digest of everything that was sent, once it is ({@link fraud.generator.file.RunManifest#digest}). */
    public String manifestDigest() {
        return publisher.manifest().digest();
    }

    @Override
    public void close() {
        publisher.close();
        thread.interrupt();
    }
}
