package fraud.ops;

import fraud.config.DetectorParameters;
import fraud.model.Label;
import fraud.ops.input.InputFile;
import fraud.ops.input.table.TableNotes;
import fraud.ops.rules.TimedVersion;
import fraud.ops.topics.InputPublisher;
import fraud.ops.topics.InputPublisher.Published;
import fraud.report.InputNotes;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Publishes what a replay brings, and notes what is done to it on its way. */
final class ReplayInput {

    private static final long FRACTION_STEPS = 1_000;

    private final Replay.Options options;
    private final DetectorParameters parameters;
    private final Runnable check;
    private final Progress progress;

    /** @param check called now and then, throws if something that runs beside has failed */
    ReplayInput(Replay.Options options, DetectorParameters parameters, Runnable check, Progress progress) {
        this.options = options;
        this.parameters = parameters;
        this.check = check;
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
     * @throws OperationFailedException if a file or the broker fails
     */
    Sent send(InputPublisher publisher) {
        publisher.rules(TimedVersion.inOneTopic(options.rules(), options.models(), parameters.leadMillis()));
        // A file of labels has the last word: what rows say would be counted twice.
        Consumer<Label> ofRows = options.labels().isPresent() ? label -> {} : publisher::label;
        InputFile transactions = options.open(ofRows);
        send(
                "sending",
                transactions,
                (file, progressed) -> publisher.transactions(
                        file,
                        progressed,
                        transaction -> options.truth().ifPresent(truth -> truth.transaction(transaction))));
        options.labels().ifPresent(path -> send("sending labels", InputFile.openLabels(path), publisher::labels));
        Published published = publisher.finish();
        InputNotes notes = notes(transactions.notes(), published);
        notes.lines(published.records()).forEach(progress::say);
        return new Sent(published, notes);
    }

    private static InputNotes notes(TableNotes rows, Published published) {
        return new InputNotes(
                rows.rowsLeftOut(),
                rows.rowsWithoutLabel(),
                rows.localTimesSkipped(),
                rows.localTimesDoubled(),
                published.replacedTimestamps(),
                published.outOfOrder(),
                published.late());
    }

    private void send(String name, InputFile opened, BiConsumer<InputFile, Consumer<Double>> sender) {
        try (InputFile file = opened;
                Progress.Task task = progress.task(name, FRACTION_STEPS)) {
            sender.accept(file, fraction -> {
                check.run();
                task.reach((long) (fraction * FRACTION_STEPS), "");
            });
        }
    }
}
