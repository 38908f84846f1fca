package fraud.lab;

import fraud.config.DetectorParameters;
import fraud.generator.PublishProgress;
import fraud.model.Mark;
import fraud.ops.DetectorOutputs;
import fraud.ops.Engine;
import fraud.ops.Examination;
import fraud.ops.OperationFailedException;
import fraud.ops.Progress;
import fraud.ops.RunDirectory;
import fraud.ops.process.ChildProcess;
import fraud.ops.process.DetectorProcess;
import fraud.ops.process.Installation;
import fraud.ops.process.Workspace;
import fraud.ops.reconcile.OutputComparison;
import fraud.ops.topics.InputTopic;
import fraud.ops.topics.KafkaConnection;
import fraud.ops.topics.Marks;
import fraud.ops.topics.Topics;
import fraud.report.DemoReport;
import fraud.report.DemoReport.Latencies;
import fraud.report.DemoReport.Traffic;
import fraud.report.Summary;
import fraud.report.Summary.EngineSummary;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;

/**
 * Both detectors at once on live traffic: starts them, sends events on an open-loop schedule, ends the input by the contract, and holds
 * every output against the input, against each other, and against the reference.
 */
final class Demo {

    private static final int PARTITIONS = 4;
    private static final int MAX_WARM_UP_SECONDS = 10;
    private static final Duration START_PATIENCE = Duration.ofMinutes(3);
    private static final Duration END_PATIENCE = Duration.ofMinutes(2);
    private static final long STEP_NANOS = Duration.ofMillis(100).toNanos();
    private static final long MEMORY_EVERY_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long PROGRESS_MARK_MILLIS = 1_000;

    private final Installation installation;
    private final Workspace workspace;
    private final KafkaConnection connection;
    private final Options options;
    private final LiveStatus status;
    private final DetectorParameters parameters = DetectorParameters.defaults(PARTITIONS);
    private final ResidentMemory memory = new ResidentMemory();
    private long lastMemoryNanos = System.nanoTime();

    /**
     * How to run it.
     *
     * @param seconds of traffic once both detectors have decided something
     * @param ratePerSecond events a second
     * @param seed of the events
     * @param out where everything goes
     * @param startNanos when the command was given, by {@link System#nanoTime()}
     */
    record Options(int seconds, int ratePerSecond, long seed, Path out, long startNanos) {

        int warmUpSeconds() {
            return Math.min(MAX_WARM_UP_SECONDS, seconds / 2);
        }
    }

    Demo(
            Installation installation,
            Workspace workspace,
            KafkaConnection connection,
            Options options,
            Progress progress) {
        this.installation = installation;
        this.workspace = workspace;
        this.connection = connection;
        this.options = options;
        this.status = new LiveStatus(progress, options.startNanos());
    }

    /**
     * Runs it to the end and writes everything into the output directory.
     *
     * @return what it came to, clean or not
     * @throws OperationFailedException if something breaks, or a detector does not reach the end
     */
    DemoReport run() {
        RunDirectory.prepare(options.out());
        try (Admin admin = connection.admin();
                Producer<byte[], byte[]> producer = connection.producer()) {
            Topics.createInput(admin, PARTITIONS, Topics.Timestamps.BROKER);
            Topics.createOutputs(admin, Engine.processes(), PARTITIONS);
            List<ChildProcess> detectors = startDetectors();
            Live live = runLive(admin, new Marks(producer, PARTITIONS));
            detectors.forEach(workspace::stop);
            status.say("checking every output");
            DemoReport report = new DemoReport(
                    examine(admin, live),
                    live.latencies(),
                    traffic(live.sent()),
                    live.firstDecisionsSeconds(),
                    memory.peakMib());
            RunDirectory.writeSummary(options.out(), report.toJson());
            return report;
        }
    }

    private List<ChildProcess> startDetectors() {
        status.say("starting the detectors");
        return Engine.processes().stream()
                .map(engine -> DetectorProcess.start(installation, workspace, engine, connection, parameters, Map.of()))
                .toList();
    }

    /** What the live part came to. */
    private record Live(
            PublishProgress sent, double firstDecisionsSeconds, double seconds, Map<String, Latencies> latencies) {}

    private Live runLive(Admin admin, Marks marks) {
        AtomicLong measuredFromMicros = new AtomicLong(Long.MAX_VALUE);
        List<OutputFollower> followers = new ArrayList<>();
        Duration expected = Duration.ofSeconds(options.seconds());
        Duration atMost = expected.plus(START_PATIENCE);
        try (LiveTraffic traffic =
                new LiveTraffic(connection, options.seed(), options.ratePerSecond(), PARTITIONS, expected, atMost)) {
            for (Engine engine : Engine.processes()) {
                followers.add(new OutputFollower(engine, connection, admin, PARTITIONS, measuredFromMicros::get));
            }
            awaitFirstDecisions(traffic, followers);
            double firstDecisionsSeconds = (System.nanoTime() - options.startNanos()) / 1e9;
            status.say(
                    String.format(java.util.Locale.ROOT, "both decide, %.1f s after the start", firstDecisionsSeconds));
            measuredFromMicros.set(nowMicros() + options.warmUpSeconds() * 1_000_000L);
            long endNanos =
                    System.nanoTime() + Duration.ofSeconds(options.seconds()).toNanos();
            await(() -> System.nanoTime() >= endNanos, traffic, followers);
            PublishProgress sent = traffic.finish();
            end(sent, marks, traffic, followers);
            double seconds = (System.nanoTime() - options.startNanos()) / 1e9;
            followers.forEach(OutputFollower::close);
            Map<String, Latencies> latencies = new LinkedHashMap<>();
            followers.forEach(follower -> latencies.put(follower.engine().wireName(), follower.latencies()));
            return new Live(sent, firstDecisionsSeconds, seconds, latencies);
        } finally {
            followers.forEach(OutputFollower::close);
        }
    }

