package fraud.cli.replay;

import fraud.cli.detectors.DetectorProcess;
import fraud.cli.detectors.DetectorWatch;
import fraud.cli.detectors.Engine;
import fraud.cli.detectors.InputTaken;
import fraud.cli.failure.OperationFailedException;
import fraud.cli.input.InputFile;
import fraud.cli.input.InputSource;
import fraud.cli.outputs.DetectorOutputs;
import fraud.cli.outputs.OutputComparison;
import fraud.cli.process.ChildProcess;
import fraud.cli.process.Installation;
import fraud.cli.process.Patience;
import fraud.cli.process.Workspace;
import fraud.cli.progress.Progress;
import fraud.cli.quality.FraudTruth;
import fraud.cli.quality.OutputTally;
import fraud.cli.quality.Protocol;
import fraud.cli.quality.Quality;
import fraud.cli.quality.Scope;
import fraud.cli.reconcile.RunVerifier;
import fraud.cli.recording.RunDirectory;
import fraud.cli.topics.InputPublisher;
import fraud.cli.topics.InputPublisher.Published;
import fraud.cli.topics.InputRecords;
import fraud.cli.topics.KafkaConnection;
import fraud.cli.topics.Signals;
import fraud.cli.topics.Topics;
import fraud.config.DetectorParameters;
import fraud.model.Label;
import fraud.model.Signal;
import fraud.report.figures.ManyDuplicates;
import fraud.report.figures.QualityReport;
import fraud.report.figures.Summary;
import fraud.report.figures.Summary.EngineSummary;
import fraud.ruleset.PublishedRuleSet;
import fraud.score.PublishedModel;
import fraud.score.StartingModels;
import fraud.topics.InputTopics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;

/**
 * Feeds a file through Kafka into one detector after the other, each to its end, and holds their outputs against the
 * input and against each other. All detectors read the same records at the same offsets.
 */
public final class Replay {

    private final Installation installation;
    private final Workspace workspace;
    private final KafkaConnection connection;
    private final Options options;
    private final Progress progress;
    private final DetectorParameters parameters;

    /**
     * What to replay.
     *
     * @param engines the detectors, in their order
     * @param source the transactions
     * @param out where the outputs go
     * @param parameters of the detectors
     * @param maxGap the greatest step of timestamps from one line to the next
     * @param nowMillis times after this are in the future
     * @param patience how long to wait for a detector that shows no progress
     * @param truth to judge the outputs by, if there are labels; the amounts are taken from the transactions
     * @param truthOfRows whether the truth is still to be filled with what the rows of the transactions say
     * @param protocol which days to judge, if not all
     * @param labels a file of labels to publish, besides those that the rows of the input bring
     * @param rules rule sets to publish, each a lead before it takes effect
     * @param rawRules a file of records of {@code versions} to send as they are, instead
     * @param recording a directory whose recorded topics are sent as they were, instead of all other input
     * @param starting models that the detectors are started with
     * @param models versions of the models to publish, each a lead before it takes effect
     * @param exactlyOnce whether Flink writes in transactions
     */
    public record Options(
            List<Engine> engines,
            InputSource source,
            Path out,
            DetectorParameters parameters,
            Duration maxGap,
            long nowMillis,
            Duration patience,
            Optional<FraudTruth> truth,
            boolean truthOfRows,
            Optional<Protocol> protocol,
            Optional<Path> labels,
            List<PublishedRuleSet> rules,
            Optional<Path> rawRules,
            Optional<Path> recording,
            StartingModels starting,
            List<PublishedModel> models,
            boolean exactlyOnce) {

        /**
         * Opens the input.
         *
         * @param ofRows takes the labels that its rows bring, each before its transaction
         * @param scratch where to sort, if that is to be done
         */
        InputFile open(Consumer<Label> ofRows, Path scratch) {
            return source.open(
                    label -> {
                        if (truthOfRows) {
                            truth.ifPresent(known -> known.label(source.named(label), Optional.empty()));
                        }
                        ofRows.accept(label);
                    },
                    scratch);
        }
    }

    /**
     * What a replay came to.
     *
     * @param summary counts and whether the outputs agree, clean or not
     * @param quality how well fraud was found, if there were labels
     */
    public record Result(Summary summary, Optional<QualityReport> quality) {}

    public Replay(
            Installation installation,
            Workspace workspace,
            KafkaConnection connection,
            Options options,
            Progress progress) {
        this.installation = installation;
        this.workspace = workspace;
        this.connection = connection;
        this.options = options;
        this.progress = progress;
        this.parameters = options.parameters();
    }

