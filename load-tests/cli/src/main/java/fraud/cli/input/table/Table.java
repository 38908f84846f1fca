package fraud.cli.input.table;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import fraud.cli.failure.OperationFailedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rows of a table with a header (RFC 4180, with any {@link Dialect}'s separator), those that a filter keeps. A row
 * that is not as long as the header, and a quote that is not closed, are errors with their line. Not thread-safe.
 */
public final class Table {

    /** No export has longer ones: what seems to be one is mostly all that stands behind a quote that is not closed. */
    private static final int MAX_CELL_CHARS = 1_000_000;

    private final Path path;
    private final CsvParser parser;
    private final long skippedLines;
    private final Header header;
    private final long headerLine;
    private final Optional<String> doubt;
    private final RowFilter.Test filter;
    private final TableNotes notes = new TableNotes();
    private long line;
    /** Where the row begins that is being read. */
    private long begin;

    /**
     * Reads the header.
     *
     * @param in the table; left open
     * @throws OperationFailedException naming what is wrong with the header
     */
    public Table(Path path, InputStream in, Dialect dialect, RowFilter filter) throws IOException {
        this.path = path;
        try {
            BufferedReader text = new BufferedReader(new TableText(in));
            Dialect.Found found = dialect.find(path, text);
            this.skippedLines = found.skippedLines();
            this.parser = CsvFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(MAX_CELL_CHARS)
                            .build())
                    .enable(CsvParser.Feature.SKIP_EMPTY_LINES, CsvParser.Feature.TRIM_SPACES)
                    .build()
                    .createParser(text);
            parser.setSchema(CsvSchema.emptySchema().withColumnSeparator(found.separator()));
            Row first =
                    readRow().orElseThrow(() -> new OperationFailedException(path + ": is empty: a header is missing"));
            this.header = new Header(first.cells(), dialect.numbers().orElse(Numbers.POINT), notes);
            this.headerLine = line;
            this.doubt = dialect.doubt(header);
        } catch (TableText.NoTextException e) {
            throw noText(e);
        }
        try {
            this.filter = filter.bind(header);
        } catch (BadCellException e) {
            throw bad(e);
        }
    }

    /** The names of the columns. */
    public Header header() {
        return header;
    }

    /** What was done to the rows so far. */
    public TableNotes notes() {
        return notes;
    }

    /**
     * The next row that the filter keeps, or nothing at the end.
     *
     * @throws OperationFailedException naming the line that is no row, or the cell that the filter cannot judge
     */
    public Optional<Row> next() throws IOException {
        try {
            for (Optional<Row> row = readRow(); row.isPresent(); row = readRow()) {
                int columns = row.get().cells().size();
                if (columns != header.names().size()) {
                    throw new OperationFailedException(path + ": line " + line + ": has " + columns
                            + " columns, the header has " + header.names().size());
                }
                if (filter.keeps(row.get())) {
                    return row;
                }
                notes.leftOut();
            }
            return Optional.empty();
        } catch (TableText.NoTextException e) {
            throw noText(e);
        } catch (BadCellException e) {
            throw bad(e);
        }
    }

    /** The error that a cell of the latest row is, or the header. */
    public OperationFailedException bad(BadCellException e) {
        String said = line == headerLine ? doubt.orElse("column " + e.getMessage()) : "column " + e.getMessage();
        return new OperationFailedException(path + ": line " + line + ": " + said, e);
    }

    private OperationFailedException noText(TableText.NoTextException e) {
        return new OperationFailedException(path + ": " + e.getMessage(), e);
    }

    private Optional<Row> readRow() throws IOException {
        try {
            if (parser.nextToken() == null) {
                return Optional.empty();
            }
            begin = skippedLines + parser.currentLocation().getLineNr();
            List<String> cells = new ArrayList<>();
            while (parser.nextToken() == JsonToken.VALUE_STRING) {
                if (cells.isEmpty()) {
                    line = skippedLines + parser.currentTokenLocation().getLineNr();
                }
                cells.add(Row.stripped(parser.getText()));
            }
            return Optional.of(new Row(line, cells));
        } catch (StreamConstraintsException e) {
            throw new OperationFailedException(
                    path + ": line " + begin + ": a cell of the row that begins here has more than " + MAX_CELL_CHARS
                            + " characters: is a quote not closed?",
                    e);
        } catch (StreamReadException e) {
            // Noticed at the end of the file, which is not where to look.
            boolean isOpen = e.getOriginalMessage().startsWith("Missing closing quote");
            throw new OperationFailedException(
                    path + ": line "
                            + (isOpen ? begin : skippedLines + e.getLocation().getLineNr()) + ": "
                            + (isOpen ? "a quote of the row that begins here is not closed" : e.getOriginalMessage()),
                    e);
        }
    }
}
