package fraud.lab.demo;

import fraud.cli.detectors.DetectorProcess;
import fraud.cli.detectors.Engine;
import fraud.cli.process.Installation;
import fraud.cli.quality.OutputTally;
import fraud.config.DetectorParameters;
import fraud.generator.publish.PublishProgress;
import fraud.lab.measuring.EngineTimeSeries;
import fraud.lab.telemetry.Downsampling;
import fraud.lab.telemetry.Host;
import fraud.lab.telemetry.RunClock;
import fraud.lab.telemetry.SparkBatches;
import fraud.lab.telemetry.Telemetry;
import fraud.lab.workload.DemoChoice;
import fraud.lab.workload.DemoOptions;
import fraud.lab.workload.DemoStream;
import fraud.lab.workload.DemoTimeSeries;
import fraud.report.figures.EngineReport;
import fraud.report.figures.EngineReport.Batch;
import fraud.report.figures.EngineReport.Checkpoint;
import fraud.report.figures.EngineReport.StateSize;
import fraud.report.figures.QualityReport;
import fraud.report.figures.RunReport;
import fraud.report.figures.RunReport.Environment;
import fraud.report.figures.RunReport.FraudMap;
import fraud.report.figures.RunReport.Run;
import fraud.report.figures.Summary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Puts together the report of a demo. */
final class DemoReporter {

    private static final int MAX_BATCHES = 3_000;

    private final DemoTimeSeries timeSeries;
    private final DemoChoice choice;
    private final DemoOptions options;
    private final DemoStream stream;
    private final Telemetry telemetry;
    private final DetectorParameters parameters;
    private final SparkBatches spark;
    private final Environment environment;

    DemoReporter(
            Installation installation,
            DemoTimeSeries timeSeries,
            DemoChoice choice,
            Telemetry telemetry,
            DetectorParameters parameters,
            SparkBatches spark) {
        this.timeSeries = timeSeries;
        this.choice = choice;
        this.options = timeSeries.options();
        this.stream = timeSeries.stream();
        this.telemetry = telemetry;
        this.parameters = parameters;
        this.spark = spark;
        this.environment = Host.describe(installation);
    }

    /** The report of a demo that has come to its end. */
    RunReport report(DemoEvaluation.Result evaluation) {
        return report(evaluation.summary(), evaluation.tallies(), evaluation.quality(), evaluation.map(), null);
    }

    /** What there is of one that has not. */
    RunReport incomplete(String reason) {
        long sent = timeSeries.sent().map(PublishProgress::published).orElse(0L);
        long labels = timeSeries.sent().map(PublishProgress::labels).orElse(0L);
        return report(new Summary(sent, labels, 0, Map.of(), null, null), Map.of(), null, null, reason);
    }

    private RunReport report(
            Summary summary, Map<String, OutputTally> tallies, QualityReport quality, FraudMap map, String incomplete) {
        return new RunReport(
                RunReport.SCHEMA_VERSION,
                "Flink and Spark on one stream of card transactions",
                run(),
                environment,
                summary,
                telemetry.phases(),
                timeSeries.sent().map(this::traffic).orElse(null),
                telemetry.sent(),
                telemetry.engines().stream()
                        .map(engine -> engine(engine, tallies.getOrDefault(engine.name(), new OutputTally())))
                        .toList(),
                telemetry.processes(),
                quality,
                map,
                choice.report(telemetry.otherCores()),
                incomplete,
                method(),
                limits());
    }