    /**
     * Runs it to the end and writes everything into the output directory.
     *
     * @throws OperationFailedException if something breaks, or a detector does not reach the end
     */
    public Result run() {
        RunDirectory.prepare(options.out());
        try (Admin admin = connection.admin();
                Producer<byte[], byte[]> producer = connection.producer()) {
            Topics.createInputs(admin, InputTopics.DEFAULT, parameters, Topics.Timestamps.PUBLISHER);
            Topics.createOutputs(admin, Engine.wireNames(options.engines()), parameters.partitions());
            InputPublisher publisher = new InputPublisher(
                    producer,
                    Topics.unchanged(admin, Topics.INPUTS),
                    parameters,
                    options.nowMillis(),
                    options.maxGap());
            ReplayInput.Sent sent = new ReplayInput(options, workspace, progress).send(publisher);
            Published published = sent.published();
            List<TopicPartition> inputs = Topics.inputPartitions(admin, InputTopics.DEFAULT);
            EndOfInput endOfInput = new EndOfInput(
                    new Signals(producer, inputs),
                    published.greatestMillis() + parameters.lagMillis() + 1,
                    Topics.endOffsets(admin, inputs));
            endOfInput.send();
            // The reference reads what is there, once.
            producer.flush();
            RunVerifier.recordInput(connection, admin, parameters, options.starting(), options.out());
            Map<String, EngineSummary> engines = new LinkedHashMap<>();
            for (Engine engine : options.engines()) {
                engines.put(engine.wireName(), detect(engine, admin, published, endOfInput));
            }
            warnOfDuplicates(engines, published);
            OutputComparison comparison = OutputComparison.of(options.out(), Engine.wireNames(options.engines()));
            Summary summary = new Summary(
                            published.records(),
                            published.labels(),
                            published.ruleSets(),
                            engines,
                            comparison.equal().orElse(null),
                            comparison.difference().orElse(null),
                            sent.notes(),
                            null)
                    .with(parameters);
            RunDirectory.write(options.out(), RunDirectory.SUMMARY, summary.toJson());
            Optional<QualityReport> quality = options.truth().map(this::judge);
            quality.ifPresent(report -> RunDirectory.write(options.out(), RunDirectory.QUALITY, report.toJson()));
            return new Result(summary, quality);
        }
    }

    private void warnOfDuplicates(Map<String, EngineSummary> engines, Published published) {
        long duplicates = engines.values().stream()
                .mapToLong(EngineSummary::duplicates)
                .max()
                .orElse(0);
        ManyDuplicates.warning(duplicates, published.records(), options.source().identifier())
                .ifPresent(progress::say);
    }

    private QualityReport judge(FraudTruth truth) {
        Quality.Question question = new Quality.Question(
                options.protocol().map(protocol -> protocol.scope(truth)).orElse(Scope.ofAll()),
                1,
                Quality.costs(options.starting()));
        return Quality.report(
                options.engines().stream()
                        .map(engine ->
                                Quality.findings(options.out(), engine.wireName(), truth, question, new OutputTally()))
                        .toList(),
                question);
    }

    /** The end of the input, of which a detector may need any number of copies (SEMANTICS 10.3, 10.4). */
    private record EndOfInput(Signals signals, long timestampMillis, Map<TopicPartition, Long> inputEnds) {
        void send() {
            signals.send(Signal.END_OF_INPUT, timestampMillis);
        }
    }

    private EngineSummary detect(Engine engine, Admin admin, Published published, EndOfInput endOfInput) {
        try (RunVerifier examination =
                new RunVerifier(engine.wireName(), parameters, options.starting(), workspace.data())) {
            double seconds;
            if (engine == Engine.REFERENCE) {
                seconds = RunVerifier.runReference(
                        connection, admin, parameters, options.starting(), examination, progress);
            } else {
                long start = System.nanoTime();
                ChildProcess detector = DetectorProcess.start(
                        installation, workspace, engine, connection, parameters, settings(engine));
                InputRecords.read(connection, admin, examination::input);
                DetectorWatch watch = new DetectorWatch(
                        detector,
                        parameters.partitions(),
                        new Patience(options.patience(), System::nanoTime),
                        InputTaken.of(engine, admin, DetectorProcess.progressFile(workspace)));
                watch.inputEndsAt(endOfInput.inputEnds());
                awaitEnd(engine, admin, published, endOfInput, watch, examination);
                seconds = (System.nanoTime() - start) / 1e9;
                workspace.stop(detector);
            }
            return examination.finish(options.out(), seconds);
        }
    }

    private Map<String, String> settings(Engine engine) {
        Map<String, String> settings = DetectorProcess.settings(options.starting());
        if (engine == Engine.FLINK && options.exactlyOnce()) {
            settings.put("delivery.guarantee", "exactly-once");
        }
        return settings;
    }

    private void awaitEnd(
            Engine engine,
            Admin admin,
            Published published,
            EndOfInput endOfInput,
            DetectorWatch detector,
            RunVerifier examination) {
        try (DetectorOutputs outputs = new DetectorOutputs(
                        connection,
                        admin,
                        engine.wireName(),
                        parameters.partitions(),
                        (output, record) -> examination.output(output));
                Progress.Task task = progress.task(engine.wireName(), published.expectedAnswers())) {
            EndWatch watch = new EndWatch(published, System::nanoTime);
            while (!watch.isEnd(outputs.answers(), outputs.withoutCompletion())) {
                workspace.check();
                if (watch.isSignalDue()) {
                    endOfInput.send();
                }
                outputs.poll();
                watch.reached(outputs.outputs(), outputs.withoutCompletion());
                task.reach(outputs.answers(), outputs.answers() == 0 ? "starting" : "");
                detector.requireEnd(
                        outputs.outputs(), outputs.answers(), published.expectedAnswers(), outputs.withoutCompletion());
            }
            outputs.readToEnd();
            task.reach(outputs.answers(), "");
        }
    }
}
