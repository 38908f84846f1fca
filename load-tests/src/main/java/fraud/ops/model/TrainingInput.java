package fraud.ops.model;

import fraud.config.ConfigException;
import fraud.model.Label;
import fraud.ops.input.InputFile;
import fraud.ops.input.InputFormat;
import fraud.ops.input.TableMapping;
import fraud.ops.input.TokenKey;
import fraud.ops.quality.LabelFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which transactions a model learns from, and what is known of them: options like those of {@code fraud replay}. */
final class TrainingInput {

    /** The formats that a table can have. */
    enum TableFormat {
        CANONICAL(InputFormat.CANONICAL),
        HANDBOOK(InputFormat.HANDBOOK);

        private final InputFormat format;

        TableFormat(InputFormat format) {
            this.format = format;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--input",
            required = true,
            paramLabel = "FILE",
            description = "Transactions: .csv (a table with a header) or .jsonl (a record a line), or either with .gz.")
    private Path input;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "canonical",
            description =
                    "Columns of a .csv: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}, the wire's field names.")
    private TableFormat format;

    @Option(
            names = "--map",
            paramLabel = "MAPPING",
            description =
                    "How the columns of a .csv of any other shape make transactions: field=expression,… or a file with one a line."
                            + " See load-tests/README.md.")
    private String map;

    @Option(
            names = "--map-key",
            paramLabel = "FILE",
            description = "The key of hash(…) in the mapping: a file of 16 bytes or more.")
    private Path mapKey;

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = {
                "Which transactions are fraud: .csv with transactionId, merchantId, cardId, eventTimeMillis, fraud and, if known, scenario"
                        + " and publishedAtMillis, or .jsonl with the same members, or either with .gz. Published at publishedAtMillis, else 6"
                        + " days after the transaction. Default: what a table in the handbook's format or a mapping says."
            })
    private Path labels;

    private Optional<TableMapping> mapping = Optional.empty();
    private InputFormat inputFormat;

    Path file() {
        return input;
    }

    /**
     * Checks all options.
     *
     * @throws ParameterException naming the first that cannot be
     */
    void check() {
        requireFile("--input", input);
        inputFormat = InputFormat.of(input, format.format)
                .orElseThrow(() ->
                        wrong("--input " + input + ": its name must end with .csv, .csv.gz, .jsonl or .jsonl.gz"));
        if (map != null) {
            if (inputFormat == InputFormat.JSON_LINES) {
                throw wrong("--map: is for tables (.csv, .csv.gz); a .jsonl has the wire's fields already");
            }
            try {
                mapping = Optional.of(
                        TableMapping.parse(map, Optional.ofNullable(mapKey).map(TokenKey::read)));
            } catch (ConfigException e) {
                throw wrong(e.getMessage());
            }
        }
        if (labels != null) {
            requireFile("--labels", labels);
            if (!LabelFile.isNamedLikeOne(labels)) {
                throw wrong("--labels " + labels + ": its name must end with .csv, .csv.gz, .jsonl or .jsonl.gz");
            }
        } else if (!rowsHaveLabels()) {
            throw wrong("--labels: is missing; the rows of " + input
                    + " do not say what is fraud, and without that there is nothing to learn");
        }
    }

    private boolean rowsHaveLabels() {
        return mapping.map(TableMapping::hasLabels)
                .orElseGet(() -> inputFormat == InputFormat.HANDBOOK && LabelFile.isHandbookWithLabels(input));
    }

    private void requireFile(String option, Path file) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw wrong(option + " " + file + ": there is no such file, or it cannot be read");
        }
    }

    /** Opens the transactions. */
    InputFile open(Consumer<Label> ofRows) {
        return mapping.map(table -> InputFile.open(input, table, ofRows))
                .orElseGet(() -> InputFile.open(input, inputFormat, label -> ofRows.accept(named(label))));
    }

    /** Rows of tables in the wire's own words bring no labels, so these are the Handbook's. */
    private static Label named(Label label) {
        return label.scenario() == null
                ? label
                : new Label(
                        label.transactionId(),
                        label.merchantId(),
                        label.cardId(),
                        label.eventTimeMillis(),
                        label.fraud(),
                        LabelFile.handbookScenario(label.scenario()));
    }

    /** Opens the labels, if they have a file of their own. */
    Optional<InputFile> openLabels() {
        return Optional.ofNullable(labels).map(InputFile::openLabels);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
