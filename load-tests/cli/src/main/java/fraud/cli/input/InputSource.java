package fraud.cli.input;

import fraud.cli.failure.OperationFailedException;
import fraud.cli.input.columns.CanonicalColumns;
import fraud.cli.input.columns.Columns;
import fraud.cli.input.columns.HandbookColumns;
import fraud.cli.input.lines.CompressedFile;
import fraud.cli.input.mapping.MappedColumns;
import fraud.cli.input.mapping.TableMapping;
import fraud.cli.input.table.Dialect;
import fraud.cli.input.table.Header;
import fraud.cli.input.table.RowFilter;
import fraud.cli.input.table.Table;
import fraud.cli.input.table.TableNotes;
import fraud.model.Label;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A file of transactions, and how it is to be read.
 *
 * @param file the file
 * @param format of its lines, unless there is a mapping
 * @param mapping how a table of another shape makes transactions, instead of the format
 * @param dialect how the table is written, as far as that is stated; a mapping's own comes second
 * @param filter which rows of the table are taken, beside the mapping's own
 * @param sorted whether its lines are to be put in the order of their times
 */
public record InputSource(
        Path file,
        InputFormat format,
        Optional<TableMapping> mapping,
        Dialect dialect,
        RowFilter filter,
        boolean sorted) {

    /** A file in one of the formats, all of it. */
    public static InputSource of(Path file, InputFormat format) {
        return new InputSource(file, format, Optional.empty(), Dialect.UNSTATED, RowFilter.ALL, false);
    }

    /**
     * Opens it and reads its header, if the format has one.
     *
     * @param labels takes what a row says of fraud, if it does, before the row is returned
     * @param scratch where to sort, if that is to be done
     * @throws OperationFailedException if it cannot be read, or the header lacks a column
     */
    public InputFile open(Consumer<Label> labels, Path scratch) {
        return InputFile.of(this, labels, sorted ? Optional.of(scratch) : Optional.empty());
    }

    /** The same, with the lines in the order of the file. */
    public InputFile open(Consumer<Label> labels) {
        return InputFile.of(this, labels, Optional.empty());
    }

    /**
     * Opens it and reads on to the first that is taken of it: what is wrong up to there is reported before anything is
     * started.
     *
     * @throws OperationFailedException if it cannot be read, the header lacks a column, or nothing at all is taken
     */
    public void requireContent() {
        try (InputFile opened = open(label -> {})) {
            if (opened.next().isEmpty()) {
                throw new OperationFailedException(file + ": " + nothingIn(opened.notes()));
            }
        }
    }

    private String nothingIn(TableNotes notes) {
        if (notes.rowsLeftOut() == 0) {
            return format == InputFormat.JSON_LINES
                    ? "is empty: there is nothing to read"
                    : "has a header and no rows: there is nothing to read";
        }
        List<String> filters = notes.rowsLeftOutBy().entrySet().stream()
                .map(filter -> String.format(Locale.ROOT, "%s leaves out %,d", filter.getKey(), filter.getValue()))
                .toList();
        return String.format(
                Locale.ROOT,
                "nothing is left to read of %,d %s: %s",
                notes.rowsLeftOut(),
                notes.rowsLeftOut() == 1 ? "row" : "rows",
                String.join(", ", filters));
    }

    /**
     * Whether its rows say what is fraud.
     *
     * @throws OperationFailedException if the header cannot be read
     */
    public boolean hasLabels() {
        if (mapping.isPresent() || format != InputFormat.HANDBOOK) {
            return mapping.map(TableMapping::hasLabels).orElse(false);
        }
        return header(file, dialect).names().contains(HandbookColumns.FRAUD);
    }

    /**
     * The head of a table.
     *
     * @throws OperationFailedException if it cannot be read
     */
    public static Header header(Path file, Dialect dialect) {
        try (var in = CompressedFile.open(file)) {
            return new Table(file, in, dialect, RowFilter.ALL).header();
        } catch (IOException e) {
            throw InputFile.unreadable(file, e);
        }
    }

    /** What the identifier of a transaction is made of: a column, or a line of the mapping. */
    public String identifier() {
        return mapping.map(TableMapping::identifier)
                .orElse(format == InputFormat.HANDBOOK ? HandbookColumns.TRANSACTION_ID : "transactionId");
    }

    /** What a row's label calls a kind of fraud, where the format has numbers for it. */
    public Label named(Label label) {
        return label.scenario() == null || mapping.isPresent() || format != InputFormat.HANDBOOK
                ? label
                : new Label(
                        label.transactionId(),
                        label.merchantId(),
                        label.cardId(),
                        label.eventTimeMillis(),
                        label.fraud(),
                        HandbookColumns.scenarioName(label.scenario()));
    }

    RowFilter allFilters() {
        return mapping.map(of -> of.filter().and(filter)).orElse(filter);
    }

    Dialect fullDialect() {
        return mapping.map(of -> dialect.orElse(of.dialect())).orElse(dialect);
    }

    Columns.Finder columns() {
        if (mapping.isPresent()) {
            return header -> new MappedColumns(mapping.get(), header);
        }
        return format == InputFormat.HANDBOOK ? HandbookColumns::new : CanonicalColumns::of;
    }
}
