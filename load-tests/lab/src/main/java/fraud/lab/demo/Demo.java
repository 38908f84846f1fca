package fraud.lab.demo;

import fraud.cli.detectors.DetectorProcess;
import fraud.cli.detectors.Engine;
import fraud.cli.failure.OperationFailedException;
import fraud.cli.process.Installation;
import fraud.cli.process.LoopbackPort;
import fraud.cli.process.Workspace;
import fraud.cli.progress.Progress;
import fraud.cli.recording.RunDirectory;
import fraud.cli.topics.KafkaConnection;
import fraud.cli.topics.Topics;
import fraud.config.DetectorParameters;
import fraud.lab.measuring.EngineTimeSeries;
import fraud.lab.measuring.Followers;
import fraud.lab.telemetry.FlinkCheckpoints;
import fraud.lab.telemetry.Host;
import fraud.lab.telemetry.RunClock;
import fraud.lab.telemetry.SparkBatches;
import fraud.lab.telemetry.Telemetry;
import fraud.lab.workload.DemoChoice;
import fraud.lab.workload.DemoOptions;
import fraud.lab.workload.DemoStream;
import fraud.lab.workload.DemoTimeSeries;
import fraud.lab.workload.Traffic;
import fraud.report.figures.RunReport;
import fraud.report.page.HtmlReport;
import fraud.topics.InputTopics;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;

/**
 * Both detectors at once on one stream: they catch up with some weeks of history, so that they know the cards; then
 * events come in real time on an open-loop schedule; then the input ends by the contract, and every output is held
 * against the input, against the other engine's, against the reference, and against the truth that the generator knows.
 *
 * <p>Timestamps are those of the stream, whose time passes faster than ours (see {@link DemoStream}): the maximum
 * out-of-orderness is a time of the stream, too, so that an alert waits for the next events of all partitions and
 * hardly for that time, and the end of input (SEMANTICS 10.3) can be sent as soon as the last event is. Latency knows
 * only the time at which an event was to be sent.
 */
final class Demo {

    /** What all processes together have used at most, and a little more: MiB. */
    private static final long NEEDED_MIB = 3_500;

    private static final double MIB_PER_GIB = 1_024;

    private final Installation installation;
    private final Workspace workspace;
    private final KafkaConnection connection;
    private final LiveStatus status;
    private final Telemetry telemetry;
    private final RunClock timeline;
    private final DemoTimeSeries timeSeries;
    private final DemoChoice choice;
    private final int flinkPort = LoopbackPort.free(0);
    private final DetectorParameters parameters = DemoDetectors.parameters();

    Demo(
            Installation installation,
            Workspace workspace,
            KafkaConnection connection,
            DemoOptions options,
            Progress progress,
            RunClock timeline) {
        this.installation = installation;
        this.workspace = workspace;
        this.connection = connection;
        this.status = new LiveStatus(progress);
        this.timeline = timeline;
        this.telemetry = new Telemetry(timeline, new FlinkCheckpoints(flinkPort, timeline));
        this.timeSeries = new DemoTimeSeries(options, DemoStream.of(options, DemoDetectors.PARTITIONS));
        this.choice = new DemoChoice(options, warning -> status.say(timeline.at() + warning));
    }

    /**
     * Runs it to the end and writes everything into the output directory.
     *
     * @return what it came to, clean or not
     * @throws OperationFailedException if something breaks, a detector does not reach the end, or everything is to
     *     stop; what was measured until then is in the output directory
     */
    RunReport run() {
        RunDirectory.prepare(timeSeries.options().out());
        lookAtMemory();
        try (Admin admin = connection.admin();
                Producer<byte[], byte[]> producer = connection.producer()) {
            return complete(admin, producer);
        }
    }

    private RunReport complete(Admin admin, Producer<byte[], byte[]> producer) {
        try {
            Topics.createInputs(admin, InputTopics.DEFAULT, parameters, Topics.Timestamps.PUBLISHER);
            Topics.createOutputs(admin, Engine.wireNames(Engine.processes()), DemoDetectors.PARTITIONS);
            status.say(timeline.at() + "starting both detectors");
            DemoDetectors detectors =
                    DemoDetectors.start(installation, workspace, connection, timeSeries.options(), flinkPort);
            stream(admin, producer, detectors);
            telemetry.checkpoints().pollToEnd();
            detectors.stop();
            double checkFrom = timeline.now();
            DemoEvaluation.Result evaluation = new DemoEvaluation(
                            connection,
                            admin,
                            parameters,
                            timeSeries.options(),
                            timeSeries.stream(),
                            timeSeries.options().models(),
                            workspace.data())
                    .run(
                            timeSeries.sent().orElseThrow(),
                            timeSeries.seconds().orElseThrow(),
                            line -> status.say(timeline.at() + line));
            telemetry.phase("check", checkFrom, false);
            evaluation.warning().ifPresent(choice::warn);
            RunReport report = reporter().report(evaluation);
            RunDirectory.write(
                    timeSeries.options().out(),
                    RunDirectory.SUMMARY,
                    report.summary().toJson());
            return report;
        } catch (OutOfMemoryError e) {
            keep("out of memory: FRAUD_HEAP gives the launcher more");
            throw e;
        } catch (RuntimeException e) {
            String reason = workspace
                    .death()
                    .orElseGet(() -> e instanceof OperationFailedException ? e.getMessage() : e.toString());
            // A stop or a death may have interrupted this thread, and then no file could be written.
            workspace.undisturbed(() -> keep(reason));
            throw new OperationFailedException(
                    reason + "; what there is so far is in "
                            + timeSeries.options().out(),
                    e);
        }
    }

    /**
     * What was measured until now, if anything was: a report that says that it is incomplete. The logs are there in any
     * case.
     */
    private void keep(String reason) {
        if (telemetry.engines().isEmpty()) {
            return;
        }
        try {
            HtmlReport.write(reporter().incomplete(reason), timeSeries.options().out());
        } catch (IOException | RuntimeException e) {
            status.say("note: there is no report of what was measured until now: " + e.getMessage());
        }
    }

    private void stream(Admin admin, Producer<byte[], byte[]> producer, DemoDetectors detectors) {
        AtomicLong measuredFromMicros = new AtomicLong(Long.MAX_VALUE);
        try (Traffic traffic =
                        new Traffic(connection, timeSeries.stream(), Duration.ofMillis(parameters.leadMillis()));
                Followers followers = new Followers(
                        connection,
                        admin,
                        DemoDetectors.PARTITIONS,
                        measuredFromMicros::get,
                        detectors.watches(admin, timeSeries.options().patience()))) {
            followers.all().forEach(follower -> telemetry.follow(new EngineTimeSeries(follower)));
            new DemoRun(
                            workspace,
                            parameters,
                            status,
                            telemetry,
                            timeSeries,
                            choice,
                            traffic,
                            followers,
                            measuredFromMicros)
                    .run(admin, producer);
        }
    }

    private DemoReporter reporter() {
        return new DemoReporter(
                installation,
                timeSeries,
                choice,
                telemetry,
                parameters,
                SparkBatches.read(DetectorProcess.progressFile(workspace), timeline));
    }

    private void lookAtMemory() {
        Host.availableMib().ifPresent(available -> {
            if (available < NEEDED_MIB) {
                choice.warn(String.format(
                        Locale.ROOT,
                        "warning: %.1f GiB of memory are free and this takes about %.1f GiB: the machine may swap, and everything be"
                                + " slow; end something else, if you can",
                        available / MIB_PER_GIB,
                        NEEDED_MIB / MIB_PER_GIB));
            }
        });
    }
}
