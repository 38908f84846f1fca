package fraud.cli.options;

import fraud.cli.input.InputSource;
import fraud.cli.progress.Progress;
import fraud.cli.quality.FraudTruth;
import fraud.cli.quality.LabelFile;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --labels} of a replay: which transactions are fraud. */
public final class LabelsOption {

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = {
                "Which transactions are fraud: .csv with transactionId, merchantId, cardId, eventTimeMillis, fraud and, if known, scenario,"
                        + " campaignId and publishedAtMillis, or .jsonl with the same members (a record a line, sent as it is), or either with"
                        + " .gz. Published at publishedAtMillis, else 6 days after the transaction. With transactionId and fraud alone they"
                        + " only judge. Default: what a table in the handbook's format or a mapping says. With labels, DIR/quality.json and"
                        + " a table say what each detector found."
            })
    private Path labels;

    /** Whether there is a file of labels. */
    public boolean isGiven() {
        return labels != null;
    }

    /** The file of labels that was given, if each has what a label on the wire needs. */
    public Optional<Path> toPublish() {
        if (labels == null || LabelFile.isPublishable(labels)) {
            return Optional.ofNullable(labels);
        }
        Progress.ofStandardError()
                .say("note: " + labels
                        + " has no merchantId, cardId and eventTimeMillis: its labels judge what was found, and"
                        + " are not published");
        return Optional.empty();
    }

    /**
     * What labels say, of a file of their own, or of the rows: then it is filled as they are read. Nothing if there are
     * none.
     *
     * @throws picocli.CommandLine.ParameterException if the file cannot be one of labels
     */
    public Optional<FraudTruth> truth(InputSource source, TransactionsOptions transactions) {
        if (labels != null) {
            return Optional.of(LabelFile.read(transactions.requireLabels(labels)));
        }
        return source.hasLabels() ? Optional.of(new FraudTruth()) : Optional.empty();
    }
}
