package fraud.lab.demo;

import fraud.cli.process.Workspace;
import fraud.cli.topics.Signals;
import fraud.cli.topics.Topics;
import fraud.config.DetectorParameters;
import fraud.generator.publish.PublishProgress;
import fraud.lab.measuring.CatchUp;
import fraud.lab.measuring.DemoView;
import fraud.lab.measuring.DemoView.EngineView;
import fraud.lab.measuring.Followers;
import fraud.lab.measuring.OutputFollower;
import fraud.lab.telemetry.RunClock;
import fraud.lab.telemetry.Telemetry;
import fraud.lab.workload.DemoChoice;
import fraud.lab.workload.DemoOptions;
import fraud.lab.workload.DemoStream;
import fraud.lab.workload.DemoTimeSeries;
import fraud.lab.workload.HistoryChoice;
import fraud.lab.workload.HistoryFeed;
import fraud.lab.workload.Traffic;
import fraud.model.Signal;
import fraud.topics.InputTopics;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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

/** The part of a demo in which both detectors run: their first decisions, the history, the live traffic, the end. */
final class DemoRun {

    /** The publisher sends its first live event this long after it is told to. */
    private static final Duration LIVE_LEAD = Duration.ofMillis(500);

    private static final long STEP_NANOS = Duration.ofMillis(100).toNanos();

    private final Workspace workspace;
    private final DetectorParameters parameters;
    private final LiveStatus status;
    private final Telemetry telemetry;
    private final RunClock timeline;
    private final DemoTimeSeries timeSeries;
    private final DemoChoice choice;
    private final Traffic traffic;
    private final Followers followers;
    /** When the measured part begins, for the followers: UTC epoch in µs. */
    private final AtomicLong measuredFromMicros;

    private double nextLagSeconds;

    DemoRun(
            Workspace workspace,
            DetectorParameters parameters,
            LiveStatus status,
            Telemetry telemetry,
            DemoTimeSeries timeSeries,
            DemoChoice choice,
            Traffic traffic,
            Followers followers,
            AtomicLong measuredFromMicros) {
        this.workspace = workspace;
        this.parameters = parameters;
        this.status = status;
        this.telemetry = telemetry;
        this.timeline = telemetry.timeline();
        this.timeSeries = timeSeries;
        this.choice = choice;
        this.traffic = traffic;
        this.followers = followers;
        this.measuredFromMicros = measuredFromMicros;
    }

    /** Runs it until everything sent is answered. */
    void run(Admin admin, Producer<byte[], byte[]> producer) {
        traffic.start();
        awaitFirstDecisions();
        catchUpWithHistory();
        chooseRate();
        runLive();
        end(admin, producer);
        timeSeries.ended(timeline.now(), traffic.manifestDigest());
    }

    private void awaitFirstDecisions() {
        await(
                () -> followers.all().stream()
                        .allMatch(follower -> follower.status().decisions() > 0),
                () -> DemoView.start(timeline.now(), views()));
        double seconds = timeline.now();
        timeSeries.bothDecide(seconds);
        // What is left of the first events would count for one engine's catch-up and not for the other's.
        await(
                () -> traffic.isFirstSent()
                        && followers.all().stream()
                                .allMatch(follower -> follower.status().answers() >= traffic.toAnswer()),
                () -> DemoView.start(timeline.now(), views()));
        telemetry.phase("start", 0, false);
        status.say(String.format(
                Locale.ROOT,
                "%sboth decide, since second %.1f; sending %s",
                timeline.at(),
                seconds,
                timeSeries.stream().describeHistory(timeSeries.options().historyGiven())));
    }

    /** Sends as much of the history as fits, and waits until both have answered all of it. */
    private void catchUpWithHistory() {
        double from = timeline.now();
        long before = traffic.toAnswer();
        DemoOptions options = timeSeries.options();
        HistoryChoice days = new HistoryChoice(
                timeSeries.stream()::countOfDays,
                options.historyDays(),
                from,
                timeSeries.firstDecisionsSeconds().orElseThrow());
        HistoryFeed feed = new HistoryFeed(days, options, choice, traffic, timeSeries.stream());
        await(
                () -> {
                    feed.answered(timeline.now(), answers());
                    return feed.isFinal()
                            && traffic.history().isPresent()
                            && haveCaughtUp(before, from, traffic.toAnswer());
                },
                () -> historyView(days));
        telemetry.phase("history", from, false);
        DemoOptions chosen = options.chosen(days.days(), options.ratePerSecond());
        timeSeries.chose(chosen, DemoStream.of(chosen, DemoDetectors.PARTITIONS));
        status.say(timeline.at() + choice.history(days, ratesPerSecond()));
    }

    private boolean haveCaughtUp(long before, double from, long toAnswer) {
        for (OutputFollower follower : followers.all()) {
            OutputFollower.Status now = follower.status();
            String name = follower.engine().wireName();
            if (now.answers() >= toAnswer && !timeSeries.catchUps().containsKey(name)) {
                CatchUp catchUp = new CatchUp(before, toAnswer, from, timeline.at(now.lastOutputNanos()));
                timeSeries.caughtUp(name, catchUp);
                status.say(timeline.at() + describe(name, catchUp));
            }
        }
        return timeSeries.catchUps().size() == followers.all().size();
    }

