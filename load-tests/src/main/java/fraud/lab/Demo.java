package fraud.lab;

import fraud.config.DetectorParameters;
import fraud.config.InputTopics;
import fraud.generator.PublishProgress;
import fraud.lab.DemoView.EngineView;
import fraud.model.Mark;
import fraud.ops.DetectorWatch;
import fraud.ops.Engine;
import fraud.ops.InputTaken;
import fraud.ops.OperationFailedException;
import fraud.ops.Progress;
import fraud.ops.RunDirectory;
import fraud.ops.process.ChildProcess;
import fraud.ops.process.DetectorProcess;
import fraud.ops.process.Installation;
import fraud.ops.process.LoopbackPort;
import fraud.ops.process.Patience;
import fraud.ops.process.Workspace;
import fraud.ops.topics.KafkaConnection;
import fraud.ops.topics.Marks;
import fraud.ops.topics.Topics;
import fraud.report.RunReport;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;

/**
 * Both detectors at once on one stream: they drain some weeks of history, so that they know the cards; then events come in real time on an
 * open-loop schedule; then the input ends by the contract, and every output is held against the input, against the other engine's, against
 * the reference, and against the truth that the generator knows.
 *
 * <p>Timestamps are those of the stream, whose time passes faster than ours (see {@link DemoStream}): the bound b is a time of the stream,
 * too, so that an alert waits for the next events of all partitions and hardly for the bound, and the end mark (SEMANTICS 10.3) can be sent
 * as soon as the last event is. Latency knows only the time at which an event was to be sent.
 */
final class Demo {

    static final int PARTITIONS = 4;

    /** The publisher sends its first live event this long after it is told to. */
    private static final Duration LIVE_LEAD = Duration.ofMillis(500);

    private static final long STEP_NANOS = Duration.ofMillis(100).toNanos();

    private final Installation installation;
    private final Workspace workspace;
    private final KafkaConnection connection;
    private final DemoOptions options;
    private final DemoStream stream;
    private final LiveStatus status;
    private final Telemetry telemetry;
    private final Timeline timeline;
    private final int flinkPort = LoopbackPort.free(0);
    private final DetectorParameters parameters = parameters();

    /**
     * The lead is the greatest there is: the stream's time passes so fast that the least one is over in some thirty milliseconds of ours,
     * and marks would have to come every few of them.
     */
    static DetectorParameters parameters() {
        DetectorParameters defaults = DetectorParameters.defaults(PARTITIONS);
        return new DetectorParameters(
                defaults.partitions(),
                defaults.labelPartitions(),
                defaults.boundMillis(),
                defaults.skewMillis(),
                DetectorParameters.MAX_LEAD_MILLIS,
                defaults.historyLimit(),
                defaults.merchantDailyLimit(),
                defaults.withFeatures());
    }

    Demo(
            Installation installation,
            Workspace workspace,
            KafkaConnection connection,
            DemoOptions options,
            Progress progress,
            Timeline timeline) {
        this.installation = installation;
        this.workspace = workspace;
        this.connection = connection;
        this.options = options;
        this.stream = DemoStream.of(options, PARTITIONS);
        this.status = new LiveStatus(progress);
        this.timeline = timeline;
        this.telemetry = new Telemetry(timeline, new FlinkCheckpoints(flinkPort, timeline));
    }

    /**
     * Runs it to the end and writes everything into the output directory.
     *
     * @return what it came to, clean or not
     * @throws OperationFailedException if something breaks, or a detector does not reach the end
     */
    RunReport run() {
        RunDirectory.prepare(options.out());
        try (Admin admin = connection.admin();
                Producer<byte[], byte[]> producer = connection.producer()) {
            Topics.createInputs(admin, InputTopics.DEFAULT, parameters, Topics.Timestamps.PUBLISHER);
            Topics.createOutputs(admin, Engine.processes(), PARTITIONS);
            Map<Engine, ChildProcess> detectors = startDetectors();
            Streamed streamed = runStream(admin, producer, watches(admin, detectors));
            telemetry.checkpoints().pollToEnd();
            detectors.values().forEach(workspace::stop);
            double checkFrom = timeline.now();
            Evaluation.Result evaluation = new Evaluation(
                            connection, admin, parameters, options, stream, options.models(), workspace.data())
                    .run(streamed.sent(), streamed.seconds(), line -> status.say(at() + line));
            telemetry.phase("check", checkFrom, false);
            RunReport report = new DemoReporter(installation, options, stream, telemetry, parameters)
                    .report(streamed, evaluation, SparkBatches.read(DetectorProcess.progressFile(workspace), timeline));
            RunDirectory.write(
                    options.out(), RunDirectory.SUMMARY, report.summary().toJson());
            return report;
        }
    }

