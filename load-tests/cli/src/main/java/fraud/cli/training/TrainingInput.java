package fraud.cli.training;

import fraud.cli.input.InputFile;
import fraud.cli.input.InputSource;
import fraud.cli.options.TransactionsOptions;
import fraud.cli.quality.LabelAudit;
import fraud.cli.quality.LabelFile;
import fraud.model.Label;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Which transactions a model learns from, or rules are judged by, and what is known of them: options like those of
 * {@code fraud replay}.
 */
public final class TrainingInput {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Mixin
    private TransactionsOptions transactions;

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = {
                "Which transactions are fraud: .csv with transactionId, merchantId, cardId, eventTimeMillis, fraud and, if known, scenario"
                        + " and publishedAtMillis, or .jsonl with the same members, or either with .gz. Published at publishedAtMillis, else 6"
                        + " days after the transaction. Default: what a table in the handbook's format or a mapping says."
            })
    private Path labels;

    private InputSource source;

    /** The file of transactions. */
    public Path file() {
        return transactions.file();
    }

    /**
     * Checks all options.
     *
     * @throws ParameterException naming the first that cannot be
     */
    public void check() {
        transactions.file();
        source = transactions.source();
        if (labels != null) {
            transactions.requireLabels(labels);
        } else if (!source.hasLabels()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--labels: is missing; the rows of " + file()
                            + " do not say what is fraud, and without that there is nothing to go by");
        }
    }

    /**
     * Opens the transactions.
     *
     * @param scratch where to sort, if that is to be done
     */
    InputFile open(Consumer<Label> ofRows, Path scratch) {
        return source.open(label -> ofRows.accept(source.named(label)), scratch);
    }

    /** What the identifier of a transaction is made of. */
    String identifier() {
        return source.identifier();
    }

    /** A header that lacks a column is reported at once, and that there is nothing to learn from. */
    public void checkContent() {
        openLabels(Optional.empty()).ifPresent(InputFile::close);
        source.requireContent();
    }

    boolean hasLabelFile() {
        return labels != null;
    }

    /** An audit that knows the labels of the file, if there is one. */
    LabelAudit audit() {
        LabelAudit audit = new LabelAudit();
        if (hasLabelFile()) {
            LabelFile.read(labels, (label, campaign) -> audit.label(label.transactionId(), label.fraud()));
        }
        return audit;
    }

    /** Opens the labels, if they have a file of their own. */
    Optional<InputFile> openLabels(Path scratch) {
        return openLabels(source.sorted() ? Optional.of(scratch) : Optional.empty());
    }

    private Optional<InputFile> openLabels(Optional<Path> scratch) {
        return Optional.ofNullable(labels).map(file -> InputFile.openLabels(file, scratch));
    }
}