    private static String describe(String name, CatchUp catchUp) {
        return String.format(
                Locale.ROOT,
                "%-6s has caught up with %,d records in %.1f s: %,.0f/s",
                name,
                catchUp.records(),
                catchUp.seconds(),
                catchUp.perSecond());
    }

    private Map<String, Long> answers() {
        Map<String, Long> answers = new LinkedHashMap<>();
        followers
                .all()
                .forEach(follower -> answers.put(
                        follower.engine().wireName(), follower.status().answers()));
        return answers;
    }

    private Map<String, Double> ratesPerSecond() {
        Map<String, Double> rates = new LinkedHashMap<>();
        timeSeries.catchUps().forEach((engine, catchUp) -> rates.put(engine, catchUp.perSecond()));
        return rates;
    }

    private void chooseRate() {
        DemoOptions options = timeSeries.options();
        DemoOptions chosen = options.chosen(options.historyDays(), choice.rate(ratesPerSecond()));
        timeSeries.chose(chosen, DemoStream.of(chosen, DemoDetectors.PARTITIONS));
        status.say(timeline.at() + choice.rateInWords());
    }

    private void runLive() {
        DemoOptions options = timeSeries.options();
        DemoStream stream = timeSeries.stream();
        Instant start = Instant.now().plus(LIVE_LEAD);
        measuredFromMicros.set(ChronoUnit.MICROS.between(Instant.EPOCH, start.plusSeconds(options.warmUpSeconds())));
        double from = timeline.now();
        double liveFrom = from + LIVE_LEAD.toMillis() / 1e3;
        status.say(timeline.at() + stream.describeLive());
        traffic.startLive(stream);
        nextLagSeconds = liveFrom + options.warmUpSeconds();
        await(
                () -> {
                    sampleLag(options.ratePerSecond());
                    return traffic.isSent();
                },
                () -> DemoView.live(
                        timeline.now(),
                        Math.max(0, timeline.now() - liveFrom),
                        options.seconds(),
                        traffic.progress().published() - stream.historyCount(),
                        views()));
        telemetry.phase("warm-up", from, liveFrom + options.warmUpSeconds(), false);
        telemetry.phase("live", liveFrom + options.warmUpSeconds(), true);
    }

    private void sampleLag(int ratePerSecond) {
        double now = timeline.now();
        if (now >= nextLagSeconds) {
            nextLagSeconds = now + 1;
            long toAnswer = traffic.toAnswer();
            telemetry
                    .engines()
                    .forEach(engine -> engine.lag()
                            .add(
                                    now,
                                    Math.max(
                                            0,
                                            toAnswer
                                                    - engine.follower().status().answers()),
                                    ratePerSecond));
        }
    }

    /** Ends the input (SEMANTICS 10.3) and waits for the completions of all partitions. */
    private void end(Admin admin, Producer<byte[], byte[]> producer) {
        double from = timeline.now();
        PublishProgress sent = traffic.progress();
        long greatestMillis = Math.max(sent.maxEventTimeMillis(), sent.maxPublishedAtMillis());
        long endMillis = greatestMillis + parameters.lagMillis() + 1;
        List<TopicPartition> inputs = Topics.inputPartitions(admin, InputTopics.DEFAULT);
        followers.inputEndsAt(Topics.endOffsets(admin, inputs));
        Signals signals = new Signals(producer, inputs);
        EndsOfInput endsOfInput = new EndsOfInput(() -> signals.send(Signal.END_OF_INPUT, endMillis));
        await(
                () -> {
                    endsOfInput.tick();
                    return followers.all().stream()
                            .allMatch(follower ->
                                    follower.status().withoutCompletion().isEmpty());
                },
                () -> List.of(timeline.at() + "the traffic has ended; waiting for the last answers"));
        telemetry.phase("end", from, false);
    }

    private List<String> historyView(HistoryChoice days) {
        long total = timeSeries.stream().countOfDays(days.days());
        return DemoView.history(
                timeline.now(),
                Math.min(total, traffic.progress().published()),
                total,
                traffic.history().isPresent() ? traffic.toAnswer() : total,
                views());
    }

    private List<EngineView> views() {
        long toAnswer = traffic.toAnswer();
        return telemetry.engines().stream().map(engine -> engine.view(toAnswer)).toList();
    }

    private void await(BooleanSupplier condition, Supplier<List<String>> view) {
        while (!condition.getAsBoolean()) {
            workspace.check();
            PublishProgress sent = traffic.progress();
            timeSeries.sent(sent);
            followers.requireProgress(traffic.toAnswer());
            telemetry.tick(sent.published(), workspace.running());
            status.show(view);
            LockSupport.parkNanos(STEP_NANOS);
        }
        timeSeries.sent(traffic.progress());
    }

    /** Copies of the end of input, for as long as it is asked: a detector may need one more (SEMANTICS 10.4). */
    private static final class EndsOfInput {

        private final Runnable send;
        private long nextNanos = System.nanoTime();

        EndsOfInput(Runnable send) {
            this.send = send;
        }

        void tick() {
            if (System.nanoTime() - nextNanos >= 0) {
                nextNanos = System.nanoTime()
                        + Duration.ofMillis(Signals.REPEAT_MILLIS).toNanos();
                send.run();
            }
        }
    }
}
