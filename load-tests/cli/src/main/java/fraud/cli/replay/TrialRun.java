package fraud.cli.replay;

import fraud.cli.detectors.Engine;
import fraud.cli.failure.OperationFailedException;
import fraud.cli.input.InputFile;
import fraud.cli.input.InputFormat;
import fraud.cli.outputs.DetectorOutputs;
import fraud.cli.outputs.OutputComparison;
import fraud.cli.process.EmbeddedBroker;
import fraud.cli.process.Patience;
import fraud.cli.process.Workspace;
import fraud.cli.progress.Progress;
import fraud.cli.reconcile.RunVerifier;
import fraud.cli.recording.RunDirectory;
import fraud.cli.topics.InputPublisher;
import fraud.cli.topics.InputRecords;
import fraud.cli.topics.KafkaConnection;
import fraud.cli.topics.Signals;
import fraud.cli.topics.Topics;
import fraud.config.DetectorParameters;
import fraud.generator.publish.TopicCheck;
import fraud.mask.CardNumbers;
import fraud.model.Signal;
import fraud.report.figures.Summary;
import fraud.report.table.SummaryTable;
import fraud.score.StartingModels;
import fraud.topics.InputTopics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;

/**
 * A replay whose detectors are started from outside; the script {@code deploy/standalone/try} runs it. Starts a broker,
 * puts a file into it up to the ends of input, says {@code ready HOST:PORT}, waits for the completions of both
 * detectors, says {@code completed}, and when its standard input ends, holds their outputs against the input, the
 * reference and each other. Arguments: the file (.jsonl or .jsonl.gz), the directory for outputs and logs, and a file
 * of labels, if there is one.
 */
public final class TrialRun {

    private static final int PARTITIONS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final KafkaConnection broker;
    private final Workspace workspace;
    private final Path out;
    private final DetectorParameters parameters = DetectorParameters.defaults(PARTITIONS);

    private TrialRun(KafkaConnection broker, Workspace workspace, Path out) {
        this.broker = broker;
        this.workspace = workspace;
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException {
        Path out = Path.of(arguments[1]);
        try (Workspace workspace = Workspace.create(out.resolve("logs"))) {
            String address = EmbeddedBroker.start(workspace, 0);
            Optional<Path> labels = Arrays.stream(arguments).skip(2).findFirst().map(Path::of);
            new TrialRun(KafkaConnection.toOwnBroker(address), workspace, out).run(Path.of(arguments[0]), labels);
        } catch (OperationFailedException e) {
            System.err.println("error: " + CardNumbers.maskInMessage(e.getMessage()));
            System.exit(1);
        }
    }

    private void run(Path input, Optional<Path> labels) throws IOException {
        try (Admin admin = broker.admin();
                Producer<byte[], byte[]> producer = broker.producer()) {
            Topics.createInputs(admin, InputTopics.DEFAULT, parameters, Topics.Timestamps.PUBLISHER);
            Topics.createOutputs(admin, Engine.wireNames(Engine.all()), PARTITIONS);
            InputPublisher.Published published =
                    publish(input, labels, producer, Topics.unchanged(admin, Topics.INPUTS));
            Signals signals = new Signals(producer, Topics.inputPartitions(admin, InputTopics.DEFAULT));
            long endMillis = published.greatestMillis() + parameters.lagMillis() + 1;
            signals.send(Signal.END_OF_INPUT, endMillis);
            System.out.println("ready " + broker.bootstrapServers());

            Map<Engine, Double> seconds = awaitEnd(admin, () -> signals.send(Signal.END_OF_INPUT, endMillis));
            System.out.println("completed");
            System.in.readAllBytes();
            Map<String, Summary.EngineSummary> engines = new LinkedHashMap<>();
            for (Engine engine : Engine.all()) {
                engines.put(engine.wireName(), examine(engine, admin, seconds));
            }
            OutputComparison comparison = OutputComparison.of(out, Engine.wireNames(Engine.all()));
            Summary summary = new Summary(
                    published.records(),
                    published.labels(),
                    published.ruleSets(),
                    engines,
                    comparison.equal().orElse(null),
                    comparison.difference().orElse(null));
            RunDirectory.write(out, RunDirectory.SUMMARY, summary.toJson());
            System.out.println(SummaryTable.of(summary) + SummaryTable.verdict(summary));
            RunDirectory.requireClean(summary);
        }
    }

    private InputPublisher.Published publish(
            Path input, Optional<Path> labels, Producer<byte[], byte[]> producer, TopicCheck check) {
        InputPublisher publisher =
                new InputPublisher(producer, check, parameters, System.currentTimeMillis(), Duration.ofDays(365));
        try (InputFile file = InputFile.open(input, InputFormat.JSON_LINES, label -> {})) {
            publisher.transactions(file, fraction -> {}, transaction -> {});
        }
        labels.ifPresent(path -> {
            try (InputFile file = InputFile.openLabels(path)) {
                publisher.labels(file, fraction -> {});
            }
        });
        return publisher.finish();
    }

    /** Waits until each detector has completed the end of every partition, and says how long that took from now on. */
    private Map<Engine, Double> awaitEnd(Admin admin, Runnable repeatEnd) {
        Map<Engine, DetectorOutputs> waiting = new EnumMap<>(Engine.class);
        for (Engine engine : Engine.processes()) {
            waiting.put(
                    engine, new DetectorOutputs(broker, admin, engine.wireName(), PARTITIONS, (output, record) -> {}));
        }
        Map<Engine, Double> seconds = new EnumMap<>(Engine.class);
        long start = System.nanoTime();
        Patience patience = new Patience(PATIENCE, System::nanoTime);
        long outputs = 0;
        long lastSignal = start;
        while (!waiting.isEmpty()) {
            workspace.check();
            for (Engine engine : List.copyOf(waiting.keySet())) {
                outputs += waiting.get(engine).poll();
                patience.results(outputs);
                if (waiting.get(engine).withoutCompletion().isEmpty()) {
                    seconds.put(engine, (System.nanoTime() - start) / 1e9);
                    waiting.remove(engine).close();
                }
            }
            if (System.nanoTime() - lastSignal
                    > Duration.ofMillis(Signals.REPEAT_MILLIS).toNanos()) {
                lastSignal = System.nanoTime();
                repeatEnd.run();
            }
            if (patience.isOver()) {
                throw new OperationFailedException("not at the end: " + waiting.keySet() + "; " + patience.describe());
            }
        }
        return seconds;
    }

    private Summary.EngineSummary examine(Engine engine, Admin admin, Map<Engine, Double> seconds) {
        try (RunVerifier examination =
                new RunVerifier(engine.wireName(), parameters, StartingModels.NONE, workspace.data())) {
            if (engine == Engine.REFERENCE) {
                return examination.finish(
                        out,
                        RunVerifier.runReference(
                                broker,
                                admin,
                                parameters,
                                StartingModels.NONE,
                                examination,
                                Progress.ofStandardError()));
            }
            InputRecords.read(broker, admin, examination::input);
            try (DetectorOutputs outputs = new DetectorOutputs(
                    broker, admin, engine.wireName(), PARTITIONS, (output, record) -> examination.output(output))) {
                outputs.readToEnd();
            }
            return examination.finish(out, seconds.get(engine));
        }
    }
}
