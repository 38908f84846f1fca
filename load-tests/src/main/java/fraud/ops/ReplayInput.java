package fraud.ops;

import fraud.config.DetectorParameters;
import fraud.model.Label;
import fraud.ops.input.InputFile;
import fraud.ops.input.table.TableNotes;
import fraud.ops.process.Workspace;
import fraud.ops.quality.FraudTruth;
import fraud.ops.quality.LabelAudit;
import fraud.ops.rules.TimedVersion;
import fraud.ops.topics.InputPublisher;
import fraud.ops.topics.InputPublisher.Published;
import fraud.report.InputNotes;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Publishes what a replay brings, and notes what is done to it on its way. */
final class ReplayInput {

    private static final long FRACTION_STEPS = 1_000;

    private final Replay.Options options;
    private final DetectorParameters parameters;
    private final Workspace workspace;
    private final Progress progress;

    ReplayInput(Replay.Options options, DetectorParameters parameters, Workspace workspace, Progress progress) {
        this.options = options;
        this.parameters = parameters;
        this.workspace = workspace;
        this.progress = progress;
    }

    /**
     * What was published.
     *
     * @param published how much
     * @param notes what was done to it
     */
    record Sent(Published published, InputNotes notes) {}

    /**
     * Publishes everything, and says what was done to it.
     *
     * @throws OperationFailedException if a file or the broker fails, or no label is of a transaction
     */
    Sent send(InputPublisher publisher) {
        publisher.rules(TimedVersion.inOneTopic(options.rules(), options.models(), parameters.leadMillis()));
        // A file of labels has the last word: what rows say would be counted twice.
        Consumer<Label> ofRows = options.labels().isPresent() ? label -> {} : publisher::label;
        InputFile transactions = options.open(ofRows, workspace.data());
        send(
                "sending",
                transactions,
                (file, progressed) -> publisher.transactions(
                        file,
                        progressed,
                        transaction -> options.truth().ifPresent(truth -> truth.transaction(transaction))));
        Optional<Path> scratch = options.source().sorted() ? Optional.of(workspace.data()) : Optional.empty();
        options.labels()
                .ifPresent(path -> send("sending labels", InputFile.openLabels(path, scratch), publisher::labels));
        Published published = publisher.finish();
        InputNotes notes = notes(transactions.notes(), published);
        notes.lines(published.records()).forEach(progress::say);
        options.truth().map(FraudTruth::audit).ifPresent(LabelAudit::requireMatch);
        return new Sent(published, notes);
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
        try (Progress.Task task = progress.task(name, FRACTION_STEPS)) {
            work.accept(fraction -> {
                workspace.check();
                task.reach((long) (fraction * FRACTION_STEPS), "");
            });
        }
    }
}
