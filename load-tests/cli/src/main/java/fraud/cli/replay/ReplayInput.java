package fraud.cli.replay;

import fraud.cli.failure.OperationFailedException;
import fraud.cli.input.InputFile;
import fraud.cli.input.table.TableNotes;
import fraud.cli.process.Workspace;
import fraud.cli.progress.Progress;
import fraud.cli.quality.FraudTruth;
import fraud.cli.quality.LabelAudit;
import fraud.cli.recording.RecordedInput;
import fraud.cli.topics.InputPublisher;
import fraud.cli.topics.InputPublisher.Published;
import fraud.cli.versions.TimedVersion;
import fraud.cli.versions.VersionsInForce;
import fraud.config.DetectorParameters;
import fraud.model.Label;
import fraud.parse.ParseResult;
import fraud.report.figures.InputNotes;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Publishes what a replay brings, and notes what is done to it on its way. */
final class ReplayInput {

    private final Replay.Options options;
    private final DetectorParameters parameters;
    private final Workspace workspace;
    private final Progress progress;

    ReplayInput(Replay.Options options, Workspace workspace, Progress progress) {
        this.options = options;
        this.parameters = options.parameters();
        this.workspace = workspace;
        this.progress = progress;
    }

    /**
     * What was published.
     *
     * @param published how much
     * @param notes what was done to it; null for a recording, to which nothing is
     */
    record Sent(Published published, InputNotes notes) {}

    /**
     * Publishes everything, and says what was done to it.
     *
     * @throws OperationFailedException if a file or the broker fails, or no label is of a transaction
     */
    Sent send(InputPublisher publisher) {
        if (options.recording().isPresent()) {
            return sendRecorded(publisher, options.recording().get());
        }
        publisher.rules(TimedVersion.inOneTopic(options.rules(), options.models(), parameters.leadMillis()));
        options.rawRules()
                .ifPresent(path ->
                        send("sending rules", InputFile.openRules(path, parameters.leadMillis()), publisher::rules));
        // A file of labels has the last word: what rows say would be counted twice.
        Consumer<Label> ofRows = options.labels().isPresent() ? label -> {} : publisher::label;
        VersionsInForce inForce = new VersionsInForce();
        InputFile transactions = options.open(ofRows, workspace.data());
        send(
                "sending",
                transactions,
                (file, progressed) -> publisher.transactions(file, progressed, transaction -> {
                    inForce.transaction(transaction);
                    options.truth().ifPresent(truth -> truth.transaction(transaction));
                }));
        Optional<Path> scratch = options.source().sorted() ? Optional.of(workspace.data()) : Optional.empty();
        options.labels()
                .ifPresent(path -> send("sending labels", InputFile.openLabels(path, scratch), publisher::labels));
        Published published = publisher.finish();
        InputNotes notes = notes(transactions.notes(), published);
        notes.lines(published.records(), parameters.maxOutOfOrdernessMillis()).forEach(progress::say);
        inForce.lines(options.rules()).forEach(progress::say);
        inForce.lines(options.models()).forEach(progress::say);
        if (options.labels().isPresent() && publisher.labelsOutOfOrder() > 0) {
            progress.say(
                    "note: " + publisher.labelsOutOfOrder()
                            + " labels were published before the label above them, and got its time, so that they become effective later: --sort");
        }
        options.truth().map(FraudTruth::audit).ifPresent(LabelAudit::requireMatch);
        return new Sent(published, notes);
    }

    private Sent sendRecorded(InputPublisher publisher, Path recording) {
        progress.say("sending the recording " + recording);
        long moved = RecordedInput.send(recording, publisher, result -> {
            workspace.check();
            if (result.kind() == ParseResult.Kind.TRANSACTION) {
                options.truth().ifPresent(truth -> truth.transaction(result.transaction()));
            }
        });
        if (moved > 0) {
            progress.say("note: " + moved
                    + " records do not have the offsets that they had, since records before them are missing");
        }
        Published published = publisher.finish();
        options.truth().map(FraudTruth::audit).ifPresent(LabelAudit::requireMatch);
        return new Sent(published, null);
    }

    private InputNotes notes(TableNotes rows, Published published) {
        return new InputNotes(
                rows.rowsLeftOut(),
                rows.rowsWithoutLabel(),
                rows.localTimesSkipped(),
                rows.localTimesDoubled(),
                published.replacedTimestamps(),
                published.outOfOrder(),
                published.late(),
                options.source().sorted(),
                options.truth().map(truth -> truth.audit().notes()).orElse(null));
    }

    private void send(String name, InputFile opened, BiConsumer<InputFile, Consumer<Double>> sender) {
        try (InputFile file = opened) {
            if (file.isSorted()) {
                run("sorting", file::sort);
            }
            run(name, progressed -> sender.accept(file, progressed));
        }
    }

    private void run(String name, Consumer<Consumer<Double>> work) {
        try (Progress.ShareTask task = progress.shareTask(name)) {
            work.accept(fraction -> {
                workspace.check();
                task.reach(fraction);
            });
        }
    }
}
