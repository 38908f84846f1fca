package fraud.lab.bench.launch;

import fraud.cli.failure.OperationFailedException;
import fraud.cli.topics.KafkaConnection;
import fraud.config.DetectorParameters;
import fraud.generator.publish.KafkaPublisher;
import fraud.generator.publish.PublishProgress;
import fraud.generator.publish.TopicCheck;
import fraud.generator.stream.TransactionStream;
import fraud.lab.bench.spec.WorkloadSeries;
import fraud.lab.workload.OfferedLoad;
import fraud.lab.workload.file.FileLoad;
import fraud.topics.InputTopics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.function.Supplier;

/** The generator at work on a workload, in a thread of its own where it keeps a schedule. */
public final class Load implements OfferedLoad {

    private final Supplier<KafkaPublisher> publishers;
    private volatile KafkaPublisher publisher;
    private volatile long toAnswerBefore;
    private volatile boolean sent;
    private volatile RuntimeException failure;

    /**
     * What a series of workloads offers.
     *
     * @param firstIndex of the generator's events the first that is to be sent; those before it are there already
     * @param scratch where to sort a file, if that is to be done
     */
    static OfferedLoad of(
            WorkloadSeries series,
            KafkaConnection connection,
            DetectorParameters parameters,
            long firstIndex,
            Path scratch) {
        return series.isOfFile()
                ? FileLoad.connect(connection, series.file(), parameters, scratch)
                : new Load(connection, series.stream(), Duration.ofMillis(parameters.leadMillis()), firstIndex);
    }

    /**
     * A generator that has sent nothing yet.
     *
     * @param lead the detectors' {@code versions.lead.millis}
     * @param firstIndex of the stream's events the first that is to be sent; those before it are there already
     */
    public Load(KafkaConnection connection, TransactionStream stream, Duration lead, long firstIndex) {
        Properties client = new Properties();
        client.putAll(connection.producerTimeouts());
        client.putAll(connection.clientProperties());
        client.setProperty("bootstrap.servers", connection.bootstrapServers());
        this.publishers = () -> {
            KafkaPublisher next = KafkaPublisher.connect(stream, InputTopics.DEFAULT, lead, client, TopicCheck.NONE);
            next.skip(firstIndex);
            return next;
        };
        this.publisher = publishers.get();
    }

    /**
     * Sends the first events of the history as fast as the broker takes them; returns when it has them.
     *
     * @param endIndex the first index that is not sent
     */
    public void sendHistoryUpTo(long endIndex) {
        publisher.backfill(endIndex);
    }

    @Override
    public void sendHistory(int copies) {
        publisher.backfill();
        for (int copy = 1; copy < copies; copy++) {
            toAnswerBefore = toAnswer();
            publisher.close();
            publisher = publishers.get();
            publisher.backfill();
        }
    }

    @Override
    public void startLive() {
        Thread thread = new Thread(
                () -> {
                    try {
                        publisher.live();
                        sent = true;
                    } catch (RuntimeException e) {
                        failure = e;
                    }
                },
                "load");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public boolean isSent() {
        progress();
        return sent;
    }

    @Override
    public PublishProgress progress() {
        RuntimeException cause = failure;
        if (cause != null) {
            throw new OperationFailedException(cause.getMessage(), cause);
        }
        return publisher.progress();
    }

    @Override
    public long toAnswer() {
        PublishProgress now = progress();
        return toAnswerBefore + now.published() - now.controls();
    }

    @Override
    public void close() {
        publisher.close();
    }
}