    private void awaitFirstDecisions(LiveTraffic traffic, List<OutputFollower> followers) {
        long deadline = System.nanoTime() + START_PATIENCE.toNanos();
        await(
                () -> {
                    if (System.nanoTime() > deadline) {
                        throw new OperationFailedException(silent(followers) + " decided nothing within "
                                + START_PATIENCE.toSeconds() + " s of its start (logs: "
                                + options.out().resolve("logs") + ")");
                    }
                    return followers.stream()
                            .allMatch(follower -> follower.status().decisions() > 0);
                },
                traffic,
                followers);
    }

    private static String silent(List<OutputFollower> followers) {
        return followers.stream()
                .filter(follower -> follower.status().decisions() == 0)
                .map(follower -> follower.engine().wireName())
                .findFirst()
                .orElseThrow();
    }

    /** Ends the input (SEMANTICS 10.3): on a live topic the end mark's timestamp is the time at which it is sent. */
    private void end(PublishProgress sent, Marks marks, LiveTraffic traffic, List<OutputFollower> followers) {
        status.say("the traffic has ended; the sequences wait for another " + parameters.lagMillis() / 1_000 + " s");
        long greatestMillis = Math.max(System.currentTimeMillis(), sent.maxEventTimeMillis());
        MarkClock progressMarks = new MarkClock(PROGRESS_MARK_MILLIS, () -> marks.send(Mark.PROGRESS, nowMillis()));
        await(
                () -> {
                    progressMarks.tick();
                    return System.currentTimeMillis() > greatestMillis + parameters.lagMillis();
                },
                traffic,
                followers);
        MarkClock endMarks = new MarkClock(Marks.REPEAT_MILLIS, () -> marks.send(Mark.END, nowMillis()));
        await(
                () -> {
                    endMarks.tick();
                    followers.forEach(follower -> requireProgress(follower, sent));
                    return followers.stream()
                            .allMatch(
                                    follower -> follower.status().withoutEcho().isEmpty());
                },
                traffic,
                followers);
    }

    private static void requireProgress(OutputFollower follower, PublishProgress sent) {
        OutputFollower.Status now = follower.status();
        if (!now.withoutEcho().isEmpty() && System.nanoTime() - now.lastOutputNanos() > END_PATIENCE.toNanos()) {
            throw new OperationFailedException(follower.engine().wireName() + " has put out nothing for "
                    + END_PATIENCE.toSeconds() + " s: " + now.answers() + " of " + (sent.published() - sent.controls())
                    + " records answered, no echo of partitions " + now.withoutEcho());
        }
    }

    private void await(BooleanSupplier condition, LiveTraffic traffic, List<OutputFollower> followers) {
        while (!condition.getAsBoolean()) {
            workspace.check();
            status.show(traffic.progress(), followers);
            if (System.nanoTime() - lastMemoryNanos > MEMORY_EVERY_NANOS) {
                lastMemoryNanos = System.nanoTime();
                memory.sample(workspace.running());
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
    }

    private Summary examine(Admin admin, Live live) {
        Examination.recordInput(connection, admin, parameters, options.out());
        Map<String, EngineSummary> engines = new LinkedHashMap<>();
        for (Engine engine : Engine.all()) {
            try (Examination examination = new Examination(engine, parameters, workspace.data())) {
                double seconds = live.seconds();
                if (engine == Engine.REFERENCE) {
                    seconds = Examination.runReference(connection, admin, parameters, examination);
                } else {
                    readOutputs(admin, engine, examination);
                }
                engines.put(engine.wireName(), examination.finish(options.out(), seconds));
            }
        }
        OutputComparison comparison = OutputComparison.of(options.out(), Engine.all());
        return new Summary(
                live.sent().published(),
                engines,
                comparison.equal().orElse(null),
                comparison.difference().orElse(null));
    }

    private void readOutputs(Admin admin, Engine engine, Examination examination) {
        InputTopic.read(connection, admin, examination::input);
        try (DetectorOutputs outputs = new DetectorOutputs(
                connection, admin, engine.wireName(), PARTITIONS, (output, record) -> examination.output(output))) {
            outputs.readToEnd();
        }
    }

    private Traffic traffic(PublishProgress sent) {
        return new Traffic(
                options.seed(),
                options.ratePerSecond(),
                sent.published(),
                sent.sentLate(),
                sent.maxLagMicros() / 1_000.0,
                options.warmUpSeconds());
    }

    private static long nowMillis() {
        return System.currentTimeMillis();
    }

    private static long nowMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    /** Sends marks at an interval, for as long as it is asked to. */
    private static final class MarkClock {

        private final long everyNanos;
        private final Runnable send;
        private long nextNanos = System.nanoTime();

        MarkClock(long everyMillis, Runnable send) {
            this.everyNanos = Duration.ofMillis(everyMillis).toNanos();
            this.send = send;
        }

        void tick() {
            if (System.nanoTime() - nextNanos >= 0) {
                nextNanos = System.nanoTime() + everyNanos;
                send.run();
            }
        }
    }
}
