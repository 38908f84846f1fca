package fraud.cli.training;

import fraud.cli.failure.OperationFailedException;
import fraud.cli.input.InputFile;
import fraud.cli.input.PublicationClock;
import fraud.cli.input.lines.InputRecord;
import fraud.cli.process.Workspace;
import fraud.cli.progress.Progress;
import fraud.cli.quality.LabelAudit;
import fraud.config.DetectorParameters;
import fraud.features.EnrichedTransaction;
import fraud.model.Label;
import fraud.report.figures.InputNotes;
import fraud.report.figures.ManyDuplicates;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Labelled history that was read once, through {@link PointInTime}.
 *
 * @param transactions how many had features
 * @param duplicates how many repeated one
 * @param rejected how many records were not valid
 * @param rejectedLabels how many labels were not valid
 * @param notes what was done to the input
 * @param audit which labels are of no transaction
 */
public record LabelledHistory(
        long transactions, long duplicates, long rejected, long rejectedLabels, InputNotes notes, LabelAudit audit) {

    /** As replay has them, so that a row has the offset and the time it has there. */
    private static final int PARTITIONS = 4;

    /** The detectors' parameters that features are computed with. */
    public static final DetectorParameters PARAMETERS = DetectorParameters.defaults(PARTITIONS);

    private static final Duration MAX_GAP = Duration.ofDays(365);
    private static final long FRACTION_STEPS = 1_000;
    private static final int PROGRESS_EVERY = 2_000;

    /**
     * Reads all transactions and labels, and says what there is to note of them.
     *
     * @param sink takes what comes out
     * @param workspace where to sort, if that is to be done
     * @throws OperationFailedException if something cannot be read
     */
    public static LabelledHistory read(
            TrainingInput input, PointInTime.Sink sink, Workspace workspace, Progress progress) {
        long start = System.nanoTime();
        PublicationClock transactions = new PublicationClock(System.currentTimeMillis(), MAX_GAP);
        // What happened today is labelled in days to come.
        PublicationClock settled =
                new PublicationClock(System.currentTimeMillis() + InputRecord.LABEL_AFTER.toMillis(), MAX_GAP);
        Path scratch = workspace.data();
        LabelAudit audit = input.audit();
        try (LabelFeed labels = new LabelFeed(input.openLabels(scratch), settled);
                Progress.Task task = progress.task("features", FRACTION_STEPS);
                InputFile file = input.open(label -> ofRow(input, label, labels, audit), scratch)) {
            PointInTime features = new PointInTime(PARAMETERS, transactions, labels, audited(sink, audit));
            file.sort(fraction -> workspace.check());
            long read = 0;
            for (Optional<InputRecord> next = file.next(); next.isPresent(); next = file.next()) {
                features.take(next.get());
                if (++read % PROGRESS_EVERY == 0) {
                    workspace.check();
                    task.reach((long) (file.fraction() * FRACTION_STEPS), "");
                }
            }
            features.finish();
            progress.say(String.format(
                    Locale.ROOT,
                    "features of %,d transactions, %.0f s; left out: %,d duplicates, %,d records and %,d labels that are not valid",
                    features.transactions(),
                    (System.nanoTime() - start) / 1e9,
                    features.duplicates(),
                    features.rejected(),
                    labels.rejected()));
            InputNotes notes = new InputNotes(
                    file.notes().rowsLeftOut(),
                    file.notes().rowsWithoutLabel(),
                    file.notes().localTimesSkipped(),
                    file.notes().localTimesDoubled(),
                    transactions.replaced() + settled.replaced(),
                    transactions.outOfOrder(),
                    features.late(),
                    file.isSorted(),
                    audit.notes());
            notes.lines(read, PARAMETERS.maxOutOfOrdernessMillis()).forEach(progress::say);
            ManyDuplicates.warning(features.duplicates(), read, input.identifier())
                    .ifPresent(progress::say);
            return new LabelledHistory(
                    features.transactions(),
                    features.duplicates(),
                    features.rejected(),
                    labels.rejected(),
                    notes,
                    audit);
        }
    }

    private static PointInTime.Sink audited(PointInTime.Sink sink, LabelAudit audit) {
        return new PointInTime.Sink() {
            @Override
            public void transaction(EnrichedTransaction enriched, double[] values) {
                audit.transaction(enriched.transaction().transactionId());
                sink.transaction(enriched, values);
            }

            @Override
            public void label(PublishedLabel published) {
                sink.label(published);
            }
        };
    }

    private static void ofRow(TrainingInput input, Label label, LabelFeed labels, LabelAudit audit) {
        if (!input.hasLabelFile()) {
            audit.label(label.transactionId(), label.fraud());
        }
        labels.ofRow(label);
    }
}