    private Map<Engine, ChildProcess> startDetectors() {
        status.say(at() + "starting both detectors");
        Map<Engine, ChildProcess> detectors = new EnumMap<>(Engine.class);
        Engine.processes().forEach(engine -> detectors.put(engine, startDetector(engine)));
        return detectors;
    }

    private Map<Engine, DetectorWatch> watches(Admin admin, Map<Engine, ChildProcess> detectors) {
        Map<Engine, DetectorWatch> watches = new EnumMap<>(Engine.class);
        detectors.forEach((engine, process) -> watches.put(
                engine,
                new DetectorWatch(
                        process,
                        PARTITIONS,
                        new Patience(options.patience(), System::nanoTime),
                        InputTaken.of(engine, admin, DetectorProcess.progressFile(workspace)))));
        return watches;
    }

    private ChildProcess startDetector(Engine engine) {
        Map<String, String> settings = new HashMap<>(settings(engine));
        settings.putAll(telemetrySettings(engine));
        settings.putAll(DetectorProcess.settings(options.models()));
        return DetectorProcess.start(installation, workspace, engine, connection, parameters, settings);
    }

    /**
     * What an engine is set to besides its defaults, where it matters to the figures.
     *
     * <p>Spark's batches are smaller than by default: as quick on the history, but three times as many, so that their planning is compiled
     * sooner, and progress is seen.
     */
    static Map<String, String> settings(Engine engine) {
        return switch (engine) {
            case SPARK -> Map.of("max.offsets.per.trigger", "25000");
            case FLINK, REFERENCE -> Map.of();
        };
    }

    /** Where an engine is to tell how it goes. */
    private Map<String, String> telemetrySettings(Engine engine) {
        return switch (engine) {
            case FLINK -> Map.of("web.port", String.valueOf(flinkPort));
            case SPARK, REFERENCE -> Map.of();
        };
    }

    /**
     * What the part with the detectors came to.
     *
     * @param sent history and live events
     * @param manifestDigest of all of them
     * @param firstDecisionsSeconds when both engines had decided something
     * @param drains how each engine worked off the history, by its name
     * @param seconds until everything was answered
     */
    record Streamed(
            PublishProgress sent,
            String manifestDigest,
            double firstDecisionsSeconds,
            Map<String, Drain> drains,
            double seconds) {}

    private Streamed runStream(Admin admin, Producer<byte[], byte[]> producer, Map<Engine, DetectorWatch> watches) {
        AtomicLong measuredFromMicros = new AtomicLong(Long.MAX_VALUE);
        try (Traffic traffic = new Traffic(connection, stream, Duration.ofMillis(parameters.leadMillis()));
                Followers followers = new Followers(connection, admin, PARTITIONS, measuredFromMicros::get, watches)) {
            followers.all().forEach(follower -> telemetry.follow(new EngineCourse(follower)));
            traffic.start();
            double firstDecisionsSeconds = awaitFirstDecisions(traffic, followers);
            Map<String, Drain> drains = drainHistory(traffic, followers);
            runLive(traffic, followers, measuredFromMicros);
            PublishProgress sent = end(traffic, followers, admin, producer);
            return new Streamed(sent, traffic.manifestDigest(), firstDecisionsSeconds, drains, timeline.now());
        }
    }

    private double awaitFirstDecisions(Traffic traffic, Followers followers) {
        await(
                () -> followers.all().stream()
                        .allMatch(follower -> follower.status().decisions() > 0),
                traffic,
                followers,
                () -> DemoView.start(timeline.now(), views(traffic)));
        double seconds = timeline.now();
        // What is left of the first events would count for one engine's drain and not for the other's.
        await(
                () -> traffic.isFirstSent()
                        && followers.all().stream()
                                .allMatch(follower -> follower.status().answers() >= traffic.toAnswer()),
                traffic,
                followers,
                () -> DemoView.start(timeline.now(), views(traffic)));
        telemetry.phase("start", 0, false);
        status.say(String.format(
                Locale.ROOT, "%sboth decide, since second %.1f; sending %s", at(), seconds, stream.describeHistory()));
        return seconds;
    }