    private Run run() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(
                "Maximum out-of-orderness b", parameters.maxOutOfOrdernessMillis() / 1_000 + " s of the stream's time");
        settings.put("Rules' lead", parameters.leadMillis() / 60_000 + " min of the stream's time");
        settings.put(
                "Partitions",
                parameters.partitions() + " of transactions, " + parameters.labelPartitions() + " of labels");
        settings.put("Model", options.model());
        settings.put("Analysts", String.valueOf(options.analysts()));
        timeSeries
                .firstDecisionsSeconds()
                .ifPresent(at -> settings.put("First decisions of both", String.format(Locale.ROOT, "%.1f s", at)));
        settings.put("Memory of all processes, at most", String.format(Locale.ROOT, "%,.0f MiB", telemetry.peakMib()));
        RunClock timeline = telemetry.timeline();
        return new Run(options.command(), timeline.startedAt(), timeline.now(), settings);
    }

    private RunReport.Traffic traffic(PublishProgress sent) {
        return new RunReport.Traffic(
                options.seed(),
                timeSeries.manifestDigest(),
                options.cards(),
                options.ratePerSecond(),
                stream.naturalPerSecond(),
                sent.history(),
                options.historyDays(),
                sent.published() - sent.history(),
                sent.sentLate(),
                sent.maxLagMicros() / 1_000.0,
                options.warmUpSeconds());
    }

    private EngineReport engine(EngineTimeSeries series, OutputTally tally) {
        Engine engine = series.follower().engine();
        boolean isSpark = engine == Engine.SPARK;
        List<Batch> batches = isSpark ? spark.batches() : List.of();
        List<Checkpoint> checkpoints =
                isSpark ? List.of() : telemetry.checkpoints().checkpoints();
        List<StateSize> state =
                isSpark ? spark.state() : telemetry.checkpoints().state();
        String product = isSpark ? "Spark" : "Flink";
        return new EngineReport(
                series.name(),
                product + " " + environment.software().get(product),
                settings(engine),
                series.follower().decisionLatency(),
                series.follower().alertLatency(),
                series.latencies(),
                series.lag().keepUp().orElse(null),
                Optional.ofNullable(timeSeries.catchUps().get(series.name()))
                        .map(catchUp -> catchUp.history(series.answered()))
                        .orElse(null),
                series.rates(),
                tally.outcomes(),
                tally.reasons(),
                tally.alerts(),
                tally.deadLetters(),
                Downsampling.evenly(state, MAX_BATCHES),
                Downsampling.evenly(checkpoints, MAX_BATCHES),
                Downsampling.evenly(batches, MAX_BATCHES));
    }

    private static Map<String, String> settings(Engine engine) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("JVM", String.join(" ", DetectorProcess.jvmOptions(engine)));
        settings.putAll(DemoDetectors.settings(engine));
        settings.put("All else", "the job's defaults");
        return settings;
    }

    private List<String> method() {
        return List.of(
                "Both engines read one topic, each in a JVM of its own, on the same machine at the same time. The generator sends on an open-loop"
                        + " schedule: a slow engine does not slow it down.",
                "Latency runs from the time at which the schedule meant to send an event to the poll that brought its output. What was sent in"
                        + String.format(
                                Locale.ROOT,
                                " the first %d s of real time is warm-up, counted but left out of the percentiles.",
                                options.warmUpSeconds()),
                String.format(
                        Locale.ROOT,
                        "These cards make %.3g transactions a second by themselves; offered at %,d a second, the stream's time passes %,.0f times as"
                                + " fast as ours, so that habits stay habits. Event times and record timestamps are the stream's, and so is the"
                                + " maximum out-of-orderness: an alert waits for the next events of all partitions rather than for that time.",
                        stream.naturalPerSecond(),
                        options.ratePerSecond(),
                        stream.stretch()),
                "Settled labels are published when the stream's time passes them, weeks after their transactions, and heartbeats keep the"
                        + " clocks of all input topics going, eight in a lead.",
                "The history is sent once both engines have decided something, as fast as the broker takes it if its length was asked for,"
                        + " else so that the faster engine always has some seconds' work. Both catch up with it at the same time, while it is sent and"
                        + " on the same cores; an engine's time runs from the beginning of the sending to its last answer.",
                "An engine kept up if, after the warm-up, it fell behind by less than a twentieth of what was offered, and was at the end"
                        + " no more than 10 s of traffic behind.",
                "Every output is joined to its input by offset; the engines' outputs are compared with each other and with the reference"
                        + " detector byte by byte.",
                "The truth comes from the generator. A transaction is found if its decision is REVIEW or DECLINE, or if an alert holds it.");
    }

    private List<String> limits() {
        return List.of(
                "A demo is a smoke run and not a performance measurement: one run, one machine, both engines, broker, generator and"
                        + " measurement sharing its cores.",
                "Flink's state is the size of its checkpoint, Spark's is the memory and the rows of its state store: compare the shapes of the"
                        + " lines, not their height.",
                "The population and its fraud are made up from published figures; what is found here says how the rules work, not how much"
                        + " fraud they would find at a bank.",
                String.format(
                        Locale.ROOT,
                        "The map shows at most %,d frauds, evenly spaced over time; a fraud without a place of its own is shown at the"
                                + " holder's home.",
                        DemoTruth.MAX_POINTS));
    }
}
