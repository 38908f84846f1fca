package fraud.cli.commands;

import fraud.cli.Cli;
import fraud.cli.failure.OperationFailedException;
import fraud.cli.options.KafkaOptions;
import fraud.cli.progress.Progress;
import fraud.cli.text.TimeText;
import fraud.cli.topics.KafkaConnection;
import fraud.cli.topics.Signals;
import fraud.cli.topics.Topics;
import fraud.config.DetectorParameters;
import fraud.generator.publish.TopicCheck;
import fraud.kafka.KafkaFailure;
import fraud.model.Signal;
import fraud.topics.InputTopics;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code fraud heartbeat}: heartbeats on all input topics, until it is stopped (SEMANTICS 10.2). */
@Command(
        name = "heartbeat",
        sortOptions = false,
        description = {
            "Keeps the clocks of all input topics going, until it is stopped.",
            "",
            "Sends a heartbeat to every partition of transactions, labels and versions at an interval, so that no quiet partition, and no"
                    + " feed that has died, holds up decisions and alerts. Run it beside the detectors, in as many copies as you like: a"
                    + " copy more changes nothing. It survives brokers that are away for a while. Ctrl-C or SIGTERM stops it, with exit"
                    + " code 0."
        })
public final class HeartbeatCommand implements Cli.Subcommand {

    private static final Duration MIN_INTERVAL = Duration.ofMillis(100);
    /** Half of the least lead there is (SEMANTICS 10.2). */
    private static final Duration MAX_INTERVAL =
            Duration.ofMillis(DetectorParameters.MIN_LEAD_MILLIS).dividedBy(2);

    /** Longer than the clients try to deliver one. */
    private static final Duration FIRST_PATIENCE = Duration.ofSeconds(40);

    private static final Duration TOLD_EVERY = Duration.ofMinutes(1);
    private static final Duration SILENCE = Duration.ofSeconds(10);

    @ParentCommand
    private Cli parent;

    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka;

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            defaultValue = "1s",
            description =
                    "Time between two heartbeats: 100ms to 1m; default ${DEFAULT-VALUE}. Alerts wait for it, too.")
    private String interval;

    @Option(
            names = "--create-time",
            description =
                    "Also send to topics that take their publishers' timestamps: all of them must go by this clock.")
    private boolean createTime;

    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong acknowledgedNanos = new AtomicLong();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    /** What ended the sending. */
    private final AtomicReference<RuntimeException> broken = new AtomicReference<>();

    @Override
    public Integer call() {
        Duration every = TimeText.duration(interval)
                .filter(given -> given.compareTo(MIN_INTERVAL) >= 0 && given.compareTo(MAX_INTERVAL) <= 0)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "--interval " + interval + ": must be from 100ms to 1m"));
        KafkaConnection connection = kafka.connection();
        InputTopics topics = kafka.topics();
        Progress progress = Progress.ofStandardError();
        try (Admin admin = connection.admin();
                Producer<byte[], byte[]> producer = connection.producer()) {
            Signals signals = new Signals(producer, Topics.inputPartitions(admin, topics));
            KafkaOptions.requireBrokersTime(
                    admin, createTime, topics.transactions(), topics.labels(), topics.versions());
            TopicCheck check = Topics.unchanged(admin, topics.names());
            sendFirst(signals);
            parent.worksUntilStopped();
            progress.say("a heartbeat every " + interval + " to each of " + signals.partitions()
                    + " partitions; Ctrl-C stops it");
            goOn(signals, check, every, progress);
        }
        return 0;
    }

    /** A cluster that rejects heartbeats is reported at once. */
    private void sendFirst(Signals signals) {
        CountDownLatch answers = new CountDownLatch(signals.partitions());
        signals.send(Signal.HEARTBEAT, System.currentTimeMillis(), (metadata, exception) -> {
            note(exception);
            answers.countDown();
        });
        try {
            boolean all = answers.await(FIRST_PATIENCE.toSeconds(), TimeUnit.SECONDS);
            Optional<Exception> rejected = Optional.ofNullable(failure.get());
            if (!all || rejected.isPresent()) {
                throw new OperationFailedException("cannot send heartbeats: "
                        + rejected.map(KafkaFailure::describe).orElse("no broker answers"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationFailedException("stopped", e);
        }
    }

    private void goOn(Signals signals, TopicCheck check, Duration every, Progress progress) {
        Thread sender = new Thread(() -> sendOn(signals, every), "signals");
        sender.setDaemon(true);
        sender.start();
        long told = System.nanoTime();
        while (true) {
            LockSupport.parkNanos(every.toNanos());
            // Cleared, since the clients do not close in an interrupted thread.
            if (Thread.interrupted()) {
                return;
            }
            Topics.requireUnchanged(check.differenceSoFar());
            RuntimeException end = broken.get();
            if (end != null) {
                throw end;
            }
            long now = System.nanoTime();
            long silentNanos = now - acknowledgedNanos.get();
            boolean silent = silentNanos > SILENCE.plus(every).toNanos();
            if (now - told > (silent ? SILENCE : TOLD_EVERY).toNanos()) {
                told = now;
                progress.say(
                        silent
                                ? "no heartbeat has been acknowledged for "
                                        + TimeUnit.NANOSECONDS.toSeconds(silentNanos)
                                        + " s"
                                        + Optional.ofNullable(failure.getAndSet(null))
                                                .map(why -> ": " + KafkaFailure.describe(why))
                                                .orElse("")
                                        + "; trying on"
                                : acknowledged.get() + " heartbeats sent");
            }
        }
    }

    /**
     * Sends until the client is closed. In a thread of its own: the client waits for a topic that is gone at each of
     * its partitions, and meanwhile there would be no look whether it is.
     */
    private void sendOn(Signals signals, Duration every) {
        try {
            while (true) {
                LockSupport.parkNanos(every.toNanos());
                signals.send(Signal.HEARTBEAT, System.currentTimeMillis(), (metadata, exception) -> note(exception));
            }
        } catch (RuntimeException e) {
            broken.set(e);
        }
    }

    private void note(Exception exception) {
        if (exception == null) {
            acknowledged.incrementAndGet();
            acknowledgedNanos.set(System.nanoTime());
        } else {
            failure.set(exception);
        }
    }
}