    /** Sends the history and waits until both have answered all of it. */
    private Map<String, Drain> drainHistory(Traffic traffic, Followers followers) {
        double from = timeline.now();
        long before = traffic.toAnswer();
        Map<String, Drain> drains = new LinkedHashMap<>();
        traffic.startHistory();
        await(
                () -> {
                    if (traffic.history().isEmpty()) {
                        return false;
                    }
                    long toAnswer = traffic.toAnswer();
                    for (OutputFollower follower : followers.all()) {
                        OutputFollower.Status now = follower.status();
                        String name = follower.engine().wireName();
                        if (now.answers() >= toAnswer && !drains.containsKey(name)) {
                            Drain drain = new Drain(before, toAnswer, from, timeline.at(now.lastOutputNanos()));
                            drains.put(name, drain);
                            status.say(at() + describe(name, drain));
                        }
                    }
                    return drains.size() == followers.all().size();
                },
                traffic,
                followers,
                () -> historyView(traffic));
        telemetry.phase("history", from, false);
        return drains;
    }

    private static String describe(String name, Drain drain) {
        return String.format(
                Locale.ROOT,
                "%-6s has drained %,d records in %.1f s: %,.0f/s",
                name,
                drain.records(),
                drain.seconds(),
                drain.perSecond());
    }

    private void runLive(Traffic traffic, Followers followers, AtomicLong measuredFromMicros) {
        Instant start = Instant.now().plus(LIVE_LEAD);
        measuredFromMicros.set(ChronoUnit.MICROS.between(Instant.EPOCH, start.plusSeconds(options.warmUpSeconds())));
        double from = timeline.now();
        double liveFrom = from + LIVE_LEAD.toMillis() / 1e3;
        status.say(at() + stream.describeLive());
        traffic.startLive();
        await(
                traffic::isSent,
                traffic,
                followers,
                () -> DemoView.live(
                        timeline.now(),
                        Math.max(0, timeline.now() - liveFrom),
                        options.seconds(),
                        traffic.progress().published() - stream.historyCount(),
                        views(traffic)));
        telemetry.phase("warm-up", from, liveFrom + options.warmUpSeconds(), false);
        telemetry.phase("live", liveFrom + options.warmUpSeconds(), true);
    }

    /** Ends the input (SEMANTICS 10.3) and waits for the echoes of all partitions. */
    private PublishProgress end(Traffic traffic, Followers followers, Admin admin, Producer<byte[], byte[]> producer) {
        double from = timeline.now();
        PublishProgress sent = traffic.progress();
        long greatestMillis = Math.max(sent.maxEventTimeMillis(), sent.maxPublishedAtMillis());
        long endMillis = greatestMillis + parameters.lagMillis() + 1;
        List<TopicPartition> inputs = Topics.inputPartitions(admin, InputTopics.DEFAULT);
        followers.inputEndsAt(Topics.endOffsets(admin, inputs));
        Marks marks = new Marks(producer, inputs);
        EndMarks endMarks = new EndMarks(() -> marks.send(Mark.END, endMillis));
        await(
                () -> {
                    endMarks.tick();
                    return followers.all().stream()
                            .allMatch(
                                    follower -> follower.status().withoutEcho().isEmpty());
                },
                traffic,
                followers,
                () -> List.of(at() + "the traffic has ended; waiting for the last answers"));
        telemetry.phase("end", from, false);
        return sent;
    }

    private List<String> historyView(Traffic traffic) {
        return DemoView.history(
                timeline.now(),
                Math.min(stream.historyCount(), traffic.progress().published()),
                stream.historyCount(),
                traffic.history().isPresent() ? traffic.toAnswer() : stream.historyCount(),
                views(traffic));
    }

    private List<EngineView> views(Traffic traffic) {
        long toAnswer = traffic.toAnswer();
        return telemetry.engines().stream().map(engine -> engine.view(toAnswer)).toList();
    }

    private void await(BooleanSupplier condition, Traffic traffic, Followers followers, Supplier<List<String>> view) {
        while (!condition.getAsBoolean()) {
            workspace.check();
            followers.requireProgress(traffic.toAnswer());
            telemetry.tick(traffic.progress().published(), workspace.running());
            status.show(view);
            LockSupport.parkNanos(STEP_NANOS);
        }
    }

    private String at() {
        return String.format(Locale.ROOT, "%4.0f s  ", timeline.now());
    }

    /** Copies of the end mark, for as long as it is asked: a detector may need one more (SEMANTICS 10.4). */
    private static final class EndMarks {

        private final Runnable send;
        private long nextNanos = System.nanoTime();

        EndMarks(Runnable send) {
            this.send = send;
        }

        void tick() {
            if (System.nanoTime() - nextNanos >= 0) {
                nextNanos = System.nanoTime()
                        + Duration.ofMillis(Marks.REPEAT_MILLIS).toNanos();
                send.run();
            }
        }
    }
}
